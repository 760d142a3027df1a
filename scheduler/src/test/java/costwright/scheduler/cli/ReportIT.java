package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportIT {
    private static final String BILL = """
            BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,\
            ChargeCategory,BilledCost,EffectiveCost,ContractedCost,ListCost,ServiceName,ProviderName
            9999,USD,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,%s,%s,Usage,12.345,12.345,12.345,12.345,Compute,AWS
            """;

    @TempDir
    Path folder;

    @Test
    void writesTheWeekThatIsAskedFor() throws IOException {
        importDay("2026-11-15", "2026-11-16");
        Run run = Run.in(folder, Map.of(), "report", "--week", "2026-W46", "--out", "pages", "--output", "json");

        assertThat(run.code()).isZero();
        JsonNode body = new ObjectMapper().readTree(run.out());
        assertThat(body.get("schema").asText()).isEqualTo("report/1");
        assertThat(body.get("week").asText()).isEqualTo("2026-W46");
        assertThat(Path.of(body.get("file").asText())).isEqualTo(folder.resolve("pages/2026-W46.html"));
        assertThat(Files.readString(folder.resolve("pages/2026-W46.html")))
                .contains("One of the seven days of week 46", "$12.34");
    }

    @Test
    void takesTheLastWholeWeekBeforeTheAsOfAndTheFolderOfTheSettings() throws IOException {
        importDay("2026-11-15", "2026-11-16");
        Files.writeString(folder.resolve("costwright.yaml"), "report: {out: weekly/}\n");

        assertThat(Run.in(folder, Map.of(), "report", "--as-of", "2026-11-16T06:00:00Z")
                        .code())
                .isZero();
        assertThat(Run.in(folder, Map.of(), "report", "--as-of", "2026-11-15T06:00:00Z")
                        .code())
                .isZero();
        assertThat(folder.resolve("weekly/2026-W46.html")).exists();
        assertThat(folder.resolve("weekly/2026-W45.html")).exists();
    }

    @Test
    void endsWithThreeWhenABillIsLaterThanUsual() throws IOException {
        importDay("2026-11-12", "2026-11-13");
        Run run = Run.in(folder, Map.of(), "report", "--week", "2026-W46");

        assertThat(run.code()).isEqualTo(Costwright.INCOMPLETE);
        assertThat(Files.readString(folder.resolve("reports/2026-W46.html")))
                .contains("3 days of the week are missing");
    }

    @Test
    void refusesAWeekThatDoesNotExist() throws IOException {
        importDay("2026-11-15", "2026-11-16");
        Run run = Run.in(folder, Map.of(), "report", "--week", "2025-W53");

        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("--week", "2025 has no week 53");
    }

    private void importDay(String start, String end) throws IOException {
        Files.writeString(folder.resolve("bill.csv"), BILL.formatted(start + "T00:00:00Z", end + "T00:00:00Z"));
        assertThat(Run.in(folder, Map.of(), "import", "billing", "bill.csv").code())
                .isZero();
    }
}
