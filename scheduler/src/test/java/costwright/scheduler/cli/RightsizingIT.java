package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightsizingIT {
    private static final Instant END = Instant.parse("2026-11-02T00:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void writesAnEstateOfTwoMachines() throws IOException {
        StringBuilder samples = new StringBuilder("resource_id,metric,start,interval_seconds,average,maximum\n");
        for (int slot = 0; slot < 46 * 288; slot++) {
            Instant start = END.minusSeconds((46 * 288L - slot) * 300);
            samples.append("i-1,cpu_percent,").append(start).append(",300,10,20\n");
            samples.append("i-1,memory_used_mib,").append(start).append(",300,3000,3000\n");
            samples.append("i-2,cpu_percent,").append(start).append(",300,70,80\n");
        }
        Files.writeString(folder.resolve("utilization.csv"), samples);
        Files.writeString(folder.resolve("inventory.csv"), """
                resource_id,provider,resource_type,region,instance_type,os,state,sub_account_id
                i-1,aws,vm,us-east-1,m5.xlarge,linux,running,1
                i-2,aws,vm,us-east-1,m5.xlarge,linux,running,1
                i-3,aws,vm,us-east-1,m5.xlarge,linux,running,1
                """);
        Files.writeString(folder.resolve("prices.csv"), """
                provider,region,instance_type,os,usd_per_hour,vcpu,memory_mib
                aws,us-east-1,m5.large,linux,0.096,2,8192
                aws,us-east-1,m5.xlarge,linux,0.192,4,16384
                """);
    }

    @Test
    void plansFromFilesAlone() throws IOException {
        Run run = Run.in(
                folder,
                Map.of(),
                "plan",
                "rightsizing",
                "--utilization",
                "utilization.csv",
                "--inventory",
                "inventory.csv",
                "--prices",
                "prices.csv",
                "--output",
                "json");

        assertThat(run.code()).as(run.error()).isZero();
        JsonNode plan = new ObjectMapper().readTree(run.out());
        assertThat(plan.get("schema").asText()).isEqualTo("plan-rightsizing/1");
        assertThat(plan.get("as_of").asText()).isEqualTo("2026-11-02T00:00:00Z");
        JsonNode small = plan.at("/resources/0");
        assertThat(small.get("finding").asText()).isEqualTo("over_provisioned");
        assertThat(small.at("/recommended/instance_type").asText()).isEqualTo("m5.large");
        assertThat(small.at("/recommended/monthly_savings/amount").asText()).isEqualTo("70.08");
        assertThat(small.at("/recommended/exceedance/cpu/share").asDouble()).isZero();
        assertThat(small.at("/evidence/chart/values")).isNotEmpty();
        assertThat(plan.at("/resources/1/finding").asText()).isEqualTo("optimized");
        assertThat(plan.at("/resources/1/recommended").isNull()).isTrue();
        assertThat(plan.at("/resources/2/finding").asText()).isEqualTo("insufficient_data");
        assertThat(folder.resolve("costwright.db")).doesNotExist();
    }

    /** Files as sources give them: one sample, hours, days off, one row twice, averages or maxima alone, no end to end. */
    @Test
    void ofUnpleasantFilesPlansAndReplaysAllTheSame() throws IOException {
        StringBuilder samples = new StringBuilder("resource_id,metric,start,interval_seconds,average,maximum\n");
        samples.append("i-1,cpu_percent,2026-10-01T00:00:00Z,300,10,\n");
        for (int hour = 0; hour < 46 * 24; hour++) {
            Instant start = END.minusSeconds((46 * 24L - hour) * 3600);
            boolean off = hour >= 22 * 24 && hour < 32 * 24;
            if (!off && hour % 7 != 3) {
                String row = "i-2,cpu_percent," + start + ",3600,," + (hour % 40) + "\n";
                samples.append(row).append(hour % 5 == 0 ? row : "");
            }
            if (hour < 10) {
                samples.append("i-2,memory_percent,").append(start).append(",3600,0,0\n");
            }
        }
        Files.writeString(folder.resolve("utilization.csv"), samples);

        Run plan = Run.in(
                folder,
                Map.of(),
                "plan",
                "rightsizing",
                "--utilization",
                "utilization.csv",
                "--inventory",
                "inventory.csv",
                "--prices",
                "prices.csv",
                "--output",
                "json");
        Run replay = Run.in(
                folder,
                Map.of(),
                "backtest",
                "rightsizing",
                "--utilization",
                "utilization.csv",
                "--inventory",
                "inventory.csv",
                "--origin",
                "2026-10-19T00:00:00Z",
                "--html",
                "record.html",
                "--output",
                "json");

        assertThat(plan.code()).as(plan.error()).isZero();
        JsonNode resources = new ObjectMapper().readTree(plan.out()).get("resources");
        assertThat(resources.at("/0/finding").asText()).isEqualTo("insufficient_data");
        assertThat(resources.at("/1/finding").asText()).isEqualTo("optimized");
        assertThat(resources.at("/2/finding").asText()).isEqualTo("insufficient_data");
        assertThat(replay.code()).as(replay.error()).isZero();
        JsonNode record = new ObjectMapper().readTree(replay.out());
        assertThat(record.get("cases").asInt()).isEqualTo(1);
        assertThat(record.get("rules")).hasSizeGreaterThan(15);
        assertThat(folder.resolve("record.html")).content().contains("Do nothing");
    }

    @Test
    void saysThatAFileWithoutASampleGivesNothingToPlanOrReplay() throws IOException {
        Files.writeString(
                folder.resolve("utilization.csv"), "resource_id,metric,start,interval_seconds,average,maximum\n");

        Run plan = Run.in(
                folder,
                Map.of(),
                "plan",
                "rightsizing",
                "--utilization",
                "utilization.csv",
                "--inventory",
                "inventory.csv",
                "--prices",
                "prices.csv");
        Run replay = Run.in(
                folder,
                Map.of(),
                "backtest",
                "rightsizing",
                "--utilization",
                "utilization.csv",
                "--inventory",
                "inventory.csv");

        assertThat(plan.code()).isEqualTo(65);
        assertThat(plan.error()).contains("There is no sample in", "utilization.csv");
        assertThat(replay.code()).isEqualTo(65);
        assertThat(replay.error()).contains("There is nothing to replay");
    }

    @Test
    void importsOnceAndReplaysTheStore() throws IOException {
        Run.in(folder, Map.of(), "import", "inventory", "inventory.csv");
        Run first = Run.in(folder, Map.of(), "import", "utilization", "utilization.csv", "--output", "json");
        assertThat(first.code()).as(first.error()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(first.out())
                        .at("/files/0/samples")
                        .asLong())
                .isEqualTo(46 * 288 * 3);
        Run second = Run.in(folder, Map.of(), "import", "utilization", "utilization.csv", "--output", "csv");
        assertThat(second.out()).isEqualTo("file,samples,days,unchanged_days\nutilization.csv,39744,0,138\n");

        Run replay = Run.in(folder, Map.of(), "backtest", "rightsizing", "--html", "record.html", "--output", "json");
        assertThat(replay.code()).as(replay.error()).isZero();
        JsonNode rules = new ObjectMapper().readTree(replay.out()).get("rules");
        assertThat(rules.get(0).get("rule").asText()).isEqualTo("costwright balanced");
        assertThat(rules.get(0).get("harmed").asDouble()).isZero();
        assertThat(rules).hasSizeGreaterThan(15);
        assertThat(folder.resolve("record.html"))
                .content()
                .contains("<svg", "1 Costwright balanced", "Do nothing", "95% interval");
    }

    @Test
    void standsByWhatItProposedTheWeekBeforeAndExplainsWhy() throws IOException {
        writesAWeekInWhichTheNeedRisesALittle();
        Run.in(folder, Map.of(), "import", "billing", "bill.csv");
        Run.in(folder, Map.of(), "import", "inventory", "inventory.csv");
        Run.in(folder, Map.of(), "import", "utilization", "utilization.csv");

        Run.in(folder, Map.of(), "analyze", "--as-of", "2026-10-26T00:00:00Z");
        String before = Run.in(folder, Map.of(), "recommendations", "--output", "csv")
                .out()
                .lines()
                .filter(line -> line.startsWith("vm-rightsizing"))
                .findFirst()
                .orElseThrow();
        Run.in(folder, Map.of(), "analyze", "--as-of", "2026-11-02T00:00:00Z");
        Run after = Run.in(folder, Map.of(), "recommendations", "--output", "csv");
        assertThat(after.out()).contains(before);
        Run explained =
                Run.in(folder, Map.of(), "explain", before.substring(0, before.indexOf(',')), "--output", "json");

        assertThat(explained.out())
                .contains(
                        "What was said before",
                        "Kept as proposed on 2026-10-26: nothing went above the month before, and needs are at most 10 % above its capacity");
        // Asked afresh, as a plan from files does, the same samples ask for more than two vCPUs.
        Run plan = Run.in(
                folder,
                Map.of(),
                "plan",
                "rightsizing",
                "--utilization",
                "utilization.csv",
                "--inventory",
                "inventory.csv",
                "--prices",
                "prices.csv",
                "--output",
                "json");
        assertThat(new ObjectMapper()
                        .readTree(plan.out())
                        .at("/resources/0/recommended")
                        .isNull())
                .isTrue();
    }

    /** 1.64 vCPU are reached once early in the window; in the last week more often than half a percent of two weeks. */
    private void writesAWeekInWhichTheNeedRisesALittle() throws IOException {
        StringBuilder samples = new StringBuilder("resource_id,metric,start,interval_seconds,average,maximum\n");
        StringBuilder bill = new StringBuilder("""
                BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,\
                ChargeCategory,BilledCost,EffectiveCost,ContractedCost,ListCost,ServiceName,ProviderName,ResourceId
                """);
        for (int day = 0; day < 46; day++) {
            Instant midnight = END.minusSeconds((46L - day) * 86_400);
            for (int slot = 0; slot < 288; slot++) {
                boolean peak = (day == 16 && slot == 0) || (day >= 40 && slot % 60 == 0);
                Instant start = midnight.plusSeconds(slot * 300L);
                samples.append("i-1,cpu_percent,%s,300,10,%d%n".formatted(start, peak ? 41 : 20));
                samples.append("i-1,memory_used_mib,%s,300,3000,3000%n".formatted(start));
            }
            String month = midnight.toString().substring(0, 7);
            if (month.equals("2026-10")) {
                bill.append(
                        "1,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,%s,%s,Usage,4.608,4.608,4.608,4.608,AmazonEC2,AWS,i-1%n"
                                .formatted(midnight, midnight.plusSeconds(86_400)));
            }
        }
        Files.writeString(folder.resolve("utilization.csv"), samples);
        Files.writeString(folder.resolve("bill.csv"), bill);
    }

    @Test
    void refusesAWrongHeaderBeforeItMakesAStore() throws IOException {
        Files.writeString(folder.resolve("wrong.csv"), "resource_id,metric,start\n");
        Run run = Run.in(folder, Map.of(), "import", "utilization", "wrong.csv");
        assertThat(run.code()).isEqualTo(65);
        assertThat(run.error()).contains("wrong.csv", "interval_seconds");
        assertThat(folder.resolve("costwright.db")).doesNotExist();
    }
}
