package costwright.jobs.publish;

import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A page on disk: whoever reads it sees the old page or the new one, never a part. */
public final class PageFile {
    private PageFile() {}

    /**
     * Writes {@code text} in UTF-8, making the folder if there is none.
     *
     * @throws CostwrightException of kind SETTINGS if the folder cannot be written
     */
    public static void write(Path file, String text) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path draft = Files.createTempFile(target.getParent(), ".report-", ".tmp");
            try {
                Files.writeString(draft, text);
                readableLikeItsNeighbours(draft);
                replace(draft, target);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw CostwrightException.settings(
                            "The page could not be written to %s (%s: %s). Name a place that can be written, with --out, --html or report.out."
                                    .formatted(file, e.getClass().getSimpleName(), e.getMessage()))
                    .causedBy(e);
        }
    }

    private static void replace(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Temporary files can be read by their owner alone; a report may be read by whoever may read its folder. */
    private static void readableLikeItsNeighbours(Path draft) {
        draft.toFile().setReadable(true, false);
    }
}
