package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.engine.DuckDbEngine;
import costwright.jobs.engine.EngineLimits;
import costwright.jobs.reconcile.Reconciliation;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import costwright.schema.charge.CostView;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bill, spelled otherwise: exports of one dialect differ in all that a CSV file leaves open. */
class BillingSpellingsIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    private List<List<String>> records(String name) throws IOException {
        InputStream stream = Objects.requireNonNull(
                BillingSpellingsIT.class.getResourceAsStream("/costwright/jobs/billing/" + name), name);
        List<List<String>> records = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        name.endsWith(".gz") ? new GZIPInputStream(stream) : stream, StandardCharsets.UTF_8));
                CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(reader)) {
            for (CsvRecord row : rows) {
                records.add(new ArrayList<>(row.getFields()));
            }
        }
        List<String> header = records.get(0);
        header.set(0, header.get(0).replace("\uFEFF", ""));
        return records;
    }

    private Path write(List<List<String>> records, boolean odd) throws IOException {
        Path file = folder.resolve("odd.csv");
        try (Writer writer = Files.newBufferedWriter(file)) {
            if (odd) {
                writer.write('\uFEFF');
            }
            try (CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(odd ? LineDelimiter.CRLF : LineDelimiter.LF)
                    .quoteStrategy(odd ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
                    .build(writer)) {
                records.forEach(csv::writeRecord);
            }
        }
        return file;
    }

    private Reconciliation importInto(Store store, Path file) {
        return new BillingImport(store, ImportOptions.standard(), stage -> {})
                .importFiles(List.of(file), NOW)
                .reconciliation()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "focus-1.0-1000rows.csv.gz, 20.52022672899, 14.97651418586",
        "focus-1.3-aws-100rows.csv.gz, 1242.1156191148605, 215.6789011148605",
        "aws-cur-legacy-2023-11.csv.gz, 1.6823086974, 1.6823086974",
        "cur-commitments.csv, 106.29, 1.84",
        "cur2-net.csv, 9, 10.1",
        "azure-ea-2023-09.csv, 1.26136926505726, 1.26136926505726",
        "azure-mca.csv, 2.3039999999999999999999999999, 4.3039999999999999999999999999",
    })
    void sumsABillWhateverItsCaseOrderQuotesAndColumns(String name, String billed, String effective)
            throws IOException {
        List<List<String>> records = records(name);
        for (int row = 0; row < records.size(); row++) {
            List<String> record = records.get(row);
            Collections.reverse(record);
            if (row == 0) {
                record.replaceAll(column -> column.toUpperCase(Locale.ROOT));
            }
            record.add(0, row == 0 ? "x_Notes" : "first line\r\nsecond, \"quoted\" line");
            record.add(row == 0 ? "X_NOTES" : "NULL");
            record.add(row == 0 ? "" : "a column without a name");
        }
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            Reconciliation account = importInto(store, write(records, true));
            assertThat(account.isEven()).isTrue();
            assertThat(account.rows().read()).isEqualTo(records.size() - 1);
            assertThat(account.unreadColumns()).contains("x_Notes", "X_NOTES*", "column");
            SpendStore spend = new SpendStore(store);
            assertThat(spend.spend(new SpendQuestion(List.of(), null, null, CostView.BILLED))
                            .get(0)
                            .total())
                    .isEqualByComparingTo(billed);
            assertThat(spend.spend(new SpendQuestion(List.of(), null, null, CostView.EFFECTIVE))
                            .get(0)
                            .total())
                    .isEqualByComparingTo(effective);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "focus-1.3-aws-100rows.csv.gz, BilledCost",
        "cur-commitments.csv, line_item_unblended_cost",
        "azure-mca.csv, costInBillingCurrency",
    })
    void refusesAColumnThatIsThereTwice(String name, String column) throws IOException {
        List<List<String>> records = records(name);
        for (int row = 0; row < records.size(); row++) {
            records.get(row).add(row == 0 ? column.toUpperCase(Locale.ROOT) : "0");
        }
        Path file = write(records, false);
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, file))
                    .hasMessageContaining("odd.csv, row 1, column " + column.toUpperCase(Locale.ROOT))
                    .hasMessageContaining("twice");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "focus-1.3-aws-100rows.csv.gz",
        "aws-cur-legacy-2023-11.csv.gz",
        "EA_AmortizedCost_Small.csv",
    })
    void refusesAFileOfNothingButItsHeader(String name) throws IOException {
        Path file = write(records(name).subList(0, 1), false);
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, file)).hasMessageContaining("only a header");
        }
    }

    /** By the hour of use and the day one sees what each text was taken for; 2026-10-05 is the 20731st day of the epoch. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-10-05T07:00:00Z      | 7
                    2026-10-05T07:00Z         | 7
                    2026-10-05T07:00:00.000Z  | 7
                    2026-10-05T07:00:00.1234567Z | 7
                    2026-10-05T07:00:00       | 7
                    2026-10-05T07:00          | 7
                    2026-10-05 07:00:00       | 7
                    2026-10-05 07:00:00.000   | 7
                    2026-10-05 07:00:00 UTC   | 7
                    2026-10-05T09:00:00+02:00 | 7
                    2026-10-05T09:00:00+0200  | 7
                    2026-10-05T09:00+02:00    | 7
                    2026-10-05T02:00-05:00    | 7
                    2026-10-05T02:00-05       | 7
                    2026-10-05                | 0
                    10/05/2026                | 0
                    10/5/2026                 | 0
                    10/5/26                   | 0
                    """)
    void readsAnInstantInAnySpelling(String text, int hour) throws IOException {
        Path file = new FocusRows()
                .row("ChargePeriodStart", text, "ChargePeriodEnd", "2026-10-05T0%d:00:00Z".formatted(hour + 1))
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, file);
            List<String> days = store.read(handle -> handle.createQuery("SELECT day || ' ' || hours FROM billing_daily")
                    .mapTo(String.class)
                    .list());
            assertThat(days).containsExactly("20731 %d:1".formatted(hour));
        }
    }

    @Test
    void refusesWhatIsNoInstant() throws IOException {
        List<String> texts = List.of(
                "infinity",
                "-infinity",
                "epoch",
                "2026-13-05",
                "2026-02-29",
                "2026-10-05T07:00:00Zx",
                "2026-10-05T07:60:00Z",
                "2026-10-05 (BC)",
                "20261005",
                "1791183600",
                "2026/10/05",
                "05.10.2026",
                "13/10/2026",
                "yesterday");
        FocusRows rows = new FocusRows();
        texts.forEach(text -> rows.row("ChargePeriodStart", text));
        Path file = rows.write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, file))
                    .isInstanceOfSatisfying(
                            CostwrightException.class,
                            refusal -> assertThat(refusal.problems())
                                    .extracting(Problem::value)
                                    .isEqualTo(texts));
        }
    }

    /** A US date elsewhere in the file makes the engine read all of it as text; that changes the meaning of no price. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1", "0.999", "1e0", "+1", "1.", " 1 ", "1_000", "$1", "n/a", "nan", "inf", "0x10", "1e999", "NULL"
            })
    void readsAPriceAsItDoesBesideUsDates(String price) throws IOException {
        assertThat(priced(price, "2026-11-01T00:00:00Z")).isEqualTo(priced(price, "11/1/2026"));
        assertThat(priced("2", "2026-11-01T00:00:00Z")).contains("list");
        assertThat(priced("1", "2026-11-01T00:00:00Z")).doesNotContain("list");
    }

    /** Costs of 1, so that a price of 1 for a quantity of 1 breaks no rule. */
    private String priced(String price, String end) throws IOException {
        List<String> lines = new FocusRows()
                .row()
                .row("BillingPeriodEnd", end)
                .text()
                .lines()
                .toList();
        Path file = Files.writeString(
                folder.resolve("a.csv"),
                "%s,ListUnitPrice,PricingQuantity\n%s,\"%s\",1\n%s,1,1\n"
                        .formatted(lines.get(0), lines.get(1), price, lines.get(2)));
        try (Store store = TestStores.open(Dialect.SQLITE, Files.createTempDirectory(folder, "store"))) {
            return importInto(store, file).conformance().toString();
        }
    }

    @Test
    void readsNullsInAnySpelling() throws IOException {
        Path file = new FocusRows()
                .row("Tags", "NULL")
                .row("Tags", "null")
                .row("Tags", "")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, file);
            List<String> days = store.read(handle -> handle.createQuery(
                            "SELECT charges || ' ' || quote(tags) FROM billing_daily JOIN billing_line USING (slice_id, line)")
                    .mapTo(String.class)
                    .list());
            assertThat(days).containsExactly("3 ''");
        }
    }

    @Test
    void saysWhatAFileIsThatIsNoBill() throws IOException {
        Path mark = Files.writeString(folder.resolve("mark.csv"), "\uFEFF");
        Path archive = Files.write(folder.resolve("bill.csv.zip"), new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0});
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, mark)).hasMessageContaining("the file is empty");
            assertThatThrownBy(() -> importInto(store, archive)).hasMessageContaining("ZIP archive: unpack it");
        }
    }

    /** With several threads the engine may hand out a later row first. */
    @Test
    void findsTheHeaderOfALargeFileWhateverItsStorage() throws IOException, SQLException {
        StringBuilder columns = new StringBuilder("range AS \"BilledCost\"");
        for (int i = 0; i < 400; i++) {
            columns.append(", range % 7 AS \"x_")
                    .append("wide".repeat(40))
                    .append(i)
                    .append('"');
        }
        for (String compression : List.of("none", "gzip", "zstd")) {
            Path file = folder.resolve("large-" + compression);
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duck.createStatement()) {
                statement.execute("COPY (SELECT %s FROM range(60000)) TO '%s' (FORMAT csv, HEADER, COMPRESSION %s)"
                        .formatted(columns, file, compression));
            }
            try (DuckDbEngine engine = DuckDbEngine.open(new EngineLimits(384, 4, folder), List.of(file))) {
                List<String> names = engine.header(file).names();
                assertThat(names).hasSize(401).startsWith("BilledCost");
            }
            Files.delete(file);
        }
    }
}
