package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.store.CostSums;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.ReportStore;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendDimension;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.schema.charge.CostView;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderCost;
import costwright.schema.resource.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostSumsIT {
    private static final Instant NOW = Instant.parse("2026-11-05T06:00:00Z");
    private static final String CUT = "LINKED_ACCOUNT,SERVICE";

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("test.db").toString());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static ProviderCost cost(String account, String start, String end, String metric, String amount) {
        return new ProviderCost(
                Provider.AWS,
                "100",
                LocalDate.parse(start),
                LocalDate.parse(end),
                CUT,
                account,
                "AmazonEC2",
                metric,
                Money.of(amount, "USD"),
                false);
    }

    /** Unblended and amortized sums of one stretch of an account that the payer 100 pays for. */
    private static Stream<ProviderCost> both(
            String account, String start, String end, String unblended, String amortized) {
        return Stream.of(
                cost(account, start, end, "UnblendedCost", unblended),
                cost(account, start, end, "AmortizedCost", amortized));
    }

    private void keep(String source, Stream<ProviderCost> costs) {
        new ProviderStore(store)
                .replaceCosts(
                        source,
                        "100",
                        CUT,
                        LocalDate.parse("2025-01-01"),
                        LocalDate.parse("2027-01-01"),
                        costs.toList());
    }

    private void importBill(FocusRows rows) throws IOException {
        new BillingImport(store, ImportOptions.standard(), stage -> {})
                .importFiles(List.of(rows.write(folder.resolve("bill.csv"))), NOW);
    }

    private List<Spend> spend(CostView cost, String... by) {
        return new SpendStore(store)
                .spend(new SpendQuestion(
                        Stream.of(by).map(SpendDimension::parse).toList(), null, null, cost));
    }

    private static Spend.Row row(String key, String amount) {
        return new Spend.Row(List.of(key), new BigDecimal(amount));
    }

    @Test
    void takesUnblendedForBilledAndAmortizedForEffectiveToTheLastDigit() {
        keep("prod", both("200", "2026-10-01", "2026-11-01", "10.12345678901234567891", "7.5"));

        assertThat(spend(CostView.BILLED, "month").get(0).rows())
                .containsExactly(row("2026-10", "10.12345678901234567891"));
        assertThat(spend(CostView.EFFECTIVE, "sub_account").get(0).rows()).containsExactly(row("200", "7.5"));
        assertThat(spend(CostView.EFFECTIVE).get(0).unitemised())
                .containsExactly(
                        new Spend.Unitemised("Cost Explorer, no line items", "100", "2026-10", new BigDecimal("7.5")));
    }

    @Test
    void prefersTheCostAfterNegotiatedDiscounts() {
        keep(
                "prod",
                Stream.concat(
                        both("200", "2026-10-01", "2026-11-01", "10", "9"),
                        Stream.of(
                                cost("200", "2026-10-01", "2026-11-01", "NetUnblendedCost", "8"),
                                cost("200", "2026-10-01", "2026-11-01", "NetAmortizedCost", "7"))));

        assertThat(spend(CostView.BILLED).get(0).total()).isEqualByComparingTo("8");
        assertThat(spend(CostView.EFFECTIVE).get(0).total()).isEqualByComparingTo("7");
    }

    @Test
    void countsTheBillAndOnlyComparesWhereBothSpeakOfAnAccountAndMonth() throws IOException {
        keep(
                "prod",
                Stream.of(
                                both("200", "2026-09-01", "2026-10-01", "4", "4"),
                                both("200", "2026-10-01", "2026-11-01", "10", "9"),
                                both("300", "2026-10-01", "2026-11-01", "100", "90"))
                        .flatMap(costs -> costs));
        // A bill that another payer sent, with charges of account 200 in October only.
        importBill(new FocusRows()
                .row("BillingAccountId", "999", "SubAccountId", "200", "BilledCost", "11", "EffectiveCost", "8"));

        Spend months = spend(CostView.BILLED, "month").get(0);
        assertThat(months.rows()).containsExactly(row("2026-09", "4"), row("2026-10", "111"));
        assertThat(months.unitemised())
                .containsExactly(
                        new Spend.Unitemised("Cost Explorer, no line items", "100", "2026-09", new BigDecimal("4")),
                        new Spend.Unitemised("Cost Explorer, no line items", "100", "2026-10", new BigDecimal("1E+2")));
        assertThat(new ReportStore(store).comparisons()).singleElement().satisfies(month -> {
            assertThat(month.period()).hasToString("2026-10");
            assertThat(month.statedBilled()).isEqualTo(Money.of("10", "USD"));
            assertThat(month.billed()).isEqualTo(Money.of("11", "USD"));
            assertThat(month.statedEffective()).isEqualTo(Money.of("9", "USD"));
            assertThat(month.effective()).isEqualTo(Money.of("8", "USD"));
        });
    }

    @Test
    void leavesEverySumOfThePayerToItsOwnBill() throws IOException {
        keep("prod", both("300", "2026-10-01", "2026-11-01", "100", "90"));
        importBill(new FocusRows().row("BillingAccountId", "100", "SubAccountId", "200", "BilledCost", "11"));

        assertThat(spend(CostView.BILLED).get(0).total()).isEqualByComparingTo("11");
        assertThat(spend(CostView.BILLED).get(0).unitemised()).isEmpty();
    }

    @Test
    void countsAnAccountOnceThatTwoSourcesAskFor() {
        keep("prod", both("200", "2026-10-01", "2026-11-01", "10", "9"));
        keep("again", both("200", "2026-10-01", "2026-11-01", "10.5", "9.5"));

        assertThat(spend(CostView.BILLED).get(0).total()).isEqualByComparingTo("10.5");
    }

    @Test
    void answersNothingByDayAboutAMonthThatIsKnownAsAWhole() {
        keep(
                "prod",
                Stream.concat(
                        both("200", "2026-05-01", "2026-06-01", "10", "9"),
                        both("200", "2026-10-05", "2026-10-06", "3", "2")));

        Spend days = spend(CostView.EFFECTIVE, "day").get(0);
        assertThat(days.rows()).containsExactly(row("2026-10-05", "2"));
        assertThat(days.unitemised())
                .containsExactly(
                        new Spend.Unitemised("Cost Explorer, no line items", "100", "2026-05", null),
                        new Spend.Unitemised("Cost Explorer, no line items", "100", "2026-10", new BigDecimal("2")));
    }

    @Test
    void takesNeitherListNorContractedCostForZero() {
        keep("prod", both("200", "2026-10-01", "2026-11-01", "10", "9"));

        Spend list = spend(CostView.LIST, "month").get(0);
        assertThat(list.rows()).isEmpty();
        assertThat(list.total()).isNull();
        assertThat(spend(CostView.CONTRACTED, "month").get(0).total()).isNull();
        assertThat(list.unitemised())
                .containsExactly(new Spend.Unitemised("Cost Explorer, no line items", "100", "2026-10", null));
        assertThat(new ReportStore(store).periods())
                .singleElement()
                .satisfies(period -> assertThat(period.list()).isNull());
    }

    @Test
    void keepsOutASumOfWhichOnlyOneCostIsKnown() {
        keep("prod", Stream.of(cost("200", "2026-10-01", "2026-11-01", "UnblendedCost", "10")));

        assertThat(spend(CostView.BILLED)).isEmpty();
    }

    @Test
    void givesTheReportItsDaysAndItsOrigin() {
        keep("prod", both("200", "2026-10-05", "2026-10-06", "3", "2"));
        ReportStore report = new ReportStore(store);

        assertThat(report.dailySpend(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-01")))
                .containsExactly(new ReportStore.DaySpend(
                        LocalDate.parse("2026-10-05"),
                        "100",
                        "AWS",
                        "AmazonEC2",
                        Money.of("3", "USD"),
                        Money.of("2", "USD")));
        assertThat(report.origins()).singleElement().satisfies(origin -> {
            assertThat(origin.dataset()).isEqualTo("Cost Explorer, no line items");
            assertThat(origin.files()).isEqualTo("prod");
            assertThat(origin.lastDay()).isEqualTo("2026-10-05");
        });
        assertThat(report.comparisons()).isEqualTo(List.<CostSums.Comparison>of());
    }
}
