package costwright.jobs.store;

import java.time.Instant;
import java.util.List;

/**
 * What was imported together.
 *
 * @param contentId a hash of the manifest and the file contents
 * @param bytes the size of all files
 * @param files their names below the folder that they share, with / between folders
 * @param dataset the dialect, such as FOCUS
 * @param costView {@code both}, or {@code actual} or {@code amortized} where the files hold one view only
 * @param importedAt when
 */
public record Delivery(
        String contentId,
        long bytes,
        List<String> files,
        String dataset,
        String datasetVersion,
        String costView,
        Instant importedAt) {
    public Delivery {
        files = List.copyOf(files);
    }
}
