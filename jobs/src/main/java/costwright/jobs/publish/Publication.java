package costwright.jobs.publish;

import costwright.schema.time.IsoWeek;
import java.nio.file.Path;
import java.util.List;

/**
 * A report that was written.
 *
 * @param headline what it says first, one sentence for each currency
 * @param notices what of its data is stale, incomplete or missing; empty when nothing is
 * @param gaps those of the notices that make the report incomplete: a bill that ends earlier than bills usually lag, a
 *     part of a source that could not be read
 */
public record Publication(IsoWeek week, Path file, List<String> headline, List<String> notices, List<String> gaps) {
    public Publication {
        headline = List.copyOf(headline);
        notices = List.copyOf(notices);
        gaps = List.copyOf(gaps);
    }
}
