package costwright.analyzers.backtest;

import costwright.analyzers.commitment.Bill;
import costwright.analyzers.commitment.BillSimulator;
import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.PortfolioOptimizer;
import costwright.analyzers.commitment.PurchaseLimits;
import costwright.analyzers.commitment.PurchaseRule;
import costwright.schema.commitment.Offer;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A rolling-origin replay: at each date a rule sees the lookback before it and buys; the same purchase is then held over
 * the hours that follow and priced exactly. The best purchase in hindsight is the measure.
 */
public final class CommitmentBacktest {
    private final int lookbackHours;
    private final int horizonHours;
    private final int stepHours;

    /**
     * @param lookbackHours what a rule may see before each date
     * @param horizonHours how long a purchase is held and scored
     * @param stepHours from one date to the next
     */
    public CommitmentBacktest(int lookbackHours, int horizonHours, int stepHours) {
        if (lookbackHours <= 0 || horizonHours <= 0 || stepHours <= 0) {
            throw new IllegalArgumentException("Lookback, horizon and step must be at least an hour, not %d, %d, %d."
                    .formatted(lookbackHours, horizonHours, stepHours));
        }
        this.lookbackHours = lookbackHours;
        this.horizonHours = horizonHours;
        this.stepHours = stepHours;
    }

    /**
     * One date of one rule.
     *
     * @param savings over on demand in the hours held; negative when the purchase cost more than it saved
     * @param regret (cost − cost of the best purchase in hindsight) over what the hours cost on demand
     * @param lockIn what the purchase costs over its terms
     */
    public record Cut(
            int hour, List<Owned> bought, Money savings, Money onDemandEquivalent, Ratio regret, Money lockIn) {
        public Cut {
            bought = List.copyOf(bought);
        }
    }

    /** All dates of one rule. */
    public record Track(String rule, List<Cut> cuts) {
        public Track {
            cuts = List.copyOf(cuts);
        }

        /** Over all dates; empty tracks have none. */
        public Money savings() {
            return cuts.stream().map(Cut::savings).reduce(Money::plus).orElseThrow();
        }

        /** Savings over what the same hours cost on demand, parts added first. */
        public Ratio effectiveSavingsRate() {
            Money equivalent = cuts.stream()
                    .map(Cut::onDemandEquivalent)
                    .reduce(Money::plus)
                    .orElseThrow();
            return new Ratio(savings().amount(), equivalent.amount());
        }

        /** Regret of all dates together. */
        public Ratio regret() {
            return cuts.stream().map(Cut::regret).reduce(Ratio::plus).orElse(Ratio.NONE);
        }

        /** How many dates ended with a loss. */
        public long losses() {
            return cuts.stream().filter(cut -> cut.savings().isNegative()).count();
        }

        /** The lowest savings of any date. */
        public Money worst() {
            return Collections.min(cuts.stream().map(Cut::savings).toList());
        }

        public Money lockIn() {
            return cuts.stream().map(Cut::lockIn).reduce(Money::plus).orElseThrow();
        }
    }

    /** How many dates a series of {@code hours} has room for. */
    public int dates(int hours) {
        int room = hours - lookbackHours - horizonHours;
        return room < 0 ? 0 : room / stepHours + 1;
    }

    /** One track per rule, in the order given; without any cut when the series is too short for a single date. */
    public List<Track> run(Demand series, List<Offer> offers, List<PurchaseRule> rules) {
        List<List<Cut>> cuts = new ArrayList<>();
        rules.forEach(rule -> cuts.add(new ArrayList<>()));
        for (int date = 0; date < dates(series.hours()); date++) {
            int origin = lookbackHours + date * stepHours;
            Demand seen = series.slice(origin - lookbackHours, origin);
            Demand held = series.slice(origin, origin + horizonHours);
            Money hindsight = new PortfolioOptimizer(List.of())
                    .plan(held, List.of(), offers, PurchaseLimits.NONE)
                    .bill()
                    .totalCost();
            for (int rule = 0; rule < rules.size(); rule++) {
                List<Owned> bought = rules.get(rule).buy(seen, List.of(), offers);
                cuts.get(rule).add(cut(origin, bought, held, hindsight));
            }
        }
        List<Track> tracks = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            tracks.add(new Track(rules.get(rule).name(), cuts.get(rule)));
        }
        return tracks;
    }

    private static Cut cut(int origin, List<Owned> bought, Demand held, Money hindsight) {
        Bill bill = new BillSimulator(held, bought).bill();
        Money lockIn = bought.stream()
                .map(owned -> Money.of(owned.costPerHour(), held.currency())
                        .times(owned.offer().termHours()))
                .reduce(Money.zero(held.currency()), Money::plus);
        return new Cut(
                origin,
                bought,
                bill.savings(),
                bill.onDemandEquivalent(),
                new Ratio(
                        bill.totalCost().minus(hindsight).amount(),
                        bill.onDemandEquivalent().amount()),
                lockIn);
    }
}
