package costwright.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.store.Dialect;
import costwright.jobs.store.JobHistory;
import costwright.jobs.store.JobLease;
import costwright.jobs.store.JobRun;
import costwright.jobs.store.LeaseStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobRunnerIT {
    private static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T07:00:00Z"), ZoneOffset.UTC);
    private static final JobRequest REQUEST = new JobRequest(AS_OF, "2026-08/2026-10", "inputs");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void runsTheStepsInOrderAndKeepsTheirHistory(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            Work work = new Work("");
            JobOutcome outcome = new JobRunner(store, CLOCK).run(REQUEST, work, StepWatch.NONE);
            assertThat(work.done).containsExactly("import", "reconcile", "analyze", "replay", "publish");
            assertThat(outcome.doneBefore()).isFalse();
            assertThat(outcome.result()).isEqualTo("reports/2026-W44.html");
            assertThat(outcome.gaps()).containsExactly("The source aws is two days old.");
            JobRun run = new JobHistory(store).run(outcome.execution()).orElseThrow();
            assertThat(run.completed()).isTrue();
            assertThat(run.duration()).isPresent();
            assertThat(run.parameters())
                    .containsEntry("as-of", "2026-11-02T06:00:00Z")
                    .containsEntry("window", "2026-08/2026-10")
                    .containsEntry("fingerprint", "inputs");
            assertThat(run.steps())
                    .extracting(JobRun.Step::name, JobRun.Step::read, JobRun.Step::written)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("import", 100L, 7L),
                            org.assertj.core.groups.Tuple.tuple("reconcile", 12L, 0L),
                            org.assertj.core.groups.Tuple.tuple("analyze", 50L, 9L),
                            org.assertj.core.groups.Tuple.tuple("replay", 8L, 6L),
                            org.assertj.core.groups.Tuple.tuple("publish", 1L, 1L));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void findsTheSameRunDone(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            JobRunner runner = new JobRunner(store, CLOCK);
            JobOutcome first = runner.run(REQUEST, new Work(""), StepWatch.NONE);
            Work again = new Work("");
            JobOutcome second = runner.run(REQUEST, again, StepWatch.NONE);
            assertThat(again.done).isEmpty();
            assertThat(second).isEqualTo(new JobOutcome(first.execution(), true, first.gaps(), first.result()));
            assertThat(runner.unfinished()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void resumesAtTheStepThatFailed(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            JobRunner runner = new JobRunner(store, CLOCK);
            assertThatThrownBy(() -> runner.run(REQUEST, new Work("analyze"), StepWatch.NONE))
                    .isInstanceOfSatisfying(
                            CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
                    .hasMessage("analyze went wrong");
            JobRun failed = new JobHistory(store).latest("weekly").orElseThrow();
            assertThat(failed.status()).isEqualTo("FAILED");
            assertThat(failed.failure()).isEqualTo("analyze went wrong");
            assertThat(runner.unfinished()).contains(REQUEST);
            Work rest = new Work("");
            JobOutcome outcome = runner.run(REQUEST, rest, StepWatch.NONE);
            assertThat(rest.done).containsExactly("analyze", "replay", "publish");
            assertThat(outcome.result()).isEqualTo("reports/2026-W44.html");
            assertThat(new JobHistory(store).runs(10))
                    .extracting(JobRun::status)
                    .containsExactly("COMPLETED", "FAILED");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void refusesASecondRunWhileTheFirstLives(Dialect dialect) throws Exception {
        try (Store store = TestStores.open(dialect, folder)) {
            ProcessHandle living = ProcessHandle.current().parent().orElseThrow();
            hold(store, living.pid(), startOf(living).plusSeconds(1));
            Work work = new Work("");
            assertThatThrownBy(() -> new JobRunner(store, CLOCK).run(REQUEST, work, StepWatch.NONE))
                    .isInstanceOfSatisfying(
                            CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.SOURCE))
                    .hasMessageContaining("is running already: process " + living.pid());
            assertThat(work.done).isEmpty();
            // The same number at another time is another process.
            hold(store, living.pid(), startOf(living).minusSeconds(60));
            new JobRunner(store, CLOCK).run(REQUEST, work, StepWatch.NONE);
            assertThat(work.done).hasSize(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void waitsForAHolderOnAnotherHostUntilItIsSilentForAMinute(Dialect dialect) {
        Instant now = CLOCK.instant();
        JobLease own = new JobLease("weekly", "a", "here", 1, now, now);
        assertThat(Lease.isDead(new JobLease("weekly", "b", "there", 1, now, now.minusSeconds(60)), own, now))
                .isFalse();
        assertThat(Lease.isDead(new JobLease("weekly", "b", "there", 1, now, now.minusSeconds(61)), own, now))
                .isTrue();
        try (Store store = TestStores.open(dialect, folder)) {
            LeaseStore leases = new LeaseStore(store);
            assertThat(leases.take(own, holder -> false)).isEmpty();
            assertThat(leases.take(own, holder -> false)).contains(own);
            leases.renew(own, now.plusSeconds(5));
            assertThat(leases.take(own, holder -> false).orElseThrow().renewedAt())
                    .isEqualTo(now.plusSeconds(5));
            leases.release(own);
            assertThat(leases.take(own, holder -> false)).isEmpty();
        }
    }

    private static void hold(Store store, long process, Instant start) throws Exception {
        String host = InetAddress.getLocalHost().getHostName();
        JobLease lease = new JobLease("weekly", "holder", host, process, start, CLOCK.instant());
        assertThat(new LeaseStore(store).take(lease, holder -> true)).isEmpty();
    }

    private static Instant startOf(ProcessHandle process) {
        return Instant.ofEpochSecond(process.info().startInstant().orElseThrow().getEpochSecond());
    }

    /** Notes what was done, and fails at one step. */
    private static final class Work implements WeeklySteps {
        private final List<String> done = new ArrayList<>();
        private final String failing;

        Work(String failing) {
            this.failing = failing;
        }

        @Override
        public StepReport importSources() {
            return did("import", StepReport.of(100, 7).withGaps(List.of("The source aws is two days old.")));
        }

        @Override
        public StepReport reconcile() {
            return did("reconcile", StepReport.of(12, 0));
        }

        @Override
        public StepReport analyze() {
            return did("analyze", StepReport.of(50, 9));
        }

        @Override
        public StepReport replay() {
            return did("replay", StepReport.of(8, 6));
        }

        @Override
        public StepReport publish() {
            return did("publish", StepReport.of(1, 1).withResult("reports/2026-W44.html"));
        }

        private StepReport did(String step, StepReport report) {
            if (step.equals(failing)) {
                throw CostwrightException.input(step + " went wrong");
            }
            done.add(step);
            return report;
        }
    }
}
