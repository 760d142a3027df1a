package costwright.analyzers.rightsizing;

import costwright.analyzers.Dataset;
import costwright.analyzers.RunRate;
import costwright.schema.charge.ChargeCategory;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.charge.DailyCharge;
import costwright.schema.money.Money;
import costwright.schema.quantity.Quantity;
import costwright.schema.resource.Resource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the hours of a machine cost in a month at the rate of its last billed two weeks.
 *
 * @param effective EffectiveCost of all hours
 * @param covered the part of it that commitments cover, which stays on the bill until something else uses them; the plan
 *     as a whole takes it off
 * @param retail ListCost of all hours
 */
public record MonthlyCost(Money effective, Money covered, Money retail) {
    private static final int SCALE = 6;
    private static final Set<String> HOURS = Set.of("hours", "hour", "hrs", "");

    /** Empty when the bill does not name the machine. */
    public static Optional<MonthlyCost> of(Dataset dataset, Resource machine) {
        return RunRate.of(dataset, machine).map(rate -> {
            List<DailyCharge> usage = dataset.charges().of(machine.id()).stream()
                    .filter(charge -> charge.category() == ChargeCategory.USAGE
                            && countsHours(charge)
                            && rate.window()
                                    .contains(charge.day()
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant()))
                    .toList();
            List<DailyCharge> covered = usage.stream()
                    .filter(charge -> charge.commitmentStatus() != CommitmentStatus.NONE)
                    .toList();
            return new MonthlyCost(
                    perMonth(rate, usage, charge -> charge.costs().effective()),
                    perMonth(rate, covered, charge -> charge.costs().effective()),
                    perMonth(rate, usage, charge -> charge.costs().list()));
        });
    }

    /** Data sent and requests cost the same on any size; a bill without units is taken to be of hours. */
    private static boolean countsHours(DailyCharge charge) {
        return charge.unit() == null || HOURS.contains(charge.unit().toLowerCase(Locale.ROOT));
    }

    /** The part that no commitment covers: what the action saves at once. */
    public Money uncovered() {
        return effective.minus(covered);
    }

    private static Money perMonth(RunRate rate, List<DailyCharge> charges, Function<DailyCharge, Money> cost) {
        return Money.total(charges.stream().map(cost).toList(), rate.costs().currency())
                .times(Quantity.HOURS_PER_MONTH)
                .dividedBy(BigDecimal.valueOf(rate.window().hours()), SCALE, RoundingMode.HALF_EVEN);
    }

    /** The line of evidence about commitments. */
    public String commitments() {
        return covered.isZero()
                ? "No commitment covers it"
                : "%s per month of it are covered by commitments and stay on the bill until something else uses them"
                        .formatted(covered);
    }
}
