package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Charges;
import costwright.analyzers.Dataset;
import costwright.analyzers.Estates;
import costwright.schema.charge.ChargeCategory;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.charge.Costs;
import costwright.schema.charge.DailyCharge;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MonthlyCostTest {
    private static final Resource VM = Estates.resource("i-1", ResourceType.VM, ResourceState.RUNNING, Map.of());

    @Test
    void leavesOutWhatASmallerMachineWouldPayTheSameFor() {
        // 14 days: hours at 2.40 a day, data sent at 1.00 a day. 14 × 2.40 × 730 / 336 = 73.
        MonthlyCost cost =
                of(charges("Hours", "2.40", CommitmentStatus.NONE), charges("GB", "1.00", CommitmentStatus.NONE));
        assertThat(cost.uncovered()).isEqualTo(Money.of("73", "USD"));
        assertThat(cost.retail()).isEqualTo(Money.of("73", "USD"));
    }

    @Test
    void leavesCoveredHoursOutOfWhatIsUncovered() {
        MonthlyCost cost =
                of(charges("Hrs", "2.40", CommitmentStatus.USED), charges(null, "0.24", CommitmentStatus.NONE));
        assertThat(cost.uncovered()).isEqualTo(Money.of("7.3", "USD"));
        assertThat(cost.retail()).isEqualTo(Money.of("80.3", "USD"));
    }

    @SafeVarargs
    private static MonthlyCost of(List<DailyCharge>... charges) {
        List<DailyCharge> all = new ArrayList<>();
        for (List<DailyCharge> some : charges) {
            all.addAll(some);
        }
        Dataset empty = new Estates().with(VM).dataset();
        return MonthlyCost.of(withCharges(empty, all), VM).orElseThrow();
    }

    private static List<DailyCharge> charges(@Nullable String unit, String daily, CommitmentStatus status) {
        List<DailyCharge> charges = new ArrayList<>();
        Money cost = Money.of(daily, "USD");
        for (int day = 0; day < 14; day++) {
            charges.add(new DailyCharge(
                    Estates.LAST_BILLED.minusDays(day),
                    Provider.AWS,
                    "payer",
                    VM.subAccount(),
                    "AmazonEC2",
                    "us-east-1",
                    VM.id(),
                    "sku " + unit,
                    ChargeCategory.USAGE,
                    status == CommitmentStatus.NONE ? null : "plan",
                    status,
                    new Costs(cost, cost, cost, cost),
                    null,
                    unit));
        }
        return charges;
    }

    private static Dataset withCharges(Dataset dataset, List<DailyCharge> charges) {
        return new Dataset(
                dataset.asOf(),
                dataset.lookback(),
                dataset.resources(),
                new Charges(charges),
                dataset.utilization(),
                dataset.prices(),
                dataset.usageLines(),
                dataset.hourlyUsage(),
                dataset.fingerprint());
    }
}
