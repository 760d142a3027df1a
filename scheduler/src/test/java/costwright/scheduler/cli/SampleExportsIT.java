package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estate in the words of each cloud costs what its FOCUS bills say, through the commands that a user would give. */
class SampleExportsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "cur-legacy,cur-2.0,azure-ea,azure-mca";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writesTheEstate() throws IOException {
        // Several threads whatever the machine has.
        assertThat(run("sample", "--out", "csv", "--exports", ALL, "--threads", "3")
                        .code())
                .isZero();
        assertThat(run("sample", "--out", "parquet", "--exports", "cur-2.0", "--format", "parquet")
                        .code())
                .isZero();
        assertThat(run("--store", "focus.db", "import", "billing", "csv/billing")
                        .code())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "csv, cur-legacy, AWS CUR legacy, AWS",
        "csv, cur-2.0, AWS CUR 2.0, AWS",
        "parquet, cur-2.0, AWS CUR 2.0, AWS",
        "csv, azure-ea, Azure cost details EA, Microsoft",
        "csv, azure-mca, Azure cost details MCA, Microsoft"
    })
    void costsTheSameInTheWordsOfEachCloud(String estate, String export, String dialect, String provider)
            throws IOException {
        String store = estate + "-" + export + ".db";
        JsonNode reconciliation = JSON.readTree(
                run("--store", store, "import", "billing", estate + "/exports/" + export, "--output", "json")
                        .out());
        assertThat(reconciliation.path("dataset").asText() + " "
                        + reconciliation.path("dataset_version").asText())
                .isEqualTo(dialect);
        JsonNode expected = null;
        for (JsonNode one : JSON.readTree(
                        folder.resolve(estate + "/expected.json").toFile())
                .path("exports")) {
            expected = one.path("export").asText().equals(export) ? one : expected;
        }
        assertThat(expected).isNotNull();
        JsonNode rows = reconciliation.path("rows");
        assertThat(rows.path("read").asLong()).isEqualTo(expected.path("rows").asLong());
        assertThat(rows.path("set_aside").asLong())
                .isPositive()
                .isEqualTo(expected.path("set_aside").asLong());
        for (String cost : new String[] {"billed", "effective"}) {
            Map<String, BigDecimal> stated = new TreeMap<>();
            for (JsonNode row : expected.path("sums")) {
                put(stated, row.path("month"), row.path("sub_account_id"), row.path("service"), row.path(cost));
            }
            assertThat(stated).hasSizeGreaterThan(12);
            assertThat(spend(store, cost, "")).isEqualTo(stated);
            assertThat(spend("focus.db", cost, provider)).isEqualTo(stated);
        }
    }

    @Test
    void writesTheSameBytesWithOneThreadAsWithThree() throws IOException {
        run("sample", "--out", "one", "--exports", ALL, "--threads", "1");
        try (var files = Files.walk(folder.resolve("one"))) {
            var all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(30);
            for (Path file : all) {
                assertThat(folder.resolve("csv").resolve(folder.resolve("one").relativize(file)))
                        .hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void refusesAnExportThatNoCloudWrites() {
        Run run = run("sample", "--out", "none", "--exports", "gcp");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("--exports", "gcp", "cur-2.0", "azure-mca");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private static Run run(String... arguments) {
        return Run.in(folder, Map.of(), arguments);
    }

    /** Sums that are not zero, by month, last part of the sub account, and service. */
    private static Map<String, BigDecimal> spend(String store, String cost, String provider) throws IOException {
        JsonNode body = JSON.readTree(run(
                        "--store",
                        store,
                        "spend",
                        "--by",
                        "month,provider,sub_account,service",
                        "--cost",
                        cost,
                        "--output",
                        "json")
                .out());
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (JsonNode row : body.findPath("rows")) {
            if (row.path("provider").asText().toLowerCase(Locale.ROOT).contains(provider.toLowerCase(Locale.ROOT))) {
                put(sums, row.path("month"), row.path("sub_account"), row.path("service"), row.path("amount"));
            }
        }
        return sums;
    }

    private static void put(
            Map<String, BigDecimal> sums, JsonNode month, JsonNode account, JsonNode service, JsonNode amount) {
        BigDecimal sum = new BigDecimal(amount.asText());
        if (sum.signum() != 0) {
            String last = account.asText().substring(account.asText().lastIndexOf('/') + 1);
            sums.put(month.asText() + " " + last + " " + service.asText(), sum.stripTrailingZeros());
        }
    }
}
