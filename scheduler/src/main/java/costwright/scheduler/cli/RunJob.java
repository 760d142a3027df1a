package costwright.scheduler.cli;

import costwright.analyzers.Catalogue;
import costwright.jobs.JobOutcome;
import costwright.jobs.Weekly;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.publish.ReportSettings;
import costwright.scheduler.settings.Nearest;
import costwright.scheduler.settings.Settings;
import costwright.schema.CostwrightException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a batch job. */
@Command(
        name = "run",
        description = {
            "Runs a job: weekly is import, reconcile, analyze and publish as one restartable run.",
            "The same job with the same --as-of and data is done once; one that was cut off resumes where it stopped."
        },
        footer = {"  costwright run weekly", "  costwright run weekly --restart"})
final class RunJob implements Callable<Integer> {
    private static final List<String> JOBS = List.of("weekly");

    private final Workspace workspace;

    @Parameters(paramLabel = "NAME", description = "The name of the job: weekly.")
    String name = "";

    @Option(names = "--restart", description = "Resume the newest run, if it did not complete, with its own as-of.")
    boolean restart;

    RunJob(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        if (!JOBS.contains(name)) {
            throw CostwrightException.settings("There is no job \"" + name + "\"; there is " + String.join(", ", JOBS)
                    + "." + Nearest.hint(name, JOBS));
        }
        Settings settings = workspace.settings();
        Catalogue catalogue = Catalogue.discover();
        Weekly weekly = new Weekly(
                workspace.storeToFill(),
                workspace.clock(),
                new Sources(workspace).imports(),
                ThresholdsInForce.of(catalogue, settings.thresholds()),
                new ReportSettings(settings.report().ownerTag(), settings.thresholds(), Costwright.version()),
                workspace.resolve(settings.report().out()));
        WeeklyRun run = new WeeklyRun(workspace.console());
        JobOutcome outcome =
                restart ? weekly.restart(workspace.asOf(), run.watch()) : weekly.run(workspace.asOf(), run.watch());
        return run.print("run/1", outcome);
    }
}
