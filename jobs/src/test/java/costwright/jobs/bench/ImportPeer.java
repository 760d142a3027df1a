package costwright.jobs.bench;

import costwright.jobs.pull.file.BillingImport;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What {@code costwright import billing} does, from the start of the process to the committed store. */
public final class ImportPeer {
    private ImportPeer() {}

    /** Arguments: the file and the store. */
    public static void main(String[] arguments) {
        try (Store store = Store.open(arguments[1])) {
            long start = System.nanoTime();
            new BillingImport(
                            store,
                            ImportOptions.standard(),
                            stage -> System.out.println(stage.word() + " " + (System.nanoTime() - start) / 1_000_000))
                    .importFiles(List.of(Path.of(arguments[0])), Instant.parse("2026-11-02T06:00:00Z"));
        }
    }
}
