package costwright.scheduler.cron;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fires jobs by their cron expressions, one at a time, until it is told to stop. What should have fired while another job
 * ran, or while the machine slept, fires once afterwards.
 */
public final class CronLoop {
    /** Runs a job as of the instant at which it was due. */
    @FunctionalInterface
    public interface Firing {
        void fire(String job, Instant due);
    }

    /** Waits, and can be told to stop waiting for good. */
    @FunctionalInterface
    public interface Waiting {
        /** Returns true when {@code instant} may have come, false as soon as the loop shall end. */
        boolean until(Instant instant) throws InterruptedException;
    }

    private final Map<String, Cron> jobs;
    private final Clock clock;
    private final Waiting waiting;
    private final Firing firing;

    public CronLoop(Map<String, Cron> jobs, Clock clock, Waiting waiting, Firing firing) {
        this.jobs = new TreeMap<>(jobs);
        this.clock = clock;
        this.waiting = waiting;
        this.firing = firing;
    }

    /** The next firing of a job. */
    public record Due(Instant at, String job) {}

    /** What fires next after {@code instant}, the earliest first and by name at the same instant. */
    public List<Due> next(Instant instant) {
        List<Due> due = new ArrayList<>();
        jobs.forEach((job, cron) -> cron.next(instant).ifPresent(at -> due.add(new Due(at, job))));
        due.sort(java.util.Comparator.comparing(Due::at).thenComparing(Due::job));
        return due;
    }

    /** Fires until the waiting ends. */
    public void run() throws InterruptedException {
        Map<String, Instant> lastLooked = new TreeMap<>();
        jobs.keySet().forEach(job -> lastLooked.put(job, clock.instant()));
        while (true) {
            Optional<Due> first = earliest(lastLooked);
            if (first.isEmpty() || !waiting.until(first.get().at())) {
                return;
            }
            Due due = first.get();
            if (!clock.instant().isBefore(due.at())) {
                Instant latest = latestDue(due);
                // All that was missed counts as this one firing.
                lastLooked.put(due.job(), latest);
                firing.fire(due.job(), latest);
            }
        }
    }

    private Optional<Due> earliest(Map<String, Instant> lastLooked) {
        return lastLooked.entrySet().stream()
                .flatMap(entry ->
                        jobs.get(entry.getKey()).next(entry.getValue()).stream().map(at -> new Due(at, entry.getKey())))
                .min(java.util.Comparator.comparing(Due::at).thenComparing(Due::job));
    }

    /** The newest firing of the same job that is due by now. */
    private Instant latestDue(Due due) {
        Instant now = clock.instant();
        Instant latest = due.at();
        Optional<Instant> next = jobs.get(due.job()).next(latest);
        while (next.isPresent() && !next.get().isAfter(now)) {
            latest = next.get();
            next = jobs.get(due.job()).next(latest);
        }
        return latest;
    }
}
