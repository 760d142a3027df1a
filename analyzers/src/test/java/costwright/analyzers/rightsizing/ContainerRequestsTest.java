package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Catalogue;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.analyzers.Thresholds;
import costwright.analyzers.portfolio.Plan;
import costwright.analyzers.portfolio.Portfolio;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.utilization.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContainerRequestsTest {
    private static final String APP = "kubernetes:shop/web-1/app";

    private final ContainerRequests check = new ContainerRequests();

    /** One container that requests 2 cores and 4,096 MiB on a node of 4 cores and 16,384 MiB. */
    private static Estates estate(Machines samples, Map<String, String> more) {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "cpu_request_cores", "2",
                "memory_request_mib", "4096",
                "node", "node-1",
                "node_cpu_cores", "4",
                "node_memory_mib", "16384"));
        attributes.putAll(more);
        return new Estates()
                .with(Estates.resource(APP, ResourceType.CONTAINER, ResourceState.RUNNING, attributes))
                .with(Machines.vm("node-1", "m5.xlarge"))
                .with(samples)
                .with(samples.prices());
    }

    /** A quarter of the CPU request, half a core, and 1,024 MiB, all the time. */
    private static Machines samples() {
        return new Machines()
                .type("m5.large", 2, 8192, "0.096")
                .type("m5.xlarge", 4, 16384, "0.192")
                .samples(APP, Metric.CPU_PERCENT, 14, i -> 25)
                .samples(APP, Metric.MEMORY_USED_MIB, 14, i -> 1024);
    }

    private Outcome outcome(Dataset dataset) {
        return check.analyze(dataset, check.descriptor().defaults()).get(0);
    }

    private Silence silent(Dataset dataset) {
        return ((Outcome.Silent) outcome(dataset)).silence();
    }

    private Finding found(Dataset dataset) {
        return ((Outcome.Found) outcome(dataset)).finding();
    }

    @Test
    void asksForWhatIsUsedWithAMarginAndIsWorthTheSmallerShareOfTheNode() {
        Finding finding =
                found(estate(samples(), Map.of()).billed("node-1", "9.216", 20).dataset());

        // 0.5 cores × 1.15 = 0.575; 1,024 MiB × 1.2 = 1,228.8, so 1,229.
        assertThat(finding.action().parameters()).containsEntry("cpu", "0.575").containsEntry("memory", "1229Mi");
        // CPU: (2 − 0.575) / 4 = 0.356250; memory: (4,096 − 1,229) / 16,384 = 0.174987, rounded down.
        // 9.216 × 730 / 24 = 280.32 a month for the node; × 0.174987 = 49.052356.
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("49.052356", "USD"));
        assertThat(finding.subjects()).containsExactly(new ResourceId(APP), new ResourceId("node-1"));
    }

    @Test
    void doesNotTakeAnUnknownNodeForAFreeOne() {
        Silence silence = silent(estate(samples(), Map.of()).dataset());

        assertThat(silence.reason()).isEqualTo(Reason.PRICE_UNKNOWN);
        assertThat(silence.detail())
                .isEqualTo(
                        "0.575 cores instead of 2 and 1229 MiB instead of 4096 would do; what that is worth is unknown,"
                                + " because the cost of its node is not known");
    }

    @Test
    void neverShrinksMemoryThatWasNotMeasured() {
        Machines cpuOnly =
                new Machines().type("m5.xlarge", 4, 16384, "0.192").samples(APP, Metric.CPU_PERCENT, 14, i -> 25);
        Silence silence =
                silent(estate(cpuOnly, Map.of()).billed("node-1", "9.216", 20).dataset());

        assertThat(silence.reason()).isEqualTo(Reason.NO_SAVING);
        assertThat(silence.detail())
                .startsWith("0.575 cores instead of 2 would do, but")
                .contains("memory: its use is not known for the whole window");
    }

    @Test
    void neverShrinksMemoryAfterAKillForLackOfIt() {
        Silence silence = silent(estate(samples(), Map.of("oom_killed", "true"))
                .billed("node-1", "9.216", 20)
                .dataset());

        assertThat(silence.detail()).contains("memory: it was killed for lack of memory");
    }

    @Test
    void keepsTheCpuOfAContainerThatIsThrottled() {
        Silence silence = silent(estate(samples(), Map.of("cpu_throttled_percent", "5.1"))
                .billed("node-1", "9.216", 20)
                .dataset());
        assertThat(silence.detail()).contains("CPU: throttled in 5.1 % of the periods");

        assertThat(found(estate(samples(), Map.of("cpu_throttled_percent", "5"))
                                .billed("node-1", "9.216", 20)
                                .dataset())
                        .action()
                        .parameters())
                .containsEntry("cpu", "0.575");
    }

    @Test
    void leavesARequestAloneThatIsUsed() {
        Machines busy = new Machines()
                .type("m5.xlarge", 4, 16384, "0.192")
                .samples(APP, Metric.CPU_PERCENT, 14, i -> 80)
                .samples(APP, Metric.MEMORY_USED_MIB, 14, i -> 3200);

        // 1.6 cores × 1.15 = 1.84 is more than 0.9 × 2; 3,200 × 1.2 = 3,840 is more than 0.9 × 4,096.
        assertThat(silent(estate(busy, Map.of()).billed("node-1", "9.216", 20).dataset())
                        .reason())
                .isEqualTo(Reason.IN_ORDER);
    }

    @Test
    void saysNothingAboutAPodThatHasNotShownItsRhythm() {
        Machines young = new Machines()
                .type("m5.xlarge", 4, 16384, "0.192")
                .samples(APP, Metric.CPU_PERCENT, 11, i -> 25)
                .samples(APP, Metric.MEMORY_USED_MIB, 11, i -> 1024);

        assertThat(silent(estate(young, Map.of()).billed("node-1", "9.216", 20).dataset())
                        .reason())
                .isEqualTo(Reason.DATA_INCOMPLETE);
    }

    @Test
    void saysNothingWhereNothingIsReserved() {
        assertThat(silent(estate(samples(), Map.of("cpu_request_cores", ""))
                                .billed("node-1", "9.216", 20)
                                .dataset())
                        .reason())
                .isEqualTo(Reason.ATTRIBUTE_MISSING);
    }

    @Test
    void isValuedOnWhatTheNodesOwnRightSizingLeaves() {
        Machines samples = samples()
                .samples("node-1", Metric.CPU_PERCENT, 14, i -> 20)
                .samples("node-1", Metric.MEMORY_USED_MIB, 14, i -> 3000);
        Dataset dataset =
                estate(samples, Map.of()).billed("node-1", "9.216", 20).dataset();
        Plan plan = Portfolio.recommend(
                new Catalogue(List.of(new ContainerRequests(), new VmRightsizing())),
                Descriptor::defaults,
                dataset,
                id -> false);

        assertThat(plan.recommendations())
                .extracting(Recommendation::finding)
                .extracting(Finding::analyzerId)
                .containsExactly("vm-rightsizing", "container-requests");
        // The node to m5.large: half of 280.32. The container frees its share of the half that is left: 49.052356 / 2.
        assertThat(plan.recommendations())
                .extracting(each -> each.savings().bill())
                .containsExactly(Money.of("140.16", "USD"), Money.of("24.526178", "USD"));
    }

    @Test
    void doublesWithTheThresholdThatItIsGiven() {
        Thresholds narrow = check.descriptor().defaults().with("cpu-margin-percent", new BigDecimal("100"));
        Finding finding = ((Outcome.Found) check.analyze(
                                estate(samples(), Map.of())
                                        .billed("node-1", "9.216", 20)
                                        .dataset(),
                                narrow)
                        .get(0))
                .finding();

        assertThat(finding.action().parameters()).containsEntry("cpu", "1");
    }
}
