package costwright.analyzers;

import costwright.schema.charge.Costs;
import costwright.schema.charge.DailyCharge;
import costwright.schema.money.Money;
import costwright.schema.quantity.Quantity;
import costwright.schema.resource.Resource;
import costwright.schema.time.Lookback;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a resource costs per month of 730 hours at the rate of its provider's most recent billed days.
 *
 * <p>The window ends with the last day for which the provider has billed anything, because bills lag by hours or days and
 * an unbilled day is no free day.
 *
 * @param costs the charges within the window, as billed
 * @param window whole UTC days
 */
public record RunRate(Costs costs, Lookback window) {
    /** Two weeks: every weekday twice. */
    public static final int DAYS = 14;

    private static final int SCALE = 6;

    /**
     * The rate of one resource, or empty when the bill does not name it within the window. A resource that first appears
     * within the window is spread over its own days only.
     */
    public static Optional<RunRate> of(Dataset dataset, Resource resource) {
        Optional<LocalDate> lastBilledDay = dataset.charges().lastDay(resource.provider());
        if (lastBilledDay.isEmpty()) {
            return Optional.empty();
        }
        LocalDate end = lastBilledDay.get().plusDays(1);
        LocalDate earliest = end.minusDays(DAYS);
        List<DailyCharge> charges = dataset.charges().of(resource.id()).stream()
                .filter(charge ->
                        !charge.day().isBefore(earliest) && charge.day().isBefore(end))
                .toList();
        if (charges.isEmpty()) {
            return Optional.empty();
        }
        boolean older = dataset.charges().of(resource.id()).stream()
                .anyMatch(charge -> charge.day().isBefore(earliest));
        LocalDate start = older
                ? earliest
                : charges.stream()
                        .map(DailyCharge::day)
                        .min(LocalDate::compareTo)
                        .orElseThrow();
        Costs sum = charges.stream().map(DailyCharge::costs).reduce(Costs::plus).orElseThrow();
        return Optional.of(new RunRate(
                sum,
                new Lookback(
                        start.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        end.atStartOfDay(ZoneOffset.UTC).toInstant())));
    }

    /** Whether the UTC day lies within the window. */
    public boolean covers(LocalDate day) {
        return window.contains(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** EffectiveCost per month, rounded half-even to a millionth. */
    public Money effectivePerMonth() {
        return perMonth(costs.effective());
    }

    /** ListCost per month, rounded half-even to a millionth. */
    public Money listPerMonth() {
        return perMonth(costs.list());
    }

    /** The sum as a person would write it, for evidence. */
    public String arithmetic(String name) {
        return "%s: %s in %d days × 730 h / %d h = %s per month"
                .formatted(
                        name,
                        costs.effective(),
                        window.days(),
                        Duration.ofDays(window.days()).toHours(),
                        effectivePerMonth());
    }

    private Money perMonth(Money inWindow) {
        return inWindow.times(Quantity.HOURS_PER_MONTH)
                .dividedBy(BigDecimal.valueOf(window.hours()), SCALE, RoundingMode.HALF_EVEN);
    }
}
