package costwright.jobs.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, as its history tells it.
 *
 * @param status STARTED, COMPLETED, FAILED …; a run whose process died is STARTED until the next run
 * @param parameters what names the run, by name
 * @param started null if it never began
 * @param ended null while it runs, and after a crash
 * @param failure the first line of why it failed; empty if it did not
 */
public record JobRun(
        long id,
        String job,
        String status,
        Map<String, String> parameters,
        @Nullable Instant started,
        @Nullable Instant ended,
        String failure,
        List<Step> steps) {
    public JobRun {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        steps = List.copyOf(steps);
    }

    public boolean completed() {
        return status.equals("COMPLETED");
    }

    /** How long it took; empty unless it has ended. */
    public Optional<Duration> duration() {
        return between(started, ended);
    }

    /**
     * One step of a run.
     *
     * @param read how many things it looked at
     * @param written how many it changed or made
     */
    public record Step(
            String name,
            String status,
            @Nullable Instant started,
            @Nullable Instant ended,
            long read,
            long written,
            String failure) {
        public Optional<Duration> duration() {
            return between(started, ended);
        }
    }

    private static Optional<Duration> between(@Nullable Instant start, @Nullable Instant end) {
        return start == null || end == null ? Optional.empty() : Optional.of(Duration.between(start, end));
    }
}
