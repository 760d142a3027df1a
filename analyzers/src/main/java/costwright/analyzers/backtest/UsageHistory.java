package costwright.analyzers.backtest;

import costwright.analyzers.Dataset;
import costwright.analyzers.commitment.Demand;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.Provider;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one provider's machines used that its offers in one currency can cover, whether it was covered then or not: a
 * series of the past to replay purchases on. Usage that no offer covers is left out, because no purchase changes it.
 *
 * @param demand from the first hour of the first day to the last hour of the last
 * @param offers those that cover at least one of the lines, in order of name
 * @param days from the first to the last day with usage, both counted
 * @param daysWithUsage how many of these have usage; the others may be days that no bill shows
 */
public record UsageHistory(
        Provider provider, Currency currency, Demand demand, List<Offer> offers, int days, int daysWithUsage) {
    /** Of ten days at most one may be missing: a day that no bill shows would count as a day without use. */
    private static final int MOST_MISSING = 10;

    public UsageHistory {
        offers = List.copyOf(offers);
    }

    private record Key(Provider provider, Currency currency) {}

    private static final Comparator<Key> KEY_ORDER = Comparator.comparing(Key::provider)
            .thenComparing(key -> key.currency().getCurrencyCode());

    /** One for each provider and currency of the offers that can cover any of the usage. */
    public static List<UsageHistory> of(Dataset dataset) {
        Map<Key, List<Offer>> sold = dataset.offers().stream()
                .collect(Collectors.groupingBy(
                        offer -> new Key(offer.kind().provider(), offer.currency()),
                        () -> new TreeMap<>(KEY_ORDER),
                        Collectors.toList()));
        return sold.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), dataset))
                .filter(history -> history.days > 0)
                .toList();
    }

    private static UsageHistory of(Key key, List<Offer> sold, Dataset dataset) {
        Set<String> coverable =
                sold.stream().flatMap(offer -> offer.rates().keySet().stream()).collect(Collectors.toSet());
        List<UsageLine> lines = dataset.usageLines().values().stream()
                .filter(line -> line.provider() == key.provider() && coverable.contains(line.name()))
                .toList();
        Set<String> names = lines.stream().map(UsageLine::name).collect(Collectors.toSet());
        List<HourlyUsage> usage = dataset.hourlyUsage().stream()
                .filter(day -> names.contains(day.line()))
                .toList();
        List<LocalDate> days =
                usage.stream().map(HourlyUsage::day).distinct().sorted().toList();
        return new UsageHistory(
                key.provider(),
                key.currency(),
                Demand.total(key.currency(), lines, usage),
                sold.stream()
                        .filter(offer -> offer.rates().keySet().stream().anyMatch(names::contains))
                        .toList(),
                days.isEmpty()
                        ? 0
                        : Math.toIntExact(days.get(days.size() - 1).toEpochDay()
                                - days.get(0).toEpochDay()
                                + 1),
                days.size());
    }

    /** Whether so few days are missing that the rest can stand for what was used. */
    public boolean complete() {
        return (long) (days - daysWithUsage) * MOST_MISSING <= days;
    }
}
