package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.charge.CostView;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder without a manifest: parts of one delivery are summed, two deliveries of one month never. */
class BillingOverlapIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    private Path exports;
    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = TestStores.open(Dialect.SQLITE, folder);
        exports = Files.createDirectories(folder.resolve("exports"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void importFolder() {
        new BillingImport(store, ImportOptions.standard(), stage -> {}).importFiles(List.of(exports), NOW);
    }

    private BigDecimal billed() {
        List<Spend> answers = new SpendStore(store).spend(new SpendQuestion(List.of(), null, null, CostView.BILLED));
        return answers.get(0).total();
    }

    /** Days 1 to {@code days} of October, four hours of two machines each. */
    private static FocusRows october(int days, String cost) {
        FocusRows rows = new FocusRows();
        for (int day = 1; day <= days; day++) {
            for (int hour = 0; hour < 4; hour++) {
                for (String machine : List.of("i-1", "i-2")) {
                    rows.row(hour(day, hour, machine, cost));
                }
            }
        }
        return rows;
    }

    private static String[] hour(int day, int hour, String machine, String cost) {
        return new String[] {
            "ChargePeriodStart",
            "2026-10-%02dT%02d:00:00Z".formatted(day, hour),
            "ChargePeriodEnd",
            "2026-10-%02dT%02d:00:00Z".formatted(day, hour + 1),
            "ResourceId",
            machine,
            "BilledCost",
            cost
        };
    }

    @Test
    void refusesTwoCumulativeDeliveriesOfOneMonth() throws IOException {
        october(5, "1").write(exports.resolve("october-05.csv"));
        // Delivered again ten days later, every cost corrected.
        october(15, "1.01").write(exports.resolve("october-15.csv"));
        assertThatThrownBy(this::importFolder)
                .isInstanceOfSatisfying(CostwrightException.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(FailureKind.INPUT);
                    assertThat(refusal.problems()).hasSize(1);
                    assertThat(refusal.problems().get(0).advice())
                            .startsWith("10 of its 10 daily lines of billing account 100, 2026-10 are also in ");
                })
                .hasMessageContaining("october-05.csv")
                .hasMessageContaining("october-15.csv")
                .hasMessageContaining("Give only the newer one");
        assertThat(new BillingStore(store).slices()).isEmpty();
    }

    @Test
    void seesDeliveriesOfDifferentStorage() throws IOException, SQLException {
        Path csv = october(5, "1").write(folder.resolve("october-05.csv"));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (FROM read_csv('%s', all_varchar = true)) TO '%s' (FORMAT parquet)"
                    .formatted(csv, exports.resolve("october-05.parquet")));
        }
        october(6, "1").writeGzip(exports.resolve("october-06.csv.gz"));
        assertThatThrownBy(this::importFolder)
                .hasMessageContaining("october-05.parquet")
                .hasMessageContaining("october-06.csv.gz");
    }

    @Test
    void sumsPartsThatSplitTheHoursOfADay() throws IOException {
        FocusRows first = new FocusRows();
        FocusRows second = new FocusRows();
        for (int day = 1; day <= 5; day++) {
            for (int hour = 0; hour < 4; hour++) {
                (hour % 2 == 0 ? first : second).row(hour(day, hour, "i-1", "1"));
            }
        }
        first.write(exports.resolve("part-1.csv"));
        second.write(exports.resolve("part-2.csv"));
        importFolder();
        assertThat(billed()).isEqualByComparingTo("20");
    }

    @Test
    void sumsPartsThatShareAFewLines() throws IOException {
        october(5, "1").row(hour(9, 0, "i-9", "3")).write(exports.resolve("part-1.csv"));
        new FocusRows()
                .row(hour(9, 0, "i-9", "3"))
                .row(hour(9, 0, "i-7", "3"))
                .row(hour(9, 0, "i-8", "3"))
                .write(exports.resolve("part-2.csv"));
        importFolder();
        assertThat(billed()).isEqualByComparingTo("52");
    }
}
