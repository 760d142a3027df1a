package costwright.jobs.publish;

import costwright.jobs.store.ReportStore.DaySpend;
import costwright.jobs.store.ReportStore.PeriodSpend;
import costwright.jobs.store.ReportStore.ResourceSpend;
import costwright.reports.page.Spend;
import costwright.schema.money.Money;
import costwright.schema.time.BillingPeriod;
import costwright.schema.time.IsoWeek;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns sums by day and service into the spend of one currency, as the page shows it. */
final class SpendPart {
    static final int WEEKS = 13;
    private static final int NAMED_SERVICES = 7;
    private static final int NAMED_CHANGES = 10;
    private static final BigDecimal LEAST_CHANGE = new BigDecimal("0.01");
    private static final int MONTHS = 4;
    private static final String REST = "All other services";
    private static final String UNNAMED = "Unnamed service";

    private final IsoWeek week;
    private final Currency currency;
    private final List<DaySpend> days;

    /** @param days of any currency, from thirteen weeks before the end of {@code week} on */
    SpendPart(IsoWeek week, Currency currency, List<DaySpend> days) {
        this.week = week;
        this.currency = currency;
        this.days = days.stream()
                .filter(day -> day.effective().currency().equals(currency))
                .toList();
    }

    /**
     * @param now what single resources cost in the compared days of the week
     * @param before the same of the week before
     */
    Spend spend(List<ResourceSpend> now, List<ResourceSpend> before, List<PeriodSpend> periods) {
        List<IsoWeek> weeks = weeks();
        List<Spend.Group> groups = groups(weeks);
        List<Spend.Week> totals = weeks.stream()
                .map(each -> new Spend.Week(
                        each, daysBilled(each), sum(day -> each.contains(day.day()), DaySpend::effective)))
                .toList();
        return new Spend(
                totals,
                groups,
                sum(day -> week.contains(day.day()), DaySpend::billed),
                comparison(now, before),
                months(periods));
    }

    /**
     * How many days of the week, from Monday on, every account that has charges in the week has billed: only these can be
     * compared with the week before.
     */
    int comparableDays() {
        return days.stream()
                .filter(day -> week.contains(day.day()))
                .collect(Collectors.groupingBy(
                        DaySpend::billingAccount,
                        TreeMap::new,
                        Collectors.mapping(DaySpend::day, Collectors.maxBy(Comparator.naturalOrder()))))
                .values()
                .stream()
                .map(last ->
                        (int) (last.orElseThrow().toEpochDay() - week.firstDay().toEpochDay()) + 1)
                .min(Comparator.naturalOrder())
                .orElse(0);
    }

    /** From the first week with charges on, up to thirteen; always the week of the report. */
    private List<IsoWeek> weeks() {
        IsoWeek first = days.stream()
                .map(day -> IsoWeek.containing(day.day()))
                .min(Comparator.naturalOrder())
                .filter(earliest -> earliest.compareTo(week) < 0)
                .orElse(week);
        List<IsoWeek> weeks = new ArrayList<>();
        for (IsoWeek each = week; weeks.size() < WEEKS && each.compareTo(first) >= 0; each = each.previous()) {
            weeks.add(0, each);
        }
        return weeks;
    }

    private List<Spend.Group> groups(List<IsoWeek> weeks) {
        Map<String, BigDecimal> largest = new TreeMap<>();
        for (IsoWeek each : weeks) {
            byService(day -> each.contains(day.day()))
                    .forEach((service, amount) ->
                            largest.merge(service, amount.amount().abs(), BigDecimal::max));
        }
        // By the largest week and not the sum, so that what made a single week tall has a name.
        List<String> named = largest.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(largest.size() == NAMED_SERVICES + 1 ? NAMED_SERVICES + 1 : NAMED_SERVICES)
                .toList();
        Map<String, List<Money>> amounts = new LinkedHashMap<>();
        named.forEach(service -> amounts.put(service, new ArrayList<>()));
        if (largest.size() > named.size()) {
            amounts.put(REST, new ArrayList<>());
        }
        for (IsoWeek each : weeks) {
            Map<String, Money> ofWeek = byService(day -> each.contains(day.day()));
            amounts.forEach((service, list) -> list.add(
                    service.equals(REST)
                            ? total(without(ofWeek, named))
                            : ofWeek.getOrDefault(service, Money.zero(currency))));
        }
        return amounts.entrySet().stream()
                .map(entry -> new Spend.Group(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Spend.@Nullable Comparison comparison(List<ResourceSpend> now, List<ResourceSpend> before) {
        int compared = comparableDays();
        LocalDate monday = week.firstDay();
        Map<String, Money> previous = byService(day -> within(day.day(), monday.minusDays(7), compared));
        if (compared == 0 || previous.isEmpty()) {
            return null;
        }
        Map<String, Money> current = byService(day -> within(day.day(), monday, compared));
        Drivers drivers = new Drivers(currency, now, before);
        Set<String> services = new HashSet<>(current.keySet());
        services.addAll(previous.keySet());
        List<Spend.Change> changes = services.stream()
                .map(service -> new Spend.Change(
                        service,
                        current.getOrDefault(service, Money.zero(currency)),
                        previous.getOrDefault(service, Money.zero(currency)),
                        drivers.of(service)))
                .sorted(Comparator.comparing((Spend.Change change) -> change.current()
                                .minus(change.previous())
                                .amount()
                                .abs())
                        .reversed()
                        .thenComparing(Spend.Change::name))
                .toList();
        return new Spend.Comparison(compared, total(current.values()), total(previous.values()), shortened(changes));
    }

    /** Names what moved by a cent or more, at most ten services; the rest is one line. */
    private List<Spend.Change> shortened(List<Spend.Change> changes) {
        int moved = (int) changes.stream()
                .filter(change ->
                        change.current().minus(change.previous()).amount().abs().compareTo(LEAST_CHANGE) >= 0)
                .count();
        int named = Math.min(moved, NAMED_CHANGES);
        if (changes.size() <= named + 1) {
            return changes;
        }
        List<Spend.Change> rest = changes.subList(named, changes.size());
        List<Spend.Change> shown = new ArrayList<>(changes.subList(0, named));
        shown.add(new Spend.Change(
                REST,
                total(rest.stream().map(Spend.Change::current).toList()),
                total(rest.stream().map(Spend.Change::previous).toList()),
                ""));
        return shown;
    }

    private List<Spend.Month> months(List<PeriodSpend> periods) {
        YearMonth last = YearMonth.from(week.lastDay());
        Map<BillingPeriod, List<PeriodSpend>> byPeriod = periods.stream()
                .filter(part -> part.billed().currency().equals(currency))
                .filter(part -> !part.period().month().isAfter(last)
                        && part.period().month().isAfter(last.minusMonths(MONTHS)))
                .collect(Collectors.groupingBy(PeriodSpend::period, TreeMap::new, Collectors.toList()));
        return byPeriod.entrySet().stream()
                .map(entry -> new Spend.Month(
                        entry.getKey(),
                        total(entry.getValue().stream().map(PeriodSpend::billed).toList()),
                        total(entry.getValue().stream()
                                .map(PeriodSpend::effective)
                                .toList()),
                        known(entry.getValue(), PeriodSpend::contracted),
                        known(entry.getValue(), PeriodSpend::list)))
                .toList();
    }

    /** Unknown as soon as one part is. */
    private @Nullable Money known(List<PeriodSpend> parts, Function<PeriodSpend, @Nullable Money> cost) {
        Money sum = Money.zero(currency);
        for (PeriodSpend part : parts) {
            Money of = cost.apply(part);
            if (of == null) {
                return null;
            }
            sum = sum.plus(of);
        }
        return sum;
    }

    private int daysBilled(IsoWeek of) {
        return (int)
                days.stream().map(DaySpend::day).filter(of::contains).distinct().count();
    }

    private static boolean within(LocalDate day, LocalDate first, int count) {
        return !day.isBefore(first) && day.isBefore(first.plusDays(count));
    }

    private Map<String, Money> byService(Predicate<DaySpend> which) {
        Map<String, Money> sums = new TreeMap<>();
        days.stream()
                .filter(which)
                .forEach(day ->
                        sums.merge(day.service().isBlank() ? UNNAMED : day.service(), day.effective(), Money::plus));
        return sums;
    }

    private static Collection<Money> without(Map<String, Money> sums, List<String> named) {
        Map<String, Money> rest = new TreeMap<>(sums);
        named.forEach(rest::remove);
        return rest.values();
    }

    private Money sum(Predicate<DaySpend> which, Function<DaySpend, Money> cost) {
        return total(days.stream().filter(which).map(cost).toList());
    }

    private Money total(Collection<Money> amounts) {
        return Money.total(amounts, currency);
    }
}
