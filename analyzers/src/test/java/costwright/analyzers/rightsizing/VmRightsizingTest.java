package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Finding;
import costwright.schema.money.Money;
import costwright.schema.utilization.Metric;
import org.junit.jupiter.api.Test;

class VmRightsizingTest {
    private final VmRightsizing check = new VmRightsizing();

    @Test
    void proposesTheCheapestTypeThatIsLargeEnough() {
        Finding finding = ((Outcome.Found) outcome(machines(20, 3000))).finding();

        assertThat(finding.action().parameters()).containsEntry("instance_type", "m5.large");
        // 9.216 $/day × 730 / 24 = 280.32 a month; half the price saves 140.16
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("140.16", "USD"));
    }

    @Test
    void multipliesOutWhatItCostsNowAndWouldCost() {
        Finding finding = ((Outcome.Found) outcome(machines(20, 3000))).finding();

        assertThat(finding.evidence().arithmetic())
                .containsExactly(
                        "Billed: 280.32 USD per month × (1 − 0.096 USD / 0.192 USD) = 140.16 USD",
                        "It would cost 280.32 USD − 140.16 USD = 140.16 USD per month",
                        "No commitment covers it",
                        "Billed at list prices: 280.32 USD per month × (1 − 0.096 USD / 0.192 USD) = 140.16 USD",
                        "m5.xlarge in us-east-1: 0.192 USD per hour × 730 hours = 140.16 USD per month (price list, 2026-10-01)",
                        "m5.large in us-east-1: 0.096 USD per hour × 730 hours = 70.08 USD per month (price list, 2026-10-01)",
                        "At list prices: 140.16 USD − 70.08 USD = 70.08 USD per month");
    }

    @Test
    void drawsUseAgainstBothCapacities() {
        Evidence evidence =
                ((Outcome.Found) outcome(machines(20, 3000))).finding().evidence();

        assertThat(evidence.chart().title()).matches("CPU, vCPU used, 14 days to [0-9-]{10}");
        assertThat(evidence.chart().currentCapacity()).isEqualTo(4);
        assertThat(evidence.chart().proposedCapacity()).isEqualTo(2);
        assertThat(evidence.furtherCharts()).singleElement().satisfies(memory -> {
            assertThat(memory.title()).matches("Memory, MiB used, 14 days to [0-9-]{10}");
            assertThat(memory.currentCapacity()).isEqualTo(16_384);
            assertThat(memory.proposedCapacity()).isEqualTo(8_192.0);
            assertThat(memory.values()).contains(3000.0);
        });
    }

    @Test
    void neverShrinksMemoryThatWasNotMeasured() {
        Machines machines = catalogue().samples("vm", Metric.CPU_PERCENT, 14, i -> 20);

        assertThat(outcome(machines)).isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void whatRunsIntoItsCapacityShouldGrowAndThatCosts() {
        Finding finding = ((Outcome.Found) outcome(machines(95, 3000))).finding();

        assertThat(finding.title())
                .isEqualTo(
                        "Machine vm is too small: it runs into its CPU capacity; m5.2xlarge instead of m5.xlarge would do");
        assertThat(finding.action().parameters()).containsEntry("instance_type", "m5.2xlarge");
        // 280.32 a month now; twice the price costs as much again.
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("-280.32", "USD"));
        assertThat(finding.monthlyRetailSavings()).isEqualTo(Money.of("-280.32", "USD"));
    }

    @Test
    void aJobThatTakesAllThereIsForLessThanHalfOfTheTimeIsNotTooSmall() {
        // 13 hours of each day at 95 % are more than half of the time, 11 are less.
        Machines long13 = catalogue().samples("vm", Metric.CPU_PERCENT, 14, i -> i % 288 < 13 * 12 ? 95 : 20);
        Machines short11 = catalogue().samples("vm", Metric.CPU_PERCENT, 14, i -> i % 288 < 11 * 12 ? 95 : 20);

        assertThat(outcome(long13)).isInstanceOf(Outcome.Found.class);
        assertThat(((Outcome.Silent) outcome(short11)).silence().detail())
                .isEqualTo("too small: it runs into its CPU capacity, but not half of the time: a job may do that");
    }

    @Test
    void whatComesCloseToItsCapacityStaysAndWhatHasNoLargerTypeToo() {
        assertThat(outcome(machines(94, 3000))).isInstanceOf(Outcome.Silent.class);
        Machines largest =
                new Machines().type("m5.xlarge", 4, 16384, "0.192").samples("vm", Metric.CPU_PERCENT, 14, i -> 95);
        assertThat(((Outcome.Silent) outcome(largest)).silence().detail())
                .isEqualTo("too small: it runs into its CPU capacity, and no larger type is known");
    }

    private static Machines machines(double cpu, double memoryMib) {
        return catalogue()
                .samples("vm", Metric.CPU_PERCENT, 14, i -> cpu)
                .samples("vm", Metric.MEMORY_USED_MIB, 14, i -> memoryMib);
    }

    private static Machines catalogue() {
        return new Machines()
                .type("m5.large", 2, 8192, "0.096")
                .type("m5.xlarge", 4, 16384, "0.192")
                .type("m5.2xlarge", 8, 32768, "0.384");
    }

    private Outcome outcome(Machines machines) {
        return check.analyze(
                        new Estates()
                                .with(Machines.vm("vm", "m5.xlarge"))
                                .with(machines)
                                .with(machines.prices())
                                .billed("vm", "9.216", 20)
                                .dataset(),
                        check.descriptor().defaults())
                .get(0);
    }
}
