package costwright.scheduler.cli;

import costwright.jobs.store.JobHistory;
import costwright.jobs.store.JobRun;
import costwright.schema.CostwrightException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The history of jobs. */
@Command(
        name = "jobs",
        description = "Lists the runs of jobs, the newest first, or shows one with its steps.",
        footer = {"  costwright jobs", "  costwright jobs show 3"})
final class Jobs implements Callable<Integer> {
    private final Workspace workspace;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many runs (default: ${DEFAULT-VALUE}).")
    int limit;

    Jobs(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Run(
            long id,
            String job,
            String status,
            Map<String, String> parameters,
            @Nullable Instant started,
            @Nullable Instant ended,
            Optional<Long> durationMillis,
            String failure,
            List<Step> steps) {
        static Run of(JobRun run) {
            return new Run(
                    run.id(),
                    run.job(),
                    run.status(),
                    run.parameters(),
                    run.started(),
                    run.ended(),
                    run.duration().map(Duration::toMillis),
                    run.failure(),
                    run.steps().stream().map(Step::of).toList());
        }
    }

    private record Step(
            String name, String status, long read, long written, Optional<Long> durationMillis, String failure) {
        static Step of(JobRun.Step step) {
            return new Step(
                    step.name(),
                    step.status(),
                    step.read(),
                    step.written(),
                    step.duration().map(Duration::toMillis),
                    step.failure());
        }
    }

    @Override
    public Integer call() {
        List<Run> runs = new JobHistory(workspace.store())
                .runs(limit).stream().map(Run::of).toList();
        Table table = Table.of("id", "job", "status", "as_of", "started", "duration", "failure");
        runs.forEach(run -> table.row(
                run.id(),
                run.job(),
                run.status(),
                run.parameters().getOrDefault("as-of", ""),
                run.started(),
                seconds(run.durationMillis()),
                run.failure()));
        return workspace
                .console()
                .print(Result.of("jobs/1", Map.of("runs", runs)).table(table));
    }

    @Command(
            name = "show",
            description = "Shows a run with its steps, counts, durations and failures.",
            footer = "  costwright jobs show 3 --output json")
    int show(@Parameters(paramLabel = "ID", description = "The number of a run.") long id) {
        Run run = Run.of(new JobHistory(workspace.store())
                .run(id)
                .orElseThrow(() ->
                        CostwrightException.settings("There is no run %d. costwright jobs lists them.".formatted(id))));
        Table table = Table.of("step", "status", "read", "written", "duration", "failure");
        run.steps()
                .forEach(step -> table.row(
                        step.name(),
                        step.status(),
                        step.read(),
                        step.written(),
                        seconds(step.durationMillis()),
                        step.failure()));
        String title = "Run %d of %s: %s%s"
                .formatted(
                        run.id(),
                        run.job(),
                        run.status(),
                        run.failure().isEmpty() ? "" : System.lineSeparator() + run.failure());
        return workspace.console().print(Result.of("job/1", run).text(title).table(table));
    }

    private static @Nullable String seconds(Optional<Long> millis) {
        return millis.map(value -> String.format(java.util.Locale.ROOT, "%.1f s", value / 1e3))
                .orElse(null);
    }
}
