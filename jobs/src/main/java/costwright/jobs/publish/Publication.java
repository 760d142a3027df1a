package costwright.jobs.publish;

import costwright.schema.time.IsoWeek;
import java.nio.file.Path;
import java.util.List;

/**
 * A report that was written.
 *
 * @param headline what it says first, one sentence for each currency
 * @param notices what of its data is stale, incomplete or missing; empty when nothing is
 * @param stale whether a bill ends earlier than bills usually lag, so that the numbers of the week will change
 */
public record Publication(IsoWeek week, Path file, List<String> headline, List<String> notices, boolean stale) {
    public Publication {
        headline = List.copyOf(headline);
        notices = List.copyOf(notices);
    }
}
