package costwright.jobs.pull;

import costwright.jobs.store.PullStore;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.pull.Gap;
import costwright.schema.pull.SourceRun;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs the tasks of one source, a few at a time. A task that fails leaves a gap with its reason and the others go on; a
 * defect of ours ends the run.
 */
public final class TaskRun {
    private final String source;
    private final PullStore store;
    private final Clock clock;
    private final int parallel;
    private final Consumer<String> progress;
    private final Instant startedAt;
    private final List<Gap> gaps = new ArrayList<>();
    private int tasks;
    private int cached;

    /**
     * @param parallel how many tasks may run at the same time
     * @param progress hears one line for each task
     */
    public TaskRun(String source, PullStore store, Clock clock, int parallel, Consumer<String> progress) {
        this.source = source;
        this.store = store;
        this.clock = clock;
        this.parallel = parallel;
        this.progress = progress;
        this.startedAt = clock.instant();
    }

    /** Runs all tasks and returns when each has succeeded, was cached, or left a gap. */
    public void run(List<PullTask> due) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(parallel, due.size())));
        try {
            List<Future<PullTask.Outcome>> outcomes = new ArrayList<>();
            due.forEach(task -> outcomes.add(workers.submit(() -> task.work().pull())));
            for (int i = 0; i < due.size(); i++) {
                conclude(due.get(i), outcomes.get(i));
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private void conclude(PullTask task, Future<PullTask.Outcome> outcome) {
        tasks++;
        try {
            PullTask.Outcome result = outcome.get();
            cached += result == PullTask.Outcome.CACHED ? 1 : 0;
            store.noteGood(source, task.scope(), task.dataset(), clock.instant());
            progress.accept("%s: %s of %s %s"
                    .formatted(
                            source,
                            task.dataset(),
                            task.scope(),
                            result == PullTask.Outcome.CACHED ? "is already there" : "read"));
        } catch (ExecutionException e) {
            noteFailure(task, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CostwrightException.source(
                    "The pull of %s was interrupted; pull again to go on where it stopped.".formatted(source), e);
        }
    }

    private void noteFailure(PullTask task, Throwable failure) {
        if (failure instanceof CallFailure call) {
            if (call.why() == CallFailure.Why.ABSENT) {
                store.noteGood(source, task.scope(), task.dataset(), clock.instant());
                progress.accept("%s: %s of %s does not exist: %s"
                        .formatted(source, task.dataset(), task.scope(), call.sentence()));
                return;
            }
            note(task, call.sentence(), call.advice());
        } else if (failure instanceof CostwrightException refusal && refusal.kind() != FailureKind.DEFECT) {
            note(task, refusal.getMessage(), "See the reason; what was stored before stays.");
        } else if (failure instanceof RuntimeException defect) {
            throw defect;
        } else {
            throw CostwrightException.defect(
                    "Reading %s of %s (%s) failed.".formatted(task.dataset(), task.scope(), source), failure);
        }
    }

    private void note(PullTask task, String reason, String advice) {
        Gap gap = new Gap(source, task.scope(), task.dataset(), clock.instant(), reason, advice, null);
        store.noteGap(gap);
        gaps.add(gap);
        progress.accept("%s: %s of %s could not be read: %s".formatted(source, task.dataset(), task.scope(), reason));
    }

    public List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /** Keeps and returns the account of the run. */
    public SourceRun finish(String kind, RequestBudget budget) {
        SourceRun run = new SourceRun(
                source,
                kind,
                startedAt,
                clock.instant(),
                tasks,
                cached,
                gaps.size(),
                budget.requests(),
                budget.chargedRequests(),
                budget.charge());
        store.noteRun(run);
        return run;
    }
}
