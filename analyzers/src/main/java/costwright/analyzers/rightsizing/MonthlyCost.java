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
 * What the hours of a machine cost in a month at the rate of its last billed two weeks, split by who pays.
 *
 * @param uncovered EffectiveCost of usage that no commitment covers: the only part that a smaller size makes cheaper at
 *     once, because a commitment costs the same whether it is used or not
 * @param retail ListCost of all usage
 */
record MonthlyCost(Money uncovered, Money retail) {
    private static final int SCALE = 6;
    private static final Set<String> HOURS = Set.of("hours", "hour", "hrs", "");

    /** Empty when the bill does not name the machine. */
    static Optional<MonthlyCost> of(Dataset dataset, Resource vm) {
        return RunRate.of(dataset, vm).map(rate -> {
            List<DailyCharge> usage = dataset.charges().of(vm.id()).stream()
                    .filter(charge -> charge.category() == ChargeCategory.USAGE
                            && countsHours(charge)
                            && rate.window()
                                    .contains(charge.day()
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant()))
                    .toList();
            return new MonthlyCost(
                    perMonth(
                            rate,
                            usage.stream()
                                    .filter(charge -> charge.commitmentStatus() == CommitmentStatus.NONE)
                                    .toList(),
                            charge -> charge.costs().effective()),
                    perMonth(rate, usage, charge -> charge.costs().list()));
        });
    }

    /** Data sent and requests cost the same on any size; a bill without units is taken to be of hours. */
    private static boolean countsHours(DailyCharge charge) {
        return charge.unit() == null || HOURS.contains(charge.unit().toLowerCase(Locale.ROOT));
    }

    private static Money perMonth(RunRate rate, List<DailyCharge> charges, Function<DailyCharge, Money> cost) {
        return Money.total(charges.stream().map(cost).toList(), rate.costs().currency())
                .times(Quantity.HOURS_PER_MONTH)
                .dividedBy(BigDecimal.valueOf(rate.window().hours()), SCALE, RoundingMode.HALF_EVEN);
    }
}
