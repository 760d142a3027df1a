package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.engine.SetAsideRow;
import costwright.jobs.reconcile.Reconciliation;
import costwright.jobs.reconcile.SliceAccount;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.LiveSlice;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendDimension;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.charge.CostView;
import costwright.schema.charge.DailyCharge;
import costwright.schema.commitment.UsageLine;
import costwright.schema.time.Lookback;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every dialect, from real or specification-derived files that are bundled with the tests. */
class BillingDialectsIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");
    private static final Lookback OCTOBER =
            new Lookback(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));

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

    private Path bundled(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream stream = Objects.requireNonNull(
                    BillingDialectsIT.class.getResourceAsStream("/costwright/jobs/billing/" + name), name)) {
                Files.copy(stream, file);
            }
        }
        return file;
    }

    private Reconciliation importFiles(Path... files) {
        return new BillingImport(store, ImportOptions.standard(), stage -> {})
                .importFiles(List.of(files), NOW)
                .reconciliation()
                .orElseThrow();
    }

    private BigDecimal total(CostView view) {
        List<Spend> answers = new SpendStore(store).spend(new SpendQuestion(List.of(), null, null, view));
        assertThat(answers).hasSize(1);
        return answers.get(0).total();
    }

    private List<String> rows(String by, CostView view) {
        return new SpendStore(store)
                .spend(new SpendQuestion(List.of(SpendDimension.parse(by)), null, null, view)).stream()
                        .flatMap(answer -> answer.rows().stream())
                        .map(row -> row.keys().get(0) + "="
                                + row.amount().stripTrailingZeros().toPlainString())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "focus-1.0-1000rows.csv.gz, FOCUS, 1.0, 20.52022672899, 14.97651418586",
        "focus-1.2-azure-100rows.csv.gz, FOCUS, 1.2, 3124.49994903980385, 2246.75827003980385",
        "focus-1.3-aws-100rows.csv.gz, FOCUS, 1.3, 1242.1156191148605, 215.6789011148605",
        "aws-cur-legacy-2023-11.csv.gz, AWS CUR, legacy, 1.6823086974, 1.6823086974",
        "azure-ea-2023-09.csv, Azure cost details, EA, 1.26136926505726, 1.26136926505726",
        "EA_ActualCost_Small.csv, Azure cost details, EA, 8.5450077867419368, 8.5450077867419368",
    })
    void sumsToTheLastDigit(String file, String dataset, String version, String billed, String effective)
            throws IOException {
        Reconciliation account = importFiles(bundled(file));
        assertThat(account.delivery().dataset()).isEqualTo(dataset);
        assertThat(account.delivery().datasetVersion()).isEqualTo(version);
        assertThat(total(CostView.BILLED)).isEqualByComparingTo(billed);
        assertThat(total(CostView.EFFECTIVE)).isEqualByComparingTo(effective);
        assertThat(account.isEven()).isTrue();
    }

    @Test
    void turnsEveryKindOfCurLineItemIntoFocus() throws IOException {
        Reconciliation account = importFiles(bundled("cur-commitments.csv"));
        // 0.5 + 0 covered + 1 fee + 0 + 5 + 100 + 0.11 - 0.25 - 0.05 - 0.02, as all unblended costs: 1 and -1 cancel.
        assertThat(total(CostView.BILLED)).isEqualByComparingTo("106.29");
        // 0.5 + 0.70 + (1 - 0.70) + 0.40 + (0.10 + 0.05) + 0.11 - 0.25 - 0.05 - 0.02
        assertThat(total(CostView.EFFECTIVE)).isEqualByComparingTo("1.84");
        assertThat(account.rows().read()).isEqualTo(12);
        assertThat(account.setAside()).extracting(SetAsideRow::rows).containsExactly(1L, 1L);
        SliceAccount slice = account.slices().get(0);
        assertThat(slice.statedBilled()).isEqualByComparingTo("106.29");
        assertThat(slice.statedBilledDifference()).isEqualByComparingTo("0");
        assertThat(rows("charge_category", CostView.BILLED))
                .containsExactly("Credit=-0.25", "Purchase=106", "Tax=0.11", "Usage=0.43");
        assertThat(rows("tag:team", CostView.BILLED)).contains("web=0.5");
        List<DailyCharge> charges = new BillingStore(store).dailyCharges(OCTOBER);
        BigDecimal unused = charges.stream()
                .filter(charge -> charge.commitmentStatus() == CommitmentStatus.UNUSED)
                .map(charge -> charge.costs().effective().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(unused).isEqualByComparingTo("0.45");
        List<UsageLine> lines =
                List.copyOf(new BillingStore(store).usageLines(OCTOBER).values());
        assertThat(lines).extracting(UsageLine::size).containsExactly("m5.large");
    }

    @Test
    void readsNetCostsAndMapsOfCurTwo() throws IOException {
        Reconciliation account = importFiles(bundled("cur2-net.csv"));
        assertThat(account.delivery().datasetVersion()).isEqualTo("2.0");
        // Net: 9 + 0 covered; the discount row is in the net cost already; the negation is set aside.
        assertThat(total(CostView.BILLED)).isEqualByComparingTo("9");
        assertThat(total(CostView.EFFECTIVE)).isEqualByComparingTo("10.1");
        assertThat(account.slices().get(0).statedBilledDifference()).isEqualByComparingTo("0");
        assertThat(rows("tag:team", CostView.BILLED)).contains("web=9");
        assertThat(rows("service", CostView.BILLED)).contains("Amazon Elastic Compute Cloud=9");
        UsageLine line =
                new BillingStore(store).usageLines(OCTOBER).values().iterator().next();
        assertThat(line.os()).isEqualTo("windows");
        assertThat(line.tenancy()).isEqualTo("dedicated");
    }

    @Test
    void readsBothSpellingsOfCurAlike() throws IOException {
        String text = Files.readString(bundled("cur-commitments.csv"));
        String header = text.lines().findFirst().orElseThrow();
        String slashed = header.replace("resource_tags_user_team", "resourceTags/user:team")
                .replace("resource_tags_aws_created_by", "resourceTags/aws:createdBy")
                .replace("line_item_", "lineItem/")
                .replace("bill_billing_period_start_date", "bill/BillingPeriodStartDate")
                .replace("bill_payer", "bill/Payer");
        Path legacy = Files.writeString(folder.resolve("slashed.csv"), text.replace(header, slashed));
        assertThat(importFiles(legacy).delivery().datasetVersion()).isEqualTo("legacy");
        assertThat(total(CostView.EFFECTIVE)).isEqualByComparingTo("1.84");
        assertThat(rows("tag:team", CostView.BILLED)).contains("web=0.5");
    }

    @Test
    void readsTagsOfCurThatDifferOnlyInCase() throws IOException {
        String text = Files.readString(bundled("cur-commitments.csv"));
        Path legacy = Files.writeString(
                folder.resolve("tags.csv"),
                text.replace("resource_tags_user_team", "resourceTags/user:team")
                        .replace("resource_tags_aws_created_by", "resourceTags/user:Team")
                        .replace(",web,", ",web,shop"));
        importFiles(legacy);
        assertThat(rows("tag:team", CostView.BILLED)).contains("web=0.5");
        assertThat(rows("tag:Team", CostView.BILLED)).contains("shop=0.5");
    }

    @Test
    void combinesTheTwoViewsOfAzureWithoutCountingTwice() throws IOException {
        Reconciliation account = importFiles(bundled("EA_ActualCost_Small.csv"), bundled("EA_AmortizedCost_Small.csv"));
        assertThat(account.delivery().costView()).isEqualTo("both");
        assertThat(account.rows().setAside()).isEqualTo(10);
        // All amortized rows, commitment usage at 0, plus the reservation bought in the actual view.
        assertThat(total(CostView.BILLED)).isEqualByComparingTo("19.047780136168644627485419");
        assertThat(total(CostView.EFFECTIVE)).isEqualByComparingTo("16.296932136636644627485419");
        assertThat(account.slices().get(0).statedBilled()).isEqualByComparingTo("8.5450077867419368");
        assertThat(account.slices().get(0).statedEffectiveDifference()).isEqualByComparingTo("0");
    }

    @Test
    void refusesToReplaceBothViewsByOne() throws IOException {
        importFiles(bundled("EA_ActualCost_Small.csv"), bundled("EA_AmortizedCost_Small.csv"));
        Path actual = bundled("EA_ActualCost_Small.csv");
        assertThatThrownBy(() -> importFiles(actual)).hasMessageContaining("only the actual view");
        assertThat(new BillingStore(store).slices())
                .extracting(LiveSlice::costView)
                .containsExactly("both");
    }

    @Test
    void readsMicrosoftCustomerAgreements() throws IOException {
        Reconciliation account = importFiles(bundled("azure-mca.csv"));
        assertThat(account.delivery().datasetVersion()).isEqualTo("MCA");
        assertThat(account.delivery().costView()).isEqualTo("amortized");
        assertThat(rows("billing_account", CostView.EFFECTIVE)).containsExactly("BP-1=4.3039999999999999999999999999");
        assertThat(total(CostView.BILLED)).isEqualByComparingTo("2.3039999999999999999999999999");
        assertThat(total(CostView.LIST)).isEqualByComparingTo("4.8");
        // 9.6 for a block of 100 hours, 24 hours, twice.
        assertThat(total(CostView.CONTRACTED)).isEqualByComparingTo("4.608");
        assertThat(rows("region", CostView.BILLED)).containsExactly("westeurope=2.3039999999999999999999999999");
        assertThat(rows("service", CostView.LIST)).contains("Virtual Machines=4.8");
        UsageLine line =
                new BillingStore(store).usageLines(OCTOBER).values().iterator().next();
        assertThat(line.size()).isEqualTo("Standard_D2s_v5");
        assertThat(line.onDemandRate()).isEqualByComparingTo("0.096");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"focus-1.3-aws-100rows.csv.gz", "aws-cur-legacy-2023-11.csv.gz", "EA_AmortizedCost_Small.csv"})
    void sumsTheSameFromParquetAndZstandard(String name) throws IOException, SQLException {
        Path csv = bundled(name);
        Path zstandard = folder.resolve("copy.csv.zst");
        Path parquet = folder.resolve("copy.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            String source = "read_csv('%s', all_varchar = true)".formatted(csv);
            statement.execute(
                    "COPY (FROM %s) TO '%s' (FORMAT csv, HEADER, COMPRESSION zstd)".formatted(source, zstandard));
            statement.execute("COPY (FROM %s) TO '%s' (FORMAT parquet)".formatted(source, parquet));
        }
        importFiles(csv);
        BigDecimal billed = total(CostView.BILLED);
        BigDecimal effective = total(CostView.EFFECTIVE);
        importFiles(zstandard);
        assertThat(total(CostView.BILLED)).isEqualByComparingTo(billed);
        importFiles(parquet);
        assertThat(total(CostView.BILLED)).isEqualByComparingTo(billed);
        assertThat(total(CostView.EFFECTIVE)).isEqualByComparingTo(effective);
    }

    @Test
    void readsTypedColumnsOfParquet() throws SQLException {
        Path parquet = folder.resolve("typed.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("""
                    COPY (SELECT * FROM (VALUES
                      (0.1::DOUBLE, 0.1::DOUBLE, 1.5::DECIMAL(18, 6), 1::INTEGER, '100', 'USD', TIMESTAMP '2026-10-01', TIMESTAMP '2026-11-01',
                       TIMESTAMP '2026-10-05 10:00:00', TIMESTAMP '2026-10-05 11:00:00', 'Usage', 'AWS', 'EC2', MAP {'team': 'web'}),
                      (0.2::DOUBLE, 1e-12::DOUBLE, 1.25::DECIMAL(18, 6), 2::INTEGER, '100', 'USD', TIMESTAMP '2026-10-01', TIMESTAMP '2026-11-01',
                       TIMESTAMP '2026-10-05 10:00:00', TIMESTAMP '2026-10-05 11:00:00', 'Usage', 'AWS', 'EC2', MAP {'team': 'web'}))
                      t(billedcost, effectivecost, listcost, contractedcost, billingaccountid, billingcurrency, billingperiodstart,
                        billingperiodend, chargeperiodstart, chargeperiodend, chargecategory, providername, servicename, tags))
                    TO '%s' (FORMAT parquet)""".formatted(parquet));
        }
        importFiles(parquet);
        // The shortest decimals of the doubles, not their binary digits.
        assertThat(total(CostView.BILLED)).isEqualByComparingTo("0.3");
        assertThat(total(CostView.EFFECTIVE)).isEqualByComparingTo("0.100000000001");
        assertThat(total(CostView.LIST)).isEqualByComparingTo("2.75");
        assertThat(total(CostView.CONTRACTED)).isEqualByComparingTo("3");
        assertThat(rows("tag:team", CostView.BILLED)).containsExactly("web=0.3");
    }

    /** The footer of a Parquet file tells which columns have empty texts; only those are asked row by row. */
    @Test
    void takesEmptyTextsOfParquetForNone() throws SQLException {
        Path parquet = folder.resolve("empties.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("""
                    COPY (SELECT
                        0.25::DECIMAL(18, 6) AS BilledCost, 0.25::DECIMAL(18, 6) AS EffectiveCost, 0.25::DECIMAL(18, 6) AS ListCost,
                        0.25::DECIMAL(18, 6) AS ContractedCost, '100' AS BillingAccountId, 'USD' AS BillingCurrency,
                        '2026-10-01T00:00:00Z' AS BillingPeriodStart, '2026-11-01T00:00:00Z' AS BillingPeriodEnd,
                        '2026-10-05T10:00:00Z' AS ChargePeriodStart, '2026-10-05T11:00:00Z' AS ChargePeriodEnd,
                        'Usage' AS ChargeCategory, 'AWS' AS ProviderName, 'EC2' AS ServiceName, account AS SubAccountId
                      FROM (VALUES (''), (NULL), ('200')) t(account))
                    TO '%s' (FORMAT parquet)""".formatted(parquet));
        }
        importFiles(parquet);
        assertThat(rows("sub_account", CostView.BILLED)).containsExactlyInAnyOrder("=0.5", "200=0.25");
    }

    @Test
    void takesTheFilesThatTheNewestAwsManifestLists() throws IOException {
        Path report = Files.createDirectories(folder.resolve("bucket/costs/20261001-20261101"));
        Path first = Files.createDirectories(report.resolve("assembly-a"));
        Path second = Files.createDirectories(report.resolve("assembly-b"));
        new FocusRows().cost("2026-10-01", "1").write(first.resolve("costs-1.csv"));
        new FocusRows().cost("2026-10-01", "1").cost("2026-10-02", "2").write(second.resolve("costs-1.csv"));
        new FocusRows().cost("2026-10-03", "4").write(second.resolve("costs-2.csv"));
        new FocusRows().cost("2026-10-04", "9").write(second.resolve("costs-3.csv"));
        String manifest = """
                {"assemblyId": "%1$s", "reportName": "costs", "billingPeriod": {"start": "20261001T000000.000Z"},
                 "reportKeys": [%2$s]}""";
        String keys = "\"bucket/costs/20261001-20261101/%1$s/costs-1.csv\"";
        Files.writeString(
                first.resolve("costs-Manifest.json"), manifest.formatted("assembly-a", keys.formatted("assembly-a")));
        String newest = manifest.formatted(
                "assembly-b", keys.formatted("assembly-b") + ", \"costs/20261001-20261101/assembly-b/costs-2.csv\"");
        Files.writeString(second.resolve("costs-Manifest.json"), newest);
        Files.writeString(report.resolve("costs-Manifest.json"), newest);
        ImportOutcome outcome = new BillingImport(store, ImportOptions.standard(), stage -> {})
                .importFiles(List.of(folder.resolve("bucket")), NOW);
        assertThat(total(CostView.BILLED)).isEqualByComparingTo("7");
        assertThat(outcome.ignored()).hasSize(2);
    }

    @Test
    void holdsAnAzureManifestToItsWord() throws IOException {
        Path run = Files.createDirectories(folder.resolve("export/202610/run1"));
        Path part =
                new FocusRows().cost("2026-10-01", "1").cost("2026-10-02", "2").write(run.resolve("part_0.csv"));
        String manifest = """
                {"blobCount": 1, "exportConfig": {"exportName": "focus", "type": "FocusCost"},
                 "runInfo": {"runId": "r1", "submittedTime": "2026-10-05T00:00:00Z", "startDate": "2026-10-01"},
                 "blobs": [{"blobName": "container/export/202610/run1/part_0.csv", "byteCount": %d, "dataRowCount": %d}]}""";
        Path file = run.resolve("manifest.json");
        Files.writeString(file, manifest.formatted(Files.size(part), 3));
        assertThatThrownBy(() -> importFiles(file)).hasMessageContaining("announces 3 rows, but the files have 2");
        Files.writeString(file, manifest.formatted(Files.size(part) + 1, 2));
        assertThatThrownBy(() -> importFiles(file)).hasMessageContaining("byte");
        Files.writeString(file, manifest.formatted(Files.size(part), 2));
        assertThat(importFiles(file).manifestRows()).isEqualTo(2);
        Files.delete(part);
        assertThatThrownBy(() -> importFiles(file)).hasMessageContaining("which is not there");
    }
}
