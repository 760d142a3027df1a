package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.schema.finding.Evidence.Rejection;
import costwright.schema.finding.Finding;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import costwright.schema.utilization.Metric;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseRightsizingTest {
    private final DatabaseRightsizing check = new DatabaseRightsizing();

    @Test
    void movesToAClassWithFewerVcpusAndAsMuchMemory() {
        // 6 % of 8 vCPUs are 0.48; with 20 % headroom 0.6 are needed.
        Finding finding =
                ((Outcome.Found) outcome(catalogue().samples("db", Metric.CPU_PERCENT, 32, i -> 6))).finding();

        assertThat(finding.action().parameters()).containsEntry("instance_type", "db.r5.xlarge");
        // 17.088 $/day × 730 / 24 = 519.76 a month × (1 − 0.5 / 0.712)
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("154.76", "USD"));
        assertThat(finding.title()).startsWith("Database ");
    }

    @Test
    void neverShrinksMemoryHoweverLittleIsInUse() {
        Finding finding = ((Outcome.Found) outcome(catalogue()
                        .samples("db", Metric.CPU_PERCENT, 32, i -> 6)
                        .samples("db", Metric.MEMORY_USED_MIB, 32, i -> 900)))
                .finding();

        assertThat(finding.action().parameters()).containsEntry("instance_type", "db.r5.xlarge");
        assertThat(finding.evidence().rejected())
                .contains(new Rejection("db.m5.xlarge", "16384 MiB memory are less than 32768 needed"));
        assertThat(finding.evidence().furtherCharts())
                .singleElement()
                .satisfies(chart -> assertThat(chart.title()).startsWith("Memory, MiB used, 14 days to "));
    }

    @Test
    void takesWhatItReadsAndWritesAsAHardLimit() {
        // db.r5.xlarge guarantees 6,000 IOPS, db.m5.2xlarge 12,000.
        Machines busy = catalogue()
                .samples("db", Metric.CPU_PERCENT, 32, i -> 6)
                .samples("db", Metric.DISK_READ_IOPS, 32, i -> 4000)
                .samples("db", Metric.DISK_WRITE_IOPS, 32, i -> 2500);

        assertThat(outcome(busy)).isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void looksAtDatabasesOnly() {
        assertThat(check.analyze(
                        new Estates().with(Machines.vm("vm", "m5.xlarge")).dataset(),
                        check.descriptor().defaults()))
                .isEmpty();
    }

    private static Machines catalogue() {
        return new Machines()
                .type("db.m5.xlarge", 4, 16384, "0.356")
                .type("db.r5.xlarge", 4, 32768, "0.5", null, "6000")
                .type("db.m5.2xlarge", 8, 32768, "0.712", null, "12000");
    }

    private Outcome outcome(Machines machines) {
        return check.analyze(
                        new Estates()
                                .with(database())
                                .with(machines)
                                .with(machines.prices())
                                .billed("db", "17.088", 20)
                                .dataset(),
                        check.descriptor().defaults())
                .get(0);
    }

    private static Resource database() {
        return new Resource(
                new ResourceId("db"),
                Provider.AWS,
                "AmazonRDS",
                ResourceType.DATABASE,
                "us-east-1",
                "db.m5.2xlarge",
                "linux",
                ResourceState.RUNNING,
                new SubAccountId("111111111111"),
                Map.of(),
                Map.of());
    }
}
