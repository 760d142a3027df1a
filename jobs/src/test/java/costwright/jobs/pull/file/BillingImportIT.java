package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.engine.SliceKey;
import costwright.jobs.reconcile.Reconciliation;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.Restatement;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendDimension;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.charge.CostView;
import costwright.schema.charge.DailyCharge;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import costwright.schema.time.BillingPeriod;
import costwright.schema.time.Lookback;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BillingImportIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");
    private static final Lookback OCTOBER =
            new Lookback(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));

    @TempDir
    Path folder;

    private static ImportOutcome importInto(Store store, Path... files) {
        return new BillingImport(store, ImportOptions.standard(), stage -> {}).importFiles(List.of(files), NOW);
    }

    private static List<Spend> spend(Store store, String by, CostView cost) {
        return new SpendStore(store)
                .spend(new SpendQuestion(
                        Arrays.stream(by.split(",", -1))
                                .map(SpendDimension::parse)
                                .toList(),
                        null,
                        null,
                        cost));
    }

    private static BigDecimal total(Store store) {
        return spend(store, "month", CostView.BILLED).stream()
                .map(Spend::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keepsDaysAndExactTotalsOnBothStores(Dialect dialect) throws IOException {
        // Two rows of one day become one: 0.0000001 + 0.00000045 = 0.00000055, in millionths half-even 1.
        Path file = new FocusRows()
                .row("BilledCost", "1.0E-7")
                .row("BilledCost", "45.0E-8", "ChargePeriodStart", "2026-10-05 23:59:59")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(dialect, folder)) {
            importInto(store, file);
            List<DailyCharge> charges = new BillingStore(store).dailyCharges(OCTOBER);
            assertThat(charges).hasSize(1);
            assertThat(charges.get(0).costs().billed().toMicros()).isEqualTo(1);
            assertThat(charges.get(0).quantity()).isEqualByComparingTo("2");
            assertThat(total(store)).isEqualByComparingTo("0.00000055");
        }
    }

    @Test
    void sumsDecimalsThatBinaryAndThirtyEightDigitsWouldRound() throws IOException {
        Path file = new FocusRows()
                .cost("2026-10-01", "0.0000000000000000000000000001")
                .cost("2026-10-02", "9999999999.9999999999999999999999999999")
                .cost("2026-10-03", "9999999999.9999999999999999999999999999")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, file);
            assertThat(total(store)).isEqualByComparingTo("19999999999.9999999999999999999999999999");
        }
    }

    @Test
    void sumsAmountsTooLargeForTwentyEightDecimals() throws IOException {
        Path file = new FocusRows()
                .row("BilledCost", "160000000000.25", "BillingCurrency", "IDR")
                .row("BilledCost", "0.000000000000000001", "BillingCurrency", "IDR")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, file);
            assertThat(total(store)).isEqualByComparingTo("160000000000.250000000000000001");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BilledCost, '1.234,56', not a decimal amount: it has a decimal comma",
        "BilledCost, '', the cost is missing",
        "EffectiveCost, abc, not a decimal amount",
        "ChargePeriodStart, 2026-13-01, not a date",
        "BillingPeriodStart, soon, not a date",
        "ChargePeriodEnd, 2026-10-05T30:00:00Z, not a date",
        "BillingCurrency, '', the value is missing",
    })
    void refusesAnUnreadableCellWithItsRowAndColumn(String column, String value, String advice) throws IOException {
        Path file = new FocusRows().row().row(column, value).row().write(folder.resolve("bad.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, new FocusRows().cost("2026-10-01", "5").write(folder.resolve("good.csv")));
            assertThatThrownBy(() -> importInto(store, file))
                    .isInstanceOfSatisfying(CostwrightException.class, refusal -> {
                        assertThat(refusal.kind()).isEqualTo(FailureKind.INPUT);
                        assertThat(refusal.problems()).hasSize(1);
                        assertThat(refusal.problems().get(0).row()).isEqualTo(3);
                        assertThat(refusal.problems().get(0).column()).isEqualTo(column);
                        assertThat(refusal.problems().get(0).where()).endsWith("bad.csv");
                        assertThat(refusal.problems().get(0).advice()).startsWith(advice);
                    });
            assertThat(total(store)).isEqualByComparingTo("5");
        }
    }

    @Test
    void readsEverySpellingOfAnAmountThatHasOneMeaning() throws IOException {
        Map<String, String> amounts = new LinkedHashMap<>();
        amounts.put("$10,000.00 ", "10000");
        amounts.put(" $100.00 ", "100");
        amounts.put("-$1,234.5", "-1234.5");
        amounts.put("1,234.56", "1234.56");
        amounts.put("-1,234,567", "-1234567");
        amounts.put("$1,234,567.8901234567890123", "1234567.8901234567890123");
        amounts.put(" 7.5 ", "7.5");
        amounts.put("-0", "0");
        amounts.put("-0.00", "0");
        amounts.put("+3", "3");
        amounts.put(".5", "0.5");
        amounts.put("5.", "5");
        amounts.put("35.2E-7", "0.00000352");
        amounts.put("-1.5e+2", "-150");
        amounts.put("1E-28", "0.0000000000000000000000000001");
        amounts.put("0.1000000000000000000000000000000000", "0.1");
        FocusRows rows = new FocusRows();
        amounts.keySet().forEach(spelling -> rows.row("BilledCost", spelling, "ServiceName", spelling));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, rows.write(folder.resolve("a.csv")));
            Map<String, BigDecimal> read = spend(store, "service", CostView.BILLED).get(0).rows().stream()
                    .collect(Collectors.toMap(row -> row.keys().get(0), Spend.Row::amount));
            assertThat(read).hasSize(16);
            amounts.forEach((spelling, amount) ->
                    assertThat(read.get(spelling)).as(spelling).isEqualByComparingTo(amount));
        }
    }

    @Test
    void refusesAmountsThatCouldMeanTwoThings() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("1.234,56", "it has a decimal comma");
        reasons.put("1234,5", "it has a decimal comma");
        reasons.put("1,234", "its comma may group thousands or begin the decimals");
        reasons.put("$1,234", "its comma may group thousands or begin the decimals");
        reasons.put("$10,00.00", "commas must part groups of three digits");
        reasons.put("1,0000.00", "not a decimal amount");
        reasons.put("12 345.00", "not a decimal amount");
        reasons.put("($5.00)", "it has a currency sign");
        reasons.put("€5.00", "it has a currency sign");
        reasons.put("5.00 USD", "not a decimal amount");
        reasons.put("NaN", "not a decimal amount");
        reasons.put("Infinity", "not a decimal amount");
        reasons.put("0x10", "not a decimal amount");
        reasons.put("1_000", "not a decimal amount");
        reasons.put("0.12345678901234567890123456789", "it has more digits");
        FocusRows rows = new FocusRows();
        reasons.keySet().forEach(spelling -> rows.row("EffectiveCost", spelling));
        rows.row("BilledCost", "$5.00", "BillingCurrency", "EUR");
        Path file = rows.write(folder.resolve("bad.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, file))
                    .isInstanceOfSatisfying(CostwrightException.class, refusal -> {
                        assertThat(refusal.problems()).hasSize(16);
                        refusal.problems().subList(0, 15).forEach(problem -> {
                            assertThat(problem.column()).isEqualTo("EffectiveCost");
                            assertThat(problem.advice()).contains(reasons.get(problem.value()));
                        });
                        assertThat(refusal.problems().get(15).row()).isEqualTo(17);
                        assertThat(refusal.problems().get(15).advice()).contains("$ needs a dollar as the currency");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"BilledCost", "EffectiveCost", "ListCost", "BillingCurrency", "BillingAccountId", "ServiceName"})
    void refusesAFileWithoutAMandatoryColumn(String column) throws IOException {
        Path file = new FocusRows().withoutColumn(column).row().write(folder.resolve("bad.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, file))
                    .isInstanceOfSatisfying(
                            CostwrightException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.INPUT))
                    .hasMessageContaining("bad.csv");
            assertThat(new BillingStore(store).slices()).isEmpty();
        }
    }

    @Test
    void refusesDamagedAndEmptyFiles() throws IOException {
        FocusRows rows = new FocusRows();
        for (int i = 0; i < 3000; i++) {
            rows.row("ResourceId", "i-" + i * 7919);
        }
        byte[] whole = Files.readAllBytes(rows.writeGzip(folder.resolve("whole.csv.gz")));
        Path truncated = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        Path empty = Files.writeString(folder.resolve("empty.csv"), "");
        Path onlyHeader = new FocusRows().write(folder.resolve("header.csv"));
        Path ragged = Files.writeString(
                folder.resolve("ragged.csv"), new FocusRows().row().text() + "1,2,3\n");
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, truncated))
                    .isInstanceOfSatisfying(
                            CostwrightException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.INPUT))
                    .hasMessageContaining("cut.csv.gz")
                    .hasMessageContaining("truncated");
            assertThatThrownBy(() -> importInto(store, empty)).hasMessageContaining("the file is empty");
            assertThatThrownBy(() -> importInto(store, onlyHeader)).hasMessageContaining("only a header");
            assertThatThrownBy(() -> importInto(store, ragged))
                    .isInstanceOfSatisfying(
                            CostwrightException.class,
                            refusal ->
                                    assertThat(refusal.problems().get(0).row()).isEqualTo(3));
            assertThat(new BillingStore(store).slices()).isEmpty();
        }
    }

    @Test
    void refusesTwoCurrenciesInOneBillingAccount() throws IOException {
        Path file = new FocusRows()
                .row()
                .row("BillingCurrency", "EUR")
                .row("BillingCurrency", "EUR", "BillingAccountId", "101")
                .write(folder.resolve("two.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, file))
                    .isInstanceOf(CostwrightException.class)
                    .hasMessageContaining("billing account 100 has two currencies")
                    .hasMessageContaining("EUR, USD");
        }
    }

    @Test
    void refusesACurrencyThatDoesNotExist() throws IOException {
        Path file = new FocusRows().row("BillingCurrency", "XX1").write(folder.resolve("odd.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> importInto(store, file)).hasMessageContaining("no ISO 4217 currency");
        }
    }

    @Test
    void keepsCurrenciesApart() throws IOException {
        Path file = new FocusRows()
                .cost("2026-10-01", "3")
                .row("BillingCurrency", "EUR", "BillingAccountId", "101", "BilledCost", "4")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, file);
            assertThat(spend(store, "month", CostView.BILLED))
                    .extracting(
                            answer -> answer.currency() + " " + answer.total().stripTrailingZeros())
                    .containsExactly("EUR 4", "USD 3");
        }
    }

    @Test
    void doesNothingWhenTheContentIsLive() throws IOException {
        Path file = new FocusRows().cost("2026-10-01", "3").write(folder.resolve("a.csv"));
        Path renamed = Files.copy(file, folder.resolve("b.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThat(importInto(store, file).changed()).isTrue();
            assertThat(importInto(store, file).changed()).isFalse();
            assertThat(importInto(store, renamed).changed()).isFalse();
            assertThat(importInto(store, file, renamed).changed()).isFalse();
            assertThat(total(store)).isEqualByComparingTo("3");
        }
    }

    @Test
    void replacesARestatedMonthByExactlyTheRestatement() throws IOException {
        Path september = new FocusRows()
                .row(
                        "BillingPeriodStart", "2026-09-01T00:00:00Z",
                        "BillingPeriodEnd", "2026-10-01T00:00:00Z",
                        "ChargePeriodStart", "2026-09-05T00:00:00Z",
                        "ChargePeriodEnd", "2026-09-05T01:00:00Z",
                        "BilledCost", "100")
                .write(folder.resolve("sep.csv"));
        Path first = new FocusRows()
                .cost("2026-10-01", "3.10")
                .cost("2026-10-02", "4")
                .write(folder.resolve("v1.csv"));
        Path second = new FocusRows()
                .cost("2026-10-01", "3.25")
                .cost("2026-10-02", "4")
                .write(folder.resolve("v2.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, september);
            importInto(store, first);
            assertThat(total(store)).isEqualByComparingTo("107.10");
            Reconciliation account = importInto(store, second).reconciliation().orElseThrow();
            assertThat(total(store)).isEqualByComparingTo("107.25");
            assertThat(account.slices().get(0).change().replaced()).isTrue();
            List<Restatement> restatements = new BillingStore(store).restatements();
            assertThat(restatements).hasSize(1);
            assertThat(restatements.get(0).oldBilled()).isEqualByComparingTo("7.10");
            assertThat(restatements.get(0).newBilled()).isEqualByComparingTo("7.25");
            // The first version again is a restatement back, not a no-op.
            assertThat(importInto(store, first).changed()).isTrue();
            assertThat(total(store)).isEqualByComparingTo("107.10");
        }
    }

    @Test
    void refusesASliceThatCoversFewerDaysUnlessForced() throws IOException {
        Path full =
                new FocusRows().cost("2026-10-01", "3").cost("2026-10-02", "4").write(folder.resolve("full.csv"));
        Path part = new FocusRows().cost("2026-10-01", "3").write(folder.resolve("part.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, full);
            assertThatThrownBy(() -> importInto(store, part))
                    .isInstanceOfSatisfying(
                            CostwrightException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.INPUT))
                    .hasMessageContaining("--force")
                    .hasMessageContaining("2 days");
            assertThat(total(store)).isEqualByComparingTo("7");
            new BillingImport(store, ImportOptions.standard().withForce(true), stage -> {})
                    .importFiles(List.of(part), NOW);
            assertThat(total(store)).isEqualByComparingTo("3");
        }
    }

    @Test
    void readsTheHoursOfMachines() throws IOException {
        FocusRows rows = new FocusRows();
        for (int hour = 0; hour < 24; hour++) {
            rows.row(
                    "ChargePeriodStart",
                    "2026-10-05T%02d:00:00Z".formatted(hour),
                    "ChargePeriodEnd",
                    "2026-10-05T%02d:59:59Z".formatted(hour),
                    "ContractedCost",
                    "0.107",
                    "CommitmentDiscountStatus",
                    hour < 12 ? "Used" : "",
                    "CommitmentDiscountId",
                    hour < 12 ? "sp-1" : "");
        }
        rows.row(
                "ChargePeriodEnd",
                "2026-10-06T00:00:00Z",
                "ConsumedQuantity",
                "12",
                "ContractedCost",
                "1.284",
                "ResourceId",
                "i-2");
        Path file = rows.write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, file);
            BillingStore billing = new BillingStore(store);
            Map<String, UsageLine> lines = billing.usageLines(OCTOBER);
            assertThat(lines).containsOnlyKeys("aws eu-west-1 m5.large linux shared USD");
            UsageLine line = lines.values().iterator().next();
            assertThat(line.onDemandRate()).isEqualByComparingTo("0.107");
            assertThat(line.family()).isEqualTo("m5");
            assertThat(line.normalizationFactor()).isEqualByComparingTo("4");
            List<HourlyUsage> usage = billing.hourlyUsage(OCTOBER);
            assertThat(usage).hasSize(2);
            assertThat(usage.get(0).covered().get(11)).isEqualByComparingTo("1");
            assertThat(usage.get(0).covered().get(12)).isEqualByComparingTo("0");
            assertThat(usage.get(0).onDemand().get(12)).isEqualByComparingTo("1");
            // Twelve hours billed for the day as a whole are half an hour in each.
            assertThat(usage.get(1).onDemand())
                    .allSatisfy(hour -> assertThat(hour).isEqualByComparingTo("0.5"));
        }
    }

    @Test
    void groupsByEveryDimension() throws IOException {
        Path file = new FocusRows()
                .row("Tags", "{\"team\": \"a\"}", "BilledCost", "1")
                .row("Tags", "\"team\": \"b\",\"x\": \"y\"", "BilledCost", "2", "ResourceId", "i-2")
                .row("Tags", "", "BilledCost", "4", "ChargeCategory", "Tax", "ChargePeriodStart", "2026-10-12")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, file);
            assertThat(rows(store, "tag:team")).containsExactly("[]=4", "[a]=1", "[b]=2");
            assertThat(rows(store, "week,resource"))
                    .containsExactly("[2026-W41, i-1]=1", "[2026-W41, i-2]=2", "[2026-W42, i-1]=4");
            assertThat(rows(store, "day")).containsExactly("[2026-10-05]=3", "[2026-10-12]=4");
            assertThat(rows(store, "charge_category,region,sub_account,billing_account,provider,service,month"))
                    .containsExactly(
                            "[Tax, eu-west-1, 200, 100, AWS, Amazon Elastic Compute Cloud, 2026-10]=4",
                            "[Usage, eu-west-1, 200, 100, AWS, Amazon Elastic Compute Cloud, 2026-10]=3");
        }
    }

    private static List<String> rows(Store store, String by) {
        return spend(store, by, CostView.BILLED).stream()
                .flatMap(answer -> answer.rows().stream())
                .map(row -> row.keys() + "=" + row.amount().stripTrailingZeros().toPlainString())
                .toList();
    }

    @Test
    void countsWhatBreaksFocusAndImportsItAllTheSame() throws IOException {
        Path file = new FocusRows()
                .row("CommitmentDiscountId", "sp", "CommitmentDiscountStatus", "Used", "BilledCost", "1")
                .row("ChargeCategory", "Usagee")
                .row("ConsumedUnit", "")
                .row("ListCost", "")
                .row("ChargePeriodStart", "2026-11-02T00:00:00Z", "ChargePeriodEnd", "2026-11-02T00:00:00Z")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            Reconciliation account = importInto(store, file).reconciliation().orElseThrow();
            assertThat(account.rows().rolledUp()).isEqualTo(5);
            assertThat(account.isEven()).isTrue();
            assertThat(account.conformance())
                    .extracting(breach -> breach.rule() + " " + breach.rows())
                    .containsExactly(
                            "covered-usage-is-billed 1",
                            "commitment-columns-disagree 1",
                            "name-or-unit-alone 1",
                            "unknown-charge-category 1",
                            "cost-is-missing 1",
                            "charge-outside-billing-period 1",
                            "charge-period-is-empty 1");
            assertThat(account.missingColumns()).contains("ChargeDescription").doesNotContain("ServiceCategory");
            assertThat(new BillingStore(store).conformance()).hasSize(7);
        }
    }

    @Test
    void countsWhatOnlyManyRowsTogetherBreak() throws IOException {
        Path file = new FocusRows()
                .row("ServiceName", "Two-faced", "ServiceCategory", "Compute", "SkuPriceId", "p1")
                .row("ServiceName", "Two-faced", "ServiceCategory", "Storage", "SkuPriceId", "p1", "ResourceId", "i-2")
                .row("ServiceName", "One", "ServiceCategory", "", "SkuId", "SKU2", "SkuPriceId", "p1")
                .row("ServiceName", "One", "ServiceCategory", "Compute", "SkuId", "SKU3", "SkuPriceId", "p3")
                .row("ServiceName", "One", "SkuId", "", "SkuPriceId", "p3")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThat(importInto(store, file).reconciliation().orElseThrow().conformance())
                    .extracting(breach -> breach.rule() + " " + breach.rows() + " " + breach.sample())
                    .containsExactly(
                            "service-has-several-categories 2 Two-faced",
                            "sku-price-has-several-skus 1 SKU1 and SKU2 have one SkuPriceId");
        }
    }

    @Test
    void holdsCommitmentsToWhatWasPaidOverTheirTerm() throws IOException {
        FocusRows rows = new FocusRows();
        // 31 paid in advance for 31 days; 4 days are known, so that 4 are due, give or take a day.
        for (String[] one : new String[][] {
            {"even", "1", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"},
            {"lost", "0.5", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"},
            {"ended", "7.75", "2026-10-01T00:00:00Z", "2026-10-05T00:00:00Z"}
        }) {
            rows.row(commitment(one[0], "Purchase", "One-Time", "31", "0", one[2], one[3]));
            for (int day = 1; day <= 4; day++) {
                String start = "2026-10-0" + day;
                rows.row(commitment(
                        one[0], "Usage", "Usage-Based", "0", one[1], start + "T00:00:00Z", start + "T01:00:00Z"));
            }
        }
        String start = "2026-10-02T00:00:00Z";
        String end = "2026-10-02T01:00:00Z";
        rows.row(commitment("recurring", "Purchase", "Recurring", "2", "0", start, end));
        rows.row(commitment("recurring", "Usage", "Usage-Based", "0", "2", start, end));
        rows.row(commitment("unspread", "Purchase", "Recurring", "2", "0", start, end));
        rows.row(commitment("unspread", "Usage", "Usage-Based", "0", "1.5", start, end));
        // Partly paid before this bill: what is used may be more than what is paid now.
        rows.row(commitment("partly", "Purchase", "Recurring", "2", "0", start, end));
        rows.row(commitment("partly", "Usage", "Usage-Based", "0", "3", start, end));
        rows.row(commitment("bought before", "Usage", "Usage-Based", "0", "3", start, end));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThat(importInto(store, rows.write(folder.resolve("a.csv")))
                            .reconciliation()
                            .orElseThrow()
                            .conformance())
                    .filteredOn(breach -> breach.rule().equals("commitment-does-not-balance"))
                    .extracting(breach -> breach.rows() + " " + breach.sample())
                    .containsExactly("5 lost: spread 2, due 4", "2 unspread: spread 1.5, due 2");
        }
    }

    private static String[] commitment(
            String id, String category, String frequency, String billed, String effective, String start, String end) {
        return new String[] {
            "CommitmentDiscountId", id,
            "CommitmentDiscountStatus", category.equals("Usage") ? "Used" : "",
            "ChargeCategory", category,
            "ChargeFrequency", frequency,
            "BilledCost", billed,
            "EffectiveCost", effective,
            "ChargePeriodStart", start,
            "ChargePeriodEnd", end
        };
    }

    @Test
    void keepsOneDayOfALineWhoseChargesKeepAndBreakRules() throws IOException {
        Path file = new FocusRows()
                .row("ConsumedQuantity", "0.5")
                .row("ConsumedQuantity", "0.25", "ChargeFrequency", "Sometimes")
                .row(
                        "ConsumedQuantity",
                        "1",
                        "ChargePeriodStart",
                        "2026-10-05T07:00:00Z",
                        "ChargePeriodEnd",
                        "2026-10-05T08:00:00Z")
                .write(folder.resolve("a.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, file);
            List<String> days = store.read(handle -> handle.createQuery(
                            "SELECT charges || ' ' || billed || ' ' || quantity || ' ' || hours FROM billing_daily")
                    .mapTo(String.class)
                    .list());
            assertThat(days).containsExactly("3 3000000 1.75 0:0.25,0:0.5,7:1");
        }
    }

    @Test
    void comparesAnInvoice() throws IOException {
        Path file = new FocusRows().cost("2026-10-01", "3.005").write(folder.resolve("a.csv"));
        SliceKey slice = new SliceKey("100", BillingPeriod.parse("2026-10"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            Reconciliation account = new BillingImport(
                            store,
                            ImportOptions.standard().withInvoices(Map.of(slice, new BigDecimal("3.01"))),
                            stage -> {})
                    .importFiles(List.of(file), NOW)
                    .reconciliation()
                    .orElseThrow();
            assertThat(account.slices().get(0).invoiceDifference()).isEqualByComparingTo("-0.005");
        }
    }

    @Test
    void takesAFolderOfFilesWithDifferingColumnOrderAsOneDelivery() throws IOException {
        Path delivery = Files.createDirectory(folder.resolve("delivery"));
        new FocusRows().cost("2026-10-01", "1").write(delivery.resolve("part-1.csv"));
        new FocusRows().cost("2026-10-02", "2").writeGzip(delivery.resolve("part-2.csv.gz"));
        new FocusRows().withoutColumn("Tags").cost("2026-10-03", "4").write(delivery.resolve("part-3.csv"));
        new FocusRows().write(delivery.resolve("part-4.csv"));
        Files.copy(delivery.resolve("part-1.csv"), delivery.resolve("part-1 copy.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importInto(store, delivery);
            assertThat(total(store)).isEqualByComparingTo("7");
        }
    }

    @Test
    void givesTheSameStoreWhateverTheOrderOfRows() throws IOException {
        FocusRows forwards = new FocusRows();
        FocusRows backwards = new FocusRows();
        for (int i = 0; i < 50; i++) {
            forwards.row("ResourceId", "i-" + i % 7, "BilledCost", "0.00" + i, "SkuId", "s" + i % 3);
            int j = 49 - i;
            backwards.row("ResourceId", "i-" + j % 7, "BilledCost", "0.00" + j, "SkuId", "s" + j % 3);
        }
        List<List<DailyCharge>> both = Stream.of(forwards, backwards)
                .map(rows -> {
                    try {
                        Path place = Files.createTempDirectory(folder, "store");
                        try (Store store = TestStores.open(Dialect.SQLITE, place)) {
                            importInto(store, rows.write(place.resolve("a.csv")));
                            return new BillingStore(store).dailyCharges(OCTOBER);
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
        assertThat(both.get(0)).isEqualTo(both.get(1));
    }
}
