package costwright.analyzers.waste;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.analyzers.rightsizing.Machines;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import costwright.schema.resource.ResourceState;
import costwright.schema.utilization.Metric;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class IdleVmTest {
    private final IdleVm check = new IdleVm();

    @Test
    void findsAMachineThatDoesNothing() {
        Finding finding = found(outcome(machines(i -> 1.0, 20, 20)));

        // 2.304 $/day × 730 / 24 = 70.08
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("70.08", "USD"));
        assertThat(finding.evidence().facts()).contains(new Fact("Certainty", "high", ""));
        assertThat(finding.evidence().chart()).isNotNull();
    }

    @Test
    void isLessSureOfAQuietMachineThatOnceRoseAboveFivePercent() {
        Finding finding = found(outcome(machines(i -> i == 500 ? 5.0 : 1.0, 100, 100)));

        assertThat(finding.evidence().facts()).contains(new Fact("Certainty", "medium", ""));
    }

    @Test
    void leavesAloneWhatOnceExceededTwentyPercent() {
        assertThat(outcome(machines(i -> i == 500 ? 20.0 : 1.0, 100, 100))).isInstanceOf(Outcome.Found.class);
        assertThat(silence(outcome(machines(i -> i == 500 ? 20.01 : 1.0, 100, 100))))
                .isEqualTo(Silence.Reason.IN_ORDER);
    }

    @Test
    void aLargerMachineIsIdleByItsPeakThoughItsBackgroundWorkExceedsTheQuantileRule() {
        // 4 % of 2 vCPU = 0.08 vCPU is above 0.03 vCPU, but the peak stays below 5 % and the network below 5 MB a day.
        assertThat(outcome(machines(i -> 4.99, 20, 20))).isInstanceOf(Outcome.Found.class);
        assertThat(outcome(machines(i -> 5.0, 20, 20))).isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void countsNetworkInBothDirections() {
        // 86,400 s × (30 + 27) B/s = 4.92 MB a day; with 28 B/s it is 5.01 MB.
        assertThat(outcome(machines(i -> 4.9, 30, 27))).isInstanceOf(Outcome.Found.class);
        assertThat(outcome(machines(i -> 4.9, 30, 28))).isInstanceOf(Outcome.Silent.class);
        assertThat(outcome(machines(i -> 1.0, 1999, 999))).isInstanceOf(Outcome.Found.class);
        assertThat(outcome(machines(i -> 1.0, 2000, 999))).isInstanceOf(Outcome.Silent.class);
        assertThat(outcome(machines(i -> 1.0, 1999, 1000))).isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void doesNotJudgeWithoutNetworkOrWithTooFewSamples() {
        Machines cpuOnly =
                new Machines().type("m5.large", 2, 8192, "0.096").samples("vm", Metric.CPU_PERCENT, 14, i -> 1);
        assertThat(silence(outcome(cpuOnly))).isEqualTo(Silence.Reason.DATA_INCOMPLETE);

        // 80 % of 4,032 slots are 3,225.6.
        assertThat(outcome(machines(i -> i < 3226 ? 1 : Double.NaN, 100, 100))).isInstanceOf(Outcome.Found.class);
        assertThat(silence(outcome(machines(i -> i < 3225 ? 1 : Double.NaN, 100, 100))))
                .isEqualTo(Silence.Reason.DATA_INCOMPLETE);
    }

    @Test
    void leavesStoppedMachinesToOtherChecks() {
        var estate = new Estates()
                .with(Machines.vm("vm", "m5.large", ResourceState.STOPPED, Map.of()))
                .with(new Machines().type("m5.large", 2, 8192, "0.096").prices());

        assertThat(check.analyze(estate.dataset(), check.descriptor().defaults()))
                .singleElement()
                .isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void staysSilentWhenTheBillDoesNotNameIt() {
        Machines machines = machines(i -> 1.0, 100, 100);
        var dataset = new Estates()
                .with(Machines.vm("vm", "m5.large"))
                .with(machines)
                .with(machines.prices())
                .dataset();

        assertThat(silence(check.analyze(dataset, check.descriptor().defaults()).get(0)))
                .isEqualTo(Silence.Reason.PRICE_UNKNOWN);
    }

    private static Machines machines(IntToDoubleFunction cpu, double in, double out) {
        return new Machines()
                .type("m5.large", 2, 8192, "0.096")
                .samples("vm", Metric.CPU_PERCENT, 14, cpu)
                .samples("vm", Metric.NETWORK_IN_BYTES_PER_SECOND, 14, i -> in)
                .samples("vm", Metric.NETWORK_OUT_BYTES_PER_SECOND, 14, i -> out);
    }

    private Outcome outcome(Machines machines) {
        return check.analyze(
                        new Estates()
                                .with(Machines.vm("vm", "m5.large"))
                                .with(machines)
                                .with(machines.prices())
                                .billed("vm", "2.304", 20)
                                .dataset(),
                        check.descriptor().defaults())
                .get(0);
    }

    private static Finding found(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Found.class);
        return ((Outcome.Found) outcome).finding();
    }

    private static Silence.Reason silence(Outcome outcome) {
        return ((Outcome.Silent) outcome).silence().reason();
    }
}
