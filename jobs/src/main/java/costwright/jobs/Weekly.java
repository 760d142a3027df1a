package costwright.jobs;

import costwright.analyzers.Catalogue;
import costwright.jobs.analyze.AnalysisRun;
import costwright.jobs.analyze.DatasetLoader;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.publish.ReportSettings;
import costwright.jobs.pull.SourceImport;
import costwright.jobs.store.JobHistory;
import costwright.jobs.store.Store;
import costwright.schema.finding.Fingerprint;
import costwright.schema.time.Lookback;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The main job with its settings. A run is named by its as-of instant, its window, its settings and the content of its
 * files: the same run is done once, and one that was cut off is resumed where it stopped. When something else came into
 * the store since (an import, a decision), the same as-of is run anew.
 */
public final class Weekly {
    private final Store store;
    private final Clock clock;
    private final List<SourceImport> sources;
    private final ThresholdsInForce thresholds;
    private final ReportSettings report;
    private final Path reports;

    /**
     * @param clock the real time, for the lease only
     * @param sources in the order of the settings
     * @param reports the folder for reports
     */
    public Weekly(
            Store store,
            Clock clock,
            List<SourceImport> sources,
            ThresholdsInForce thresholds,
            ReportSettings report,
            Path reports) {
        this.store = store;
        this.clock = clock;
        this.sources = List.copyOf(sources);
        this.thresholds = thresholds;
        this.report = report;
        this.reports = reports;
    }

    /**
     * Runs as of {@code asOf}; resumes such a run that was cut off, and only says where the report is when it is done.
     *
     * @throws costwright.schema.CostwrightException of the step that failed; SOURCE if another process runs the job now
     */
    public JobOutcome run(Instant asOf, StepWatch watch) {
        return run(request(asOf), watch);
    }

    /** Resumes the newest run if it did not complete, whatever its as-of; else {@link #run}s as of {@code asOf}. */
    public JobOutcome restart(Instant asOf, StepWatch watch) {
        Optional<JobRequest> unfinished = runner().unfinished();
        return run(unfinished.isPresent() ? unfinished.get() : request(asOf), watch);
    }

    private JobOutcome run(JobRequest request, StepWatch watch) {
        WeeklyWork work = new WeeklyWork(store, request.asOf(), sources, thresholds, report, reports);
        JobOutcome outcome = runner().run(request, work, watch);
        if (outcome.doneBefore()) {
            // The same bytes, unless somebody removed the page or decided something since.
            work.publish();
        }
        return outcome;
    }

    private JobRunner runner() {
        return new JobRunner(store, clock);
    }

    private JobRequest request(Instant asOf) {
        Lookback window = DatasetLoader.window(asOf);
        String days = window.start().toString().substring(0, 10) + "/"
                + window.end().toString().substring(0, 10);
        JobRequest usual = new JobRequest(asOf, days, fingerprint());
        boolean done = new JobHistory(store).isCompleted(WeeklyJob.NAME, usual.parameters());
        AnalysisRun analysis = new AnalysisRun(store, Catalogue.discover(), thresholds);
        return !done || analysis.isKept(asOf)
                ? usual
                : new JobRequest(asOf, days, Fingerprint.of(usual.fingerprint(), analysis.identity(asOf)));
    }

    /** Names the settings and the files, which the job brings in itself. */
    private String fingerprint() {
        List<String> parts = new ArrayList<>();
        sources.forEach(source -> {
            parts.add(source.name());
            parts.add(source.fingerprint());
        });
        thresholds.changed().forEach((id, values) -> parts.add(id + values.texts()));
        parts.add(report.ownerTag());
        parts.add(report.version());
        parts.add(reports.toString());
        return Fingerprint.of(parts.toArray(String[]::new));
    }
}
