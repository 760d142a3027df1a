package costwright.jobs;

import costwright.analyzers.Catalogue;
import costwright.jobs.analyze.AnalysisRun;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.publish.Publication;
import costwright.jobs.publish.ReportSettings;
import costwright.jobs.publish.WeeklyReportPublisher;
import costwright.jobs.pull.SourceImport;
import costwright.jobs.reconcile.StoreBalance;
import costwright.jobs.rightsizing.StoreReplay;
import costwright.jobs.store.Replay;
import costwright.jobs.store.Store;
import costwright.schema.time.IsoWeek;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The steps of {@code weekly} on a store, as of one instant. */
public final class WeeklyWork implements WeeklySteps {
    private final Store store;
    private final Instant asOf;
    private final List<SourceImport> sources;
    private final AnalysisRun analysis;
    private final WeeklyReportPublisher publisher;
    private final Path reports;

    /**
     * @param sources in the order of the settings
     * @param reports the folder for reports
     */
    public WeeklyWork(
            Store store,
            Instant asOf,
            List<SourceImport> sources,
            ThresholdsInForce thresholds,
            ReportSettings report,
            Path reports) {
        Catalogue catalogue = Catalogue.discover();
        this.store = store;
        this.asOf = asOf;
        this.sources = List.copyOf(sources);
        this.analysis = new AnalysisRun(store, catalogue, thresholds);
        this.publisher = new WeeklyReportPublisher(store, catalogue, report);
        this.reports = reports;
    }

    @Override
    public StepReport importSources() {
        long read = 0;
        long changed = 0;
        List<String> gaps = new ArrayList<>();
        for (SourceImport source : sources) {
            SourceImport.Imported imported = source.importInto(store, asOf);
            read += imported.read();
            changed += imported.changed();
            gaps.addAll(imported.gaps());
        }
        return StepReport.of(read, changed).withGaps(gaps);
    }

    @Override
    public StepReport reconcile() {
        return StepReport.of(StoreBalance.require(store), 0);
    }

    @Override
    public StepReport analyze() {
        AnalysisRun.Outcome outcome = analysis.run(asOf);
        return StepReport.of(outcome.resources(), outcome.plan().findings().size());
    }

    @Override
    public StepReport replay() {
        Replay replay = new StoreReplay(store).run(asOf);
        return StepReport.of(replay.asked(), replay.cases());
    }

    @Override
    public StepReport publish() {
        Publication publication = publisher.publish(IsoWeek.lastCompleteBefore(asOf), asOf, reports);
        return new StepReport(1, 1, publication.gaps(), publication.file().toString());
    }
}
