package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replay of purchases over the machine hours of imported bills: three months of two providers. */
class CommitmentHistoryIT {
    @TempDir
    Path folder;

    private Run run(String... arguments) {
        return Run.in(folder, Map.of(), arguments);
    }

    @BeforeEach
    void importsTheSampleEstate() {
        assertThat(run("sample", "--out", "estate", "--seed", "3").code()).isZero();
        Run imported = run("import", "billing", "estate/billing");
        assertThat(imported.code()).as(imported.error()).isZero();
    }

    @Test
    void saysHowManyDaysThereAreAndHowManyAreNeeded() {
        Run run = run("backtest", "commitments", "--history");
        assertThat(run.code()).isEqualTo(65);
        assertThat(run.out()).isEmpty();
        assertThat(run.error())
                .contains("store aws USD: the hourly usage covers 92 days; 120 are needed")
                .contains("store azure USD: the hourly usage covers 92 days; 120 are needed")
                .contains("30 of --lookback-days and 90 of --horizon-days");
    }

    /** More than the 92 days before the present day are needed for a second date: all that is stored is replayed. */
    @Test
    void replaysAllDaysOfEachProviderAlone() throws IOException {
        Run run = run(
                "backtest",
                "commitments",
                "--history",
                "--horizon-days",
                "30",
                "--step-days",
                "32",
                "--output",
                "json");
        assertThat(run.code()).as(run.error()).isZero();
        JsonNode rows = new ObjectMapper().readTree(run.out()).path("rows");
        Set<String> series = new TreeSet<>();
        BigDecimal ours = BigDecimal.ZERO;
        BigDecimal aws = BigDecimal.ZERO;
        BigDecimal azure = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            series.add(row.path("regime").asText());
            assertThat(row.path("cuts").asInt()).isEqualTo(2);
            BigDecimal savings =
                    new BigDecimal(row.path("savings").path("amount").asText());
            switch (row.path("rule").asText()) {
                case "costwright" -> ours = ours.add(savings);
                case "aws" -> aws = aws.add(savings);
                case "azure" -> azure = azure.add(savings);
                default -> assertThat(row.path("rule").asText()).isIn("floor", "p10", "a-beta");
            }
        }
        assertThat(series).containsExactly("store aws USD", "store azure USD");
        assertThat(rows).hasSize(12);
        assertThat(ours).isPositive().isGreaterThanOrEqualTo(aws);
        assertThat(ours).isGreaterThanOrEqualTo(azure);
    }
}
