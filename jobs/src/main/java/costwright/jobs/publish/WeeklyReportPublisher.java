package costwright.jobs.publish;

import costwright.analyzers.Catalogue;
import costwright.analyzers.commitment.Owned;
import costwright.jobs.pull.catalogue.OwnedOffers;
import costwright.jobs.rightsizing.RightsizingReplay;
import costwright.jobs.store.Analysis;
import costwright.jobs.store.CommitmentCosts;
import costwright.jobs.store.CommitmentStore;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.LedgerStore;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.PullStore;
import costwright.jobs.store.ReplayStore;
import costwright.jobs.store.ReportStore;
import costwright.jobs.store.ReportStore.DaySpend;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoredCommitment;
import costwright.jobs.store.StoredResource;
import costwright.jobs.store.UtilizationStore;
import costwright.reports.format.Headline;
import costwright.reports.page.CurrencyReport;
import costwright.reports.page.DataQuality;
import costwright.reports.page.Spend;
import costwright.reports.page.WeeklyReport;
import costwright.reports.render.WeeklyReportHtml;
import costwright.schema.charge.CommitmentCost;
import costwright.schema.finding.Finding;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.Silence;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.IsoWeek;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the report of a week from the store and writes it to {@code <folder>/2026-W44.html}.
 *
 * <p>The week of an as-of instant is the last ISO week that was complete then ({@link IsoWeek#lastCompleteBefore}). The
 * savings are those of the newest analysis made up to the as-of instant and no later than a week after the end of the
 * report's week. Nothing depends on when the report is made: the same store and week give the same bytes.
 */
public final class WeeklyReportPublisher {
    private static final int COMMITMENT_WEEKS = 4;

    private final Store store;
    private final Catalogue catalogue;
    private final ReportSettings settings;

    public WeeklyReportPublisher(Store store, Catalogue catalogue, ReportSettings settings) {
        this.store = store;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /**
     * Renders the report and replaces the file at once.
     *
     * @param asOf nothing that was decided later is shown
     * @throws costwright.schema.CostwrightException if the folder cannot be written
     */
    public Publication publish(IsoWeek week, Instant asOf, Path folder) {
        WeeklyReport report = report(week, asOf);
        Path file = folder.resolve(week + ".html");
        PageFile.write(file, new WeeklyReportHtml().render(report));
        return new Publication(
                week,
                file,
                new Headline().sentences(report),
                report.data().notices(),
                new Notices(week)
                        .bills(days(week))
                        .pulls(new PullStore(store).gaps())
                        .gaps());
    }

    /**
     * The week to report when none is named: the last that was complete at the as-of instant of the newest analysis, or at
     * {@code otherwise} when there is none.
     */
    public IsoWeek week(Instant otherwise) {
        return IsoWeek.lastCompleteBefore(new FindingStore(store)
                .latest()
                .map(kept -> kept.analysis().asOf())
                .orElse(otherwise));
    }

    /** The values of the page. */
    public WeeklyReport report(IsoWeek week, Instant asOf) {
        ReportStore bills = new ReportStore(store);
        FindingStore findingStore = new FindingStore(store);
        Instant until = earlier(asOf, week.next().end());
        // One second more, because an analysis at the very instant counts and instants are kept to the second.
        Optional<Analysis.Kept> analysis = findingStore.latestBefore(until.plusSeconds(1));
        List<Finding> findings =
                analysis.map(kept -> findingStore.findings(kept.id())).orElse(List.of());
        List<Silence> silences =
                analysis.map(kept -> findingStore.silences(kept.id())).orElse(List.of());
        List<Recommendation> recommendations =
                analysis.map(kept -> findingStore.recommendations(kept.id())).orElse(List.of());
        List<DaySpend> days = days(week);
        Instant judged = analysis.map(kept -> kept.analysis().asOf()).orElse(until);
        return new WeeklyReport(
                week,
                judged,
                currencies(week, judged, until, bills, days, recommendations, findings),
                OutlookPart.outlook(week, new ProviderStore(store)),
                data(week, bills, days, analysis, DataPart.judgements(findings, silences)),
                new ReplayStore(store)
                        .latest(until).map(RightsizingReplay::record).stream().toList(),
                MethodPart.methods(catalogue, settings.thresholds()),
                settings.version());
    }

    private List<DaySpend> days(IsoWeek week) {
        return new ReportStore(store)
                .dailySpend(
                        week.firstDay().minusWeeks(SpendPart.WEEKS - 1L),
                        week.lastDay().plusDays(1));
    }

    private List<CurrencyReport> currencies(
            IsoWeek week,
            Instant judged,
            Instant until,
            ReportStore bills,
            List<DaySpend> days,
            List<Recommendation> recommendations,
            List<Finding> findings) {
        List<LedgerEntry> ledger = new LedgerStore(store)
                .all().stream().filter(entry -> !entry.at().isAfter(until)).toList();
        SavingsPart savings = new SavingsPart(resources(), ledger, settings.ownerTag(), judged);
        LocalDate end = week.lastDay().plusDays(1);
        LocalDate commitmentsFrom = end.minusWeeks(COMMITMENT_WEEKS);
        List<CommitmentCost> costs = new CommitmentCosts(store).costs(commitmentsFrom, end);
        CommitmentStore commitments = new CommitmentStore(store);
        List<StoredCommitment> pulled = commitments.pulled();
        List<Owned> owned = new ArrayList<>(commitments.owned());
        OwnedOffers known = OwnedOffers.of(List.of(), pulled, List.of());
        owned.addAll(Owned.join(known.unsold(), known.holdings()));
        List<ReportStore.PeriodSpend> periods = bills.periods();
        List<CurrencyReport> parts = new ArrayList<>();
        for (Currency currency : currenciesOf(days, recommendations)) {
            parts.add(new CurrencyReport(
                    currency,
                    spend(new SpendPart(week, currency, days), week, bills, periods),
                    savings.plan(currency, recommendations, findings),
                    new CommitmentPart(currency, costs, owned, pulled, savings.open(currency, recommendations))
                            .commitments(commitmentsFrom, end, judged),
                    null));
        }
        return parts;
    }

    private static Spend spend(SpendPart part, IsoWeek week, ReportStore bills, List<ReportStore.PeriodSpend> periods) {
        LocalDate monday = week.firstDay();
        int compared = part.comparableDays();
        LocalDate before = monday.minusWeeks(1);
        return part.spend(
                bills.resourceSpend(monday, monday.plusDays(compared)),
                bills.resourceSpend(before, before.plusDays(compared)),
                periods);
    }

    private DataQuality data(
            IsoWeek week,
            ReportStore bills,
            List<DaySpend> days,
            Optional<Analysis.Kept> analysis,
            List<DataQuality.Judgement> judgements) {
        List<ReportStore.SliceOrigin> origins = bills.origins();
        return new DataQuality(
                new Notices(week)
                        .bills(days)
                        .analysis(analysis)
                        .pulls(new PullStore(store).gaps())
                        .costSums(origins, bills.comparisons())
                        .judgements(judgements)
                        .all(),
                DataPart.billing(origins),
                Stream.of(
                                DataPart.inventories(new InventoryStore(store).sources()),
                                DataPart.utilization(new UtilizationStore(store).contents()),
                                DataPart.prices(new PriceStore(store).rows()),
                                DataPart.commitments(new CommitmentStore(store).pulled()))
                        .flatMap(List::stream)
                        .toList(),
                DataPart.restatements(bills.restatements()),
                DataPart.conformance(bills.brokenRules(), DataPart.rowsSetAside(origins)),
                judgements,
                analysis.map(kept -> kept.analysis().datasetFingerprint()).orElse(""));
    }

    private Map<ResourceId, Resource> resources() {
        return new InventoryStore(store)
                .resources().stream()
                        .map(StoredResource::resource)
                        .collect(Collectors.toMap(Resource::id, Function.identity()));
    }

    private static Set<Currency> currenciesOf(List<DaySpend> days, List<Recommendation> recommendations) {
        Set<Currency> currencies = new TreeSet<>(Comparator.comparing(Currency::getCurrencyCode));
        days.forEach(day -> currencies.add(day.effective().currency()));
        recommendations.forEach(each -> currencies.add(each.savings().bill().currency()));
        return currencies;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
