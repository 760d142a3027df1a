package costwright.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.analyzers.Catalogue;
import costwright.jobs.pull.file.BillingImport;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.store.Analysis;
import costwright.jobs.store.CommitmentStore;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.LedgerStore;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.Replay;
import costwright.jobs.store.ReplayStore;
import costwright.jobs.store.SampleFindings;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.reports.page.CurrencyReport;
import costwright.reports.page.Outlook;
import costwright.reports.page.Spend;
import costwright.reports.page.WeeklyReport;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.finding.Finding;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.RecommendationState;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderAnomaly;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderForecast;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.IsoWeek;
import costwright.schema.time.Lookback;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeeklyReportPublisherIT {
    private static final IsoWeek WEEK = IsoWeek.parse("2026-W43");
    private static final Instant AS_OF = Instant.parse("2026-10-26T06:00:00Z");
    private static final Finding LARGE = SampleFindings.finding("unattached-disk", "vol-1", "80.123456");
    private static final Finding SMALL = SampleFindings.finding("unattached-disk", "vol-2", "1.5");
    private static final Finding LOSS = SampleFindings.finding("unattached-disk", "vol-3", "-0.25");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void tellsWhatTheStoreHolds(Dialect dialect) throws IOException {
        try (Store store = TestStores.open(dialect, folder)) {
            importBills(store);
            analyze(store);
            WeeklyReport report = publisher(store).report(WEEK, AS_OF);

            CurrencyReport dollars = part(report, "USD");
            Spend spend = dollars.spend();
            // 7 days × (100.000001 + 20) of compute and storage, 3 of tax on Monday.
            assertThat(spend.current().total()).isEqualTo(usd("843.000007"));
            assertThat(spend.current().daysBilled()).isEqualTo(7);
            assertThat(spend.weeks())
                    .extracting(week -> week.week().toString())
                    .containsExactly("2026-W42", "2026-W43");
            assertThat(spend.comparison().days()).isEqualTo(7);
            assertThat(spend.comparison().previous()).isEqualTo(usd("490.000007"));
            assertThat(spend.comparison().changes())
                    .containsExactly(
                            new Spend.Change("Compute", usd("700.000007"), usd("350.000007"), "i-new is new"),
                            new Spend.Change("Tax", usd("3"), usd("0"), ""),
                            new Spend.Change("Storage", usd("140"), usd("140"), ""));
            assertThat(spend.months()).hasSize(1);
            assertThat(spend.months().get(0).effective()).isEqualTo(usd("1333.000014"));
            assertThat(spend.months().get(0).list()).isNull();

            assertThat(dollars.savings().total().bill()).isEqualTo(usd("79.873456"));
            assertThat(dollars.savings().recommendations())
                    .extracting(entry -> entry.id())
                    .containsExactly(LARGE.id(), LOSS.id());
            assertThat(dollars.savings().recommendations().get(0).owner()).isEqualTo("search");
            assertThat(dollars.savings().recommendations().get(0).name()).isEqualTo("scratch");
            assertThat(dollars.savings().recommendations().get(0).weeksOpen()).isEqualTo(3);
            assertThat(dollars.savings().hidden())
                    .singleElement()
                    .satisfies(hidden -> assertThat(hidden.savings()).isEqualTo(usd("1.5")));

            // 21 used and 7 unused of 28 owned; 21 of all 700.000007 + 140 + 21 of usage.
            assertThat(dollars.commitments().all().unused()).isEqualTo(usd("7"));
            assertThat(dollars.commitments().all().utilization().ratio())
                    .isEqualTo(new Ratio(usd("21").amount(), usd("28").amount()));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void showsWhatTheProvidersWatchAndWhatHasNoPrice(Dialect dialect) throws IOException {
        try (Store store = TestStores.open(dialect, folder)) {
            assertThat(publisher(store).report(WEEK, AS_OF).outlook().isEmpty()).isTrue();

            ProviderStore provider = new ProviderStore(store);
            ProviderBudget budget = new ProviderBudget(
                    Provider.AWS,
                    "100",
                    "all",
                    "monthly",
                    usd("500"),
                    usd("410.5"),
                    null,
                    LocalDate.parse("2026-11-15"));
            provider.replaceBudgets("aws", "100", List.of(budget));
            ProviderForecast rest = forecast("2026-10-21", "2026-11-01");
            provider.replaceForecasts("aws", "100", List.of(forecast("2026-09-01", "2026-10-01"), rest));
            ProviderAnomaly now = anomaly("a-now", "2026-10-20", null);
            provider.replaceAnomalies("aws", "100", List.of(anomaly("a-old", "2026-08-01", "2026-08-03"), now));
            new CommitmentStore(store)
                    .replacePulled(
                            "aws", "all", List.of(commitment("ri-1", null), commitment("ri-2", usd("0.1"))), AS_OF);
            WeeklyReport report = publisher(store).report(WEEK, AS_OF);

            assertThat(report.outlook()).isEqualTo(new Outlook(List.of(budget), List.of(rest), List.of(now)));
            assertThat(report.data().facts())
                    .filteredOn(line -> line.what().equals("Commitments"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.rows()).isEqualTo(2))
                    .satisfies(line -> assertThat(line.remark())
                            .isEqualTo("holdings; 1 without a known price or kind, left out of purchase plans"));
        }
    }

    private static PulledCommitment commitment(String id, @Nullable Money hourly) {
        return new PulledCommitment(
                id,
                Provider.AWS,
                "reserved_instance",
                "100",
                "eu-west-1",
                "m5.large",
                "no_upfront",
                12,
                new BigDecimal("1"),
                hourly,
                null,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                "active",
                Map.of());
    }

    private static ProviderForecast forecast(String start, String end) {
        return new ProviderForecast(
                Provider.AWS, "100", LocalDate.parse(start), LocalDate.parse(end), usd("480"), usd("450"), null);
    }

    private static ProviderAnomaly anomaly(String id, String first, @Nullable String last) {
        return new ProviderAnomaly(
                Provider.AWS,
                "100",
                id,
                LocalDate.parse(first),
                last == null ? null : LocalDate.parse(last),
                usd("12.5"),
                List.of("Compute / eu-west-1"));
    }

    @Test
    void keepsCurrenciesApartAndNamesWhatIsMissing() throws IOException {
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importBills(store);
            analyze(store);
            WeeklyReport report = publisher(store).report(WEEK, AS_OF);

            assertThat(report.currencies()).extracting(CurrencyReport::code).containsExactly("EUR", "USD");
            Spend euros = part(report, "EUR").spend();
            // Billed through Wednesday: three days are compared with three.
            assertThat(euros.comparison().days()).isEqualTo(3);
            assertThat(euros.comparison().previous()).isEqualTo(Money.of("30", "EUR"));
            assertThat(report.data().notices())
                    .containsExactly(
                            "Microsoft account EA-1 is billed through 21\u00a0Oct\u00a02026: 4 days of the week are missing.",
                            "2 judgements could not be made for lack of data or prices: see Data.");
            assertThat(publisher(store)
                            .publish(WEEK, AS_OF, folder.resolve("out"))
                            .gaps())
                    .hasSize(1);
        }
    }

    @Test
    void writesTheSameBytesTwice() throws IOException {
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importBills(store);
            analyze(store);
            Publication first = publisher(store).publish(WEEK, AS_OF, folder.resolve("out"));
            byte[] bytes = Files.readAllBytes(first.file());
            publisher(store).publish(WEEK, Instant.parse("2026-10-30T06:00:00Z"), folder.resolve("out"));

            assertThat(first.file()).hasFileName("2026-W43.html");
            assertThat(Files.readAllBytes(first.file())).isEqualTo(bytes);
            assertThat(folder.resolve("out"))
                    .isDirectoryContaining("glob:**/2026-W43.html")
                    .isDirectoryNotContaining("glob:**.tmp");
            assertThat(Files.readString(first.file()))
                    .contains("$843.00", "unattached-disk", "scratch")
                    .doesNotContain(folder.toString());
        }
    }

    @Test
    void reportsAnEmptyStoreWithoutASingleAmount() {
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            Publication publication = publisher(store).publish(WEEK, AS_OF, folder);

            assertThat(publication.headline()).singleElement().asString().startsWith("Nothing is billed yet");
            assertThat(publication.notices())
                    .containsExactly(
                            "No analysis was made up to this week, so no saving is shown: run costwright analyze.");
        }
    }

    @Test
    void showsNothingThatWasJudgedOrDecidedAfterTheAsOf() throws IOException {
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            importBills(store);
            analyze(store);
            WeeklyReport before = publisher(store).report(WEEK, AS_OF.minus(Duration.ofDays(2)));

            assertThat(part(before, "USD").savings().count()).isZero();
            assertThat(before.data().fingerprint()).isEmpty();
        }
    }

    @Test
    void showsTheTrackRecordThatWasKnownThen() {
        Replay young =
                new Replay(AS_OF.minus(Duration.ofDays(9)), AS_OF, List.of(), 14, 3, 3, 0, 0, List.of(), List.of());
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            new ReplayStore(store).keep(AS_OF, young);

            assertThat(publisher(store).report(WEEK, AS_OF.minusSeconds(1)).trackRecord())
                    .isEmpty();
            assertThat(publisher(store).report(WEEK, AS_OF).trackRecord())
                    .singleElement()
                    .satisfies(record -> assertThat(record.explanation())
                            .startsWith("There is not enough history to replay yet: the store holds 9 days"));
        }
    }

    @Test
    void refusesAFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThatThrownBy(() -> publisher(store).publish(WEEK, AS_OF, file))
                    .isInstanceOfSatisfying(
                            CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.SETTINGS))
                    .hasMessageContaining("--out");
        }
    }

    private static WeeklyReportPublisher publisher(Store store) {
        return new WeeklyReportPublisher(
                store, new Catalogue(List.of()), new ReportSettings("team", Map.of(), "0.1.0"));
    }

    private static CurrencyReport part(WeeklyReport report, String currency) {
        return report.currencies().stream()
                .filter(part -> part.code().equals(currency))
                .findFirst()
                .orElseThrow();
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static void analyze(Store store) {
        new InventoryStore(store)
                .replace("inventory.csv", AS_OF, List.of(disk("vol-1", "scratch", "search"), disk("vol-2", "b", "")));
        new FindingStore(store)
                .keep(
                        new Analysis(AS_OF, Lookback.ofDays(14, AS_OF), "data", "settings", 3),
                        List.of(LARGE, SMALL, LOSS),
                        List.of(
                                new Silence("idle-vm", new ResourceId("i-1"), Silence.Reason.IN_ORDER, "busy"),
                                new Silence("idle-vm", new ResourceId("i-2"), Silence.Reason.DATA_INCOMPLETE, "3 days"),
                                new Silence("idle-vm", new ResourceId("i-3"), Silence.Reason.PRICE_UNKNOWN, "m9.huge")),
                        List.of(
                                SampleFindings.recommendation(LARGE, 1),
                                SampleFindings.recommendation(SMALL, 2),
                                SampleFindings.recommendation(LOSS, 3)));
        new LedgerStore(store)
                .append(List.of(
                        entry(LARGE, RecommendationState.OPEN, AS_OF.minus(Duration.ofDays(22))),
                        entry(SMALL, RecommendationState.DISMISSED, AS_OF.minus(Duration.ofDays(1)))));
    }

    private static LedgerEntry entry(Finding finding, RecommendationState state, Instant at) {
        return new LedgerEntry(finding.id(), state, at, "", "", null);
    }

    private static Resource disk(String id, String name, String team) {
        return new Resource(
                new ResourceId(id),
                Provider.AWS,
                "Storage",
                ResourceType.DISK,
                "us-east-1",
                "",
                "",
                ResourceState.UNATTACHED,
                new SubAccountId("111122223333"),
                Map.of("Name", name, "team", team),
                Map.of());
    }

    /** Two weeks of dollars, and euros whose second week ends on Wednesday. */
    private void importBills(Store store) throws IOException {
        StringBuilder bill = new StringBuilder(
                "BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,"
                        + "ChargeCategory,ChargeClass,BilledCost,EffectiveCost,ContractedCost,ListCost,ServiceName,ProviderName,SubAccountId,ResourceId,"
                        + "CommitmentDiscountId,CommitmentDiscountStatus\n");
        for (LocalDate day = WEEK.previous().firstDay(); !day.isAfter(WEEK.lastDay()); day = day.plusDays(1)) {
            bill.append(aws(day, "Usage", "50.000001", "Compute", "i-old", "", ""));
            bill.append(aws(day, "Usage", "20", "Storage", "vol-1", "", ""));
            if (WEEK.contains(day)) {
                bill.append(aws(day, "Usage", "46", "Compute", "i-new", "", ""));
                bill.append(aws(day, "Usage", "3", "Compute", "i-new", "sp-1", "Used"));
                bill.append(aws(day, "Usage", "1", "Compute", "", "sp-1", "Unused"));
            }
            if (day.isBefore(LocalDate.of(2026, 10, 22))) {
                bill.append(row("EA-1", "EUR", day, "Usage", "10", "Virtual Machines", "Microsoft", "vm-1", "", ""));
            }
        }
        bill.append(aws(WEEK.firstDay(), "Tax", "3", "Tax", "", "", ""));
        Path file = Files.writeString(folder.resolve("bill.csv"), bill);
        new BillingImport(store, ImportOptions.standard(), stage -> {}).importFiles(List.of(file), AS_OF);
    }

    private static String aws(
            LocalDate day, String category, String cost, String service, String resource, String plan, String status) {
        return row("9999", "USD", day, category, cost, service, "AWS", resource, plan, status);
    }

    private static String row(
            String account,
            String currency,
            LocalDate day,
            String category,
            String cost,
            String service,
            String provider,
            String resource,
            String plan,
            String status) {
        return String.join(
                        ",",
                        account,
                        currency,
                        "2026-10-01T00:00:00Z",
                        "2026-11-01T00:00:00Z",
                        day + "T00:00:00Z",
                        day.plusDays(1) + "T00:00:00Z",
                        category,
                        "",
                        cost,
                        cost,
                        cost,
                        "",
                        service,
                        provider,
                        "sub-" + account,
                        resource,
                        plan,
                        status)
                + "\n";
    }
}
