package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
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
    void neverShrinksMemoryThatWasNotMeasured() {
        Machines machines = catalogue().samples("vm", Metric.CPU_PERCENT, 14, i -> 20);

        assertThat(outcome(machines)).isInstanceOf(Outcome.Silent.class);
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
