package costwright.jobs;

import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.publish.ReportSettings;
import costwright.jobs.pull.file.FolderSource;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The weekly job in a process of its own that waits at one point for its death. */
public final class WeeklyChild {
    static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00Z");

    private WeeklyChild() {}

    /** Arguments: the store, the estate, the folder for reports, and the point. */
    public static void main(String[] arguments) {
        try (Store store = Store.open(arguments[0])) {
            weekly(store, Path.of(arguments[1]), Path.of(arguments[2]), arguments[3])
                    .run(AS_OF, new StepWatch() {
                        @Override
                        public void started(String step) {
                            pass("started " + step, arguments[3]);
                        }

                        @Override
                        public void finished(String step) {
                            pass("finished " + step, arguments[3]);
                        }
                    });
        }
    }

    /** The job that parent and child share; {@code point} may be a stage of an import. */
    static Weekly weekly(Store store, Path estate, Path reports, String point) {
        return new Weekly(
                store,
                Clock.systemUTC(),
                List.of(new FolderSource(
                        "exports", estate, ImportOptions.standard(), stage -> pass("import " + stage, point))),
                ThresholdsInForce.defaults(),
                new ReportSettings("team", Map.of(), "test"),
                reports);
    }

    private static void pass(String here, String point) {
        if (here.equals(point)) {
            System.out.println("AT " + point);
            System.out.flush();
            awaitDeath();
        }
    }

    private static void awaitDeath() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
