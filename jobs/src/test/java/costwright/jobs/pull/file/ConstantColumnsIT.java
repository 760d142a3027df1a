package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.store.Dialect;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoreDump;
import costwright.jobs.store.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the footer of a Parquet file tells to be the same in all rows is no key of its rollup. The same rows as CSV, of which
 * nothing is told, must leave the same store.
 */
class ConstantColumnsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "BillingAccountId, 100, 100",
        "BillingAccountId, 100, 200",
        "BillingAccountId, it's ${currency}, it's ${currency}",
        "BillingCurrency, usd, usd",
        "BillingCurrency, usd, USD",
        "BillingPeriodStart, 2026-09-15T00:00:00Z, 2026-10-01T00:00:00Z",
        "BillingPeriodStart, 2026-10-01 00:00:00, 2026-10-01 00:00:00",
        "ProviderName, Microsoft, AWS",
        "ProviderName, '', AWS",
        "ProviderName, '', ''",
        "ServiceName, EC2, EC2",
        "ChargePeriodStart, 2026-10-05T00:00:00Z, 2026-10-05T00:30:00Z",
        "RegionId, '', eu-west-1",
    })
    void leavesTheSameStoreAsTheSameRowsInAFileThatTellsNothing(String column, String first, String second)
            throws IOException, SQLException {
        Path csv = new FocusRows()
                .row(column, first)
                .row(column, second, "ConsumedQuantity", "2")
                .row(column, second, "ChargeCategory", "Tax", "BilledCost", "7.25")
                .write(folder.resolve("bill.csv"));
        List<String> told = imported(parquet(csv, "bill"));
        assertThat(told).isEqualTo(imported(csv)).anyMatch(line -> line.startsWith("billing_daily"));
    }

    /** Each file has one value of its own. */
    @ParameterizedTest
    @CsvSource({"BillingAccountId, 100, 200", "ProviderName, AWS, Microsoft", "BillingCurrency, USD, USD"})
    void comparesAllFilesOfADelivery(String column, String first, String second) throws IOException, SQLException {
        Path one = new FocusRows().row(column, first).write(folder.resolve("one.csv"));
        Path two = new FocusRows()
                .row(column, second, "ChargePeriodStart", "2026-10-06T00:00:00Z")
                .write(folder.resolve("two.csv"));
        assertThat(imported(parquet(one, "one"), parquet(two, "two"))).isEqualTo(imported(one, two));
    }

    private Path parquet(Path csv, String name) throws SQLException {
        Path parquet = folder.resolve(name + ".parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (FROM read_csv('%s', all_varchar = true, allow_quoted_nulls = true)) TO '%s' (FORMAT parquet)"
                            .formatted(csv, parquet));
        }
        return parquet;
    }

    /** All that the store holds but for the delivery itself, which names its file. */
    private List<String> imported(Path... files) throws IOException {
        Path place = Files.createTempDirectory(folder, "store");
        try (Store store = TestStores.open(Dialect.SQLITE, place)) {
            new BillingImport(store, ImportOptions.standard(), stage -> {})
                    .importFiles(List.of(files), Instant.parse("2026-11-02T06:00:00Z"));
            List<String> lines = new ArrayList<>(StoreDump.of(store));
            lines.removeIf(line -> line.startsWith("billing_delivery"));
            return lines;
        }
    }
}
