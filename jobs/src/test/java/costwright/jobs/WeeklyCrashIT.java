package costwright.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.ledger.Ledger;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.JobHistory;
import costwright.jobs.store.JobRun;
import costwright.jobs.store.LedgerStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoreDump;
import costwright.schema.finding.FindingId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills the weekly job with {@code kill -9} in a process of its own, starts it again, and compares with a calm run. */
class WeeklyCrashIT {
    @TempDir
    static Path folder;

    private static Path estate;
    private static List<String> calmStore;
    private static byte[] calmReport;

    @BeforeAll
    static void runUndisturbed() throws IOException {
        estate = SmallEstate.write(folder.resolve("estate"));
        Path calm = Files.createDirectories(folder.resolve("calm"));
        try (Store store = Store.open(calm.resolve("costwright.db").toString())) {
            JobOutcome outcome = weekly(store, calm).run(WeeklyChild.AS_OF, StepWatch.NONE);
            calmStore = StoreDump.of(store);
            calmReport = Files.readAllBytes(Path.of(outcome.result()));
        }
        assertThat(calmStore).anyMatch(line -> line.startsWith("recommendation|"));
        assertThat(new String(calmReport, StandardCharsets.UTF_8)).contains("vol-left");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import DAYS_WRITTEN",
                "import COMMITTED",
                "finished import",
                "finished reconcile",
                "started analyze",
                "finished analyze",
                "started publish",
                "finished publish"
            })
    void endsLikeAnUndisturbedRun(String point) throws Exception {
        Path here = Files.createDirectories(folder.resolve(point.replace(' ', '-')));
        kill(here, point);
        try (Store store = Store.open(here.resolve("costwright.db").toString())) {
            assertThat(new JobHistory(store).runs(10))
                    .extracting(JobRun::status)
                    .containsExactly("STARTED");
            JobOutcome outcome = weekly(store, here).run(WeeklyChild.AS_OF, StepWatch.NONE);
            assertThat(outcome.doneBefore()).isFalse();
            List<JobRun> runs = new JobHistory(store).runs(10);
            assertThat(runs).extracting(JobRun::status).containsExactly("COMPLETED", "FAILED");
            String firstStep = runs.get(0).steps().get(0).name();
            assertThat(point).contains(firstStep);
            assertThat(StoreDump.of(store)).isEqualTo(calmStore);
            assertThat(Files.readAllBytes(Path.of(outcome.result()))).isEqualTo(calmReport);
        }
    }

    @Test
    void restartsTheRunThatWasCutOffWhateverTheInstantNow() throws Exception {
        Path here = Files.createDirectories(folder.resolve("restart"));
        kill(here, "started reconcile");
        try (Store store = Store.open(here.resolve("costwright.db").toString())) {
            Instant dayLater = WeeklyChild.AS_OF.plus(Duration.ofDays(1));
            assertThat(weekly(store, here).restart(dayLater, StepWatch.NONE).doneBefore())
                    .isFalse();
            assertThat(new JobHistory(store).runs(1).get(0).parameters())
                    .containsEntry("as-of", "2026-11-02T06:00:00Z");
            assertThat(StoreDump.of(store)).isEqualTo(calmStore);
            weekly(store, here).restart(dayLater, StepWatch.NONE);
            assertThat(new JobHistory(store).runs(1).get(0).parameters())
                    .containsEntry("as-of", "2026-11-03T06:00:00Z");
        }
    }

    @Test
    void runsAnewWhenSomebodyDecidedSomethingSince() throws IOException {
        Path here = Files.createDirectories(folder.resolve("decided"));
        FindingId left = FindingId.of("unattached-disk", SmallEstate.LEFT);
        try (Store store = Store.open(here.resolve("costwright.db").toString())) {
            weekly(store, here).run(WeeklyChild.AS_OF, StepWatch.NONE);
            FindingStore findings = new FindingStore(store);
            new Ledger(new LedgerStore(store), findings).dismiss(left, "web", "an audit needs it", WeeklyChild.AS_OF);
            assertThat(weekly(store, here)
                            .run(WeeklyChild.AS_OF, StepWatch.NONE)
                            .doneBefore())
                    .isFalse();
            assertThat(findings.recommendations(findings.latest().orElseThrow().id()))
                    .isEmpty();
            assertThat(weekly(store, here)
                            .run(WeeklyChild.AS_OF, StepWatch.NONE)
                            .doneBefore())
                    .isTrue();
        }
    }

    @Test
    void saysWhereTheReportIsWhenTheRunIsDone() throws IOException {
        Path here = Files.createDirectories(folder.resolve("twice"));
        try (Store store = Store.open(here.resolve("costwright.db").toString())) {
            JobOutcome first = weekly(store, here).run(WeeklyChild.AS_OF, StepWatch.NONE);
            Files.delete(Path.of(first.result()));
            JobOutcome second = weekly(store, here).run(WeeklyChild.AS_OF, StepWatch.NONE);
            assertThat(second.doneBefore()).isTrue();
            assertThat(second.result()).isEqualTo(first.result());
            assertThat(Files.readAllBytes(Path.of(second.result()))).isEqualTo(calmReport);
            assertThat(StoreDump.of(store)).isEqualTo(calmStore);
        }
    }

    private static Weekly weekly(Store store, Path here) {
        return WeeklyChild.weekly(store, estate, here.resolve("reports"), "");
    }

    /** Starts the job in a child, waits until it is at {@code point}, and kills it there. */
    private static void kill(Path here, String point) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WeeklyChild.class.getName(),
                        here.resolve("costwright.db").toString(),
                        estate.toString(),
                        here.resolve("reports").toString(),
                        point)
                .redirectError(here.resolve("child.log").toFile())
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            assertThat(line)
                    .as(() -> "the child said " + read(here.resolve("child.log")))
                    .isEqualTo("AT " + point);
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
