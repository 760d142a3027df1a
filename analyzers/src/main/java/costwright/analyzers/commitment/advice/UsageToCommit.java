package costwright.analyzers.commitment.advice;

import costwright.analyzers.Dataset;
import costwright.analyzers.commitment.Bill;
import costwright.analyzers.commitment.BillSimulator;
import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Ladder;
import costwright.analyzers.commitment.Owned;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.UsageLine;
import costwright.schema.quantity.Ratio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The usage that new commitments are sized on, and the owned ones that go on covering a part of it.
 *
 * <p>Where the known holdings explain what the bill says was covered, all usage is taken and the holdings that last are
 * applied to it in every hour, so that what an ending one covered is planned anew. Where they do not (rates or holdings
 * are not known), only usage that no commitment covered is taken, with what is bought and not yet in the bill: a purchase
 * can be added to later and never returned.
 *
 * @param demand the usage, by hour
 * @param lasting what is owned and does not end before the next review, without its dates: the hours stand for the future
 * @param renewed what is owned and has ended or ends before the next review; empty where the holdings are not used
 * @param explained on-demand value that the known holdings would cover over what the bill says was covered; without a
 *     value where the bill covers nothing
 */
record UsageToCommit(Demand demand, List<Owned> lasting, List<Owned> renewed, Ratio explained) {
    /** Holdings explain the bill when they cover this much of what it says was covered. */
    private static final BigDecimal EXPLAINED = new BigDecimal("0.95");

    UsageToCommit {
        lasting = List.copyOf(lasting);
        renewed = List.copyOf(renewed);
    }

    static UsageToCommit of(
            Currency currency,
            List<UsageLine> lines,
            Collection<HourlyUsage> usage,
            Dataset dataset,
            int renewalDays,
            Predicate<String> isLine) {
        Demand uncovered = Demand.uncovered(currency, lines, usage);
        Demand total = Demand.total(currency, lines, usage);
        List<Owned> owned = owned(dataset, currency, isLine);
        BigDecimal covered = total.onDemandEquivalent().subtract(uncovered.onDemandEquivalent());
        Bill bill = new BillSimulator(total, owned).bill();
        Ratio explained =
                new Ratio(bill.onDemandEquivalent().minus(bill.onDemandCost()).amount(), covered.max(BigDecimal.ZERO));
        if (covered.signum() > 0 && !explained.isAtLeast(EXPLAINED)) {
            List<Owned> inFlight =
                    owned.stream().filter(each -> startsAfter(each, total)).toList();
            return new UsageToCommit(
                    uncovered, inFlight.stream().map(UsageToCommit::undated).toList(), List.of(), explained);
        }
        List<Owned> lasting = Ladder.lasting(owned, dataset.asOf(), renewalDays).stream()
                .filter(each ->
                        each.holding().end() == null || each.holding().end().isAfter(dataset.asOf()))
                .toList();
        List<Owned> renewed = new ArrayList<>(owned);
        renewed.removeAll(lasting);
        return new UsageToCommit(
                total, lasting.stream().map(UsageToCommit::undated).toList(), renewed, explained);
    }

    /** Holdings with an offer that is known, in the currency and for usage of the lines. */
    private static List<Owned> owned(Dataset dataset, Currency currency, Predicate<String> isLine) {
        Map<String, Offer> offers = Stream.concat(dataset.offers().stream(), dataset.unsoldOffers().stream())
                .filter(offer -> offer.currency().equals(currency))
                .filter(offer -> offer.rates().keySet().stream().anyMatch(isLine))
                .collect(Collectors.toMap(Offer::name, Function.identity()));
        return dataset.holdings().stream()
                .filter(holding -> offers.containsKey(holding.offer()))
                .map(holding -> new Owned(offers.get(holding.offer()), holding))
                .toList();
    }

    /** Bought, and not yet in the bill. */
    private static boolean startsAfter(Owned owned, Demand usage) {
        return owned.holding().start() != null && !owned.holding().start().isBefore(usage.end());
    }

    private static Owned undated(Owned owned) {
        Holding held = owned.holding();
        return new Owned(
                owned.offer(),
                new Holding(held.offer(), held.quantity(), null, null, held.account(), held.shared(), held.group()));
    }
}
