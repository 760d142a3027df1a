package costwright.jobs.pull.file;

import costwright.jobs.store.ImportStage;
import costwright.jobs.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process of its own that imports a file and dies without warning at a stage. */
public final class ImportChild {
    static final int KILLED = 137;

    private ImportChild() {}

    /** Arguments: store, file, stage. */
    public static void main(String[] arguments) {
        try (Store store = Store.open(arguments[0])) {
            new BillingImport(store, ImportOptions.standard(), stage -> {
                        if (stage == ImportStage.valueOf(arguments[2])) {
                            // No shutdown hook, no finally: as if the machine lost power.
                            Runtime.getRuntime().halt(KILLED);
                        }
                    })
                    .importFiles(List.of(Path.of(arguments[1])), Instant.parse("2026-11-02T06:00:00Z"));
        }
    }
}
