package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.engine.Breach;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A closer look at conformance names file and row, and counts nulls in quotes. */
class BreachRowsIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = TestStores.open(Dialect.SQLITE, folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void namesTheFirstRowThatBreaksARule() throws IOException {
        Path first =
                new FocusRows().cost("2026-10-01", "1").cost("2026-10-02", "1").write(folder.resolve("a.csv"));
        Path second = new FocusRows()
                .cost("2026-10-03", "1")
                .row("ChargeFrequency", "Sometimes", "ChargePeriodStart", "2026-10-04T00:00:00Z")
                .row("Tags", "team=web")
                .row("ChargeFrequency", "Seldom")
                .write(folder.resolve("b.csv"));
        Map<String, Breach> breaches = breaches(List.of(first, second));
        assertThat(breaches.get("unknown-word").rows()).isEqualTo(2);
        assertThat(breaches.get("unknown-word").sample()).isEqualTo("b.csv, row 3");
        assertThat(breaches.get("tags-are-no-json").sample()).isEqualTo("b.csv, row 4");
        assertThat(breaches).doesNotContainKey("null-in-quotes");
    }

    @Test
    void namesTheRowOfParquetFilesToo() throws IOException, SQLException {
        Path csv = new FocusRows()
                .cost("2026-10-01", "1")
                .row("ChargeFrequency", "Sometimes")
                .write(folder.resolve("a.csv"));
        Path parquet = folder.resolve("a.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (FROM read_csv('%s', all_varchar = true)) TO '%s' (FORMAT parquet)".formatted(csv, parquet));
        }
        // As if the header were the first row, so that both forms of a file have the same numbers.
        assertThat(breaches(List.of(parquet)).get("unknown-word").sample()).isEqualTo("a.parquet, row 3");
    }

    @Test
    void countsNullsInQuotes() throws IOException {
        String plain = "BilledCost,EffectiveCost,ListCost,ContractedCost,BillingAccountId,BillingCurrency,"
                + "BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,RegionId\n"
                + row("NULL", "eu-west-1") + row("\"NULL\"", "NULL") + row("EC2", "\"\"") + row("EC2", "\"null\"")
                + row("EC2", "\"Null\"");
        Path file = Files.writeString(folder.resolve("nulls.csv"), plain);
        Breach nulls = breaches(List.of(file)).get("null-in-quotes");
        assertThat(nulls.rows()).isEqualTo(2);
        assertThat(nulls.sample()).isEqualTo("nulls.csv, row 3");
    }

    private static String row(String service, String region) {
        return "1,1,1,1,100,USD,2026-10-01,2026-11-01,2026-10-05,2026-10-06,Usage,AWS,%s,%s\n"
                .formatted(service, region);
    }

    private Map<String, Breach> breaches(List<Path> files) {
        return new BillingImport(store, ImportOptions.standard().withClosely(true), stage -> {})
                .importFiles(files, NOW).reconciliation().orElseThrow().conformance().stream()
                        .collect(Collectors.toMap(Breach::rule, breach -> breach));
    }
}
