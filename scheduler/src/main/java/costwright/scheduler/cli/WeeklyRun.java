package costwright.scheduler.cli;

import costwright.jobs.JobOutcome;
import costwright.jobs.StepWatch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run of the weekly job looks from outside: progress by step, the path of the report, the exit code. */
final class WeeklyRun {
    private final Console console;

    WeeklyRun(Console console) {
        this.console = console;
    }

    /** Shows each step while it works. */
    StepWatch watch() {
        return new StepWatch() {
            private @Nullable Progress progress;

            @Override
            public void started(String step) {
                progress = console.progress(step, 0);
            }

            @Override
            public void finished(String step) {
                if (progress != null) {
                    progress.close();
                }
            }
        };
    }

    /** Prints the path of the report, and warns of what is missing. */
    int print(String schema, JobOutcome outcome) {
        if (outcome.doneBefore()) {
            console.note("Nothing to do: run %d did all of it.".formatted(outcome.execution()));
        }
        outcome.gaps().forEach(console::warn);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("run", outcome.execution());
        body.put("done_before", outcome.doneBefore());
        body.put("report", outcome.result());
        body.put("gaps", outcome.gaps());
        console.print(Result.of(schema, body).text(outcome.result()));
        return outcome.gaps().isEmpty() ? 0 : Costwright.INCOMPLETE;
    }
}
