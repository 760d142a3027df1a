package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.analyzers.Precedents;
import costwright.analyzers.Precedents.Precedent;
import costwright.analyzers.Precedents.Terms;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Finding;
import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
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
                        "Machine vm is too small: its CPU is full in 100 % of the time, at least 99.93 %; m5.2xlarge instead of m5.xlarge would do");
        assertThat(finding.action().parameters()).containsEntry("instance_type", "m5.2xlarge");
        // 280.32 a month now; twice the price costs as much again.
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("-280.32", "USD"));
        assertThat(finding.monthlyRetailSavings()).isEqualTo(Money.of("-280.32", "USD"));
    }

    @Test
    void whatIsFullMoreOftenThanThePolicyAllowsIsTooSmall() {
        // 16 and 17 slots of 288 each day: 5.56 %, at least 4.97 % with 95 % confidence, and 5.90 %, at least 5.30 %.
        Machines atTimes = catalogue().samples("vm", Metric.CPU_PERCENT, 14, i -> i % 288 < 16 ? 95 : 20);
        Machines often = catalogue().samples("vm", Metric.CPU_PERCENT, 14, i -> i % 288 < 17 ? 95 : 20);

        assertThat(((Outcome.Silent) outcome(atTimes)).silence().detail())
                .isEqualTo("no cheaper type meets what it needs");
        assertThat(((Outcome.Found) outcome(often)).finding().title())
                .isEqualTo(
                        "Machine vm is too small: its CPU is full in 5.903 % of the time, at least 5.304 %; m5.2xlarge instead of m5.xlarge would do");
    }

    @Test
    void memoryThatIsFullMoreOftenThanThePolicyAllowsIsTooSmall() {
        // 95 % of 16,384 MiB are 15,565.
        IntFunction<Machines> fullFor = slots -> catalogue()
                .samples("vm", Metric.CPU_PERCENT, 14, i -> 20)
                .samples("vm", Metric.MEMORY_USED_MIB, 14, i -> i % 288 < slots ? 15_565 : 15_000);

        assertThat(outcome(fullFor.apply(16))).isInstanceOf(Outcome.Silent.class);
        Finding finding = ((Outcome.Found) outcome(fullFor.apply(17))).finding();
        assertThat(finding.title()).contains("too small: its memory is full in 5.903 % of the time");
        assertThat(finding.action().parameters()).containsEntry("instance_type", "m5.2xlarge");
    }

    @Test
    void oneFullNightIsNoProofThatAMachineIsTooSmall() {
        // A whole day of fourteen is 7.1 % of the time, but one day says little about the next.
        Machines once = catalogue().samples("vm", Metric.CPU_PERCENT, 14, i -> i / 288 == 5 ? 95 : 20);

        assertThat(outcome(once)).isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void standsByWhatItProposedAndSaysSo() {
        // 1.61 vCPU with 20 % headroom are 2.01 vCPU: more than the 2 of m5.large, by less than a tenth.
        Machines machines = machines(40.3, 3000);
        Precedent proposed = new Precedent(
                "vm-rightsizing",
                new ResourceId("vm"),
                Estates.AS_OF.minus(Duration.ofDays(7)),
                Optional.of("m5.large"),
                Optional.of(new Terms(
                        check.descriptor().version(),
                        check.descriptor().defaults().texts())));

        assertThat(outcome(machines)).isInstanceOf(Outcome.Silent.class);
        Finding kept = ((Outcome.Found) outcome(machines, proposed)).finding();
        assertThat(kept.action().parameters()).containsEntry("instance_type", "m5.large");
        assertThat(kept.evidence().facts())
                .anySatisfy(
                        fact -> assertThat(fact.name() + ": " + fact.value())
                                .matches(
                                        "What was said before: Kept as proposed on [0-9-]{10}: nothing went above the month before, and needs are at most 10 % above its capacity"));
        // By other thresholds it was another question.
        Precedent otherTerms = new Precedent(
                proposed.analyzerId(),
                proposed.subject(),
                proposed.asOf(),
                proposed.instanceType(),
                Optional.of(new Terms(1, Map.of())));
        assertThat(outcome(machines, otherTerms)).isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void whatComesCloseToItsCapacityStaysAndWhatHasNoLargerTypeToo() {
        assertThat(outcome(machines(94, 3000))).isInstanceOf(Outcome.Silent.class);
        Machines largest =
                new Machines().type("m5.xlarge", 4, 16384, "0.192").samples("vm", Metric.CPU_PERCENT, 14, i -> 95);
        assertThat(((Outcome.Silent) outcome(largest)).silence().detail())
                .isEqualTo(
                        "too small: its CPU is full in 100 % of the time, at least 99.93 %, and no larger type is known");
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

    private Outcome outcome(Machines machines, Precedent... precedents) {
        return check.analyze(
                        new Estates()
                                .with(Machines.vm("vm", "m5.xlarge"))
                                .with(machines)
                                .with(machines.prices())
                                .billed("vm", "9.216", 20)
                                .dataset()
                                .withPrecedents(new Precedents(List.of(precedents))),
                        check.descriptor().defaults())
                .get(0);
    }
}
