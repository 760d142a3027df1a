package costwright.reports.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How advice of one sort did when earlier dates were replayed.
 *
 * @param title such as {@code Right-sizing}
 * @param explanation what was replayed and how it was scored, a sentence or two; or why nothing could be replayed
 * @param columns the heads of the table; the first is text, the others are figures
 * @param rows as long as {@code columns}, ready for people; empty when nothing could be replayed
 * @param frontier the rows as a chart, one point for each; null where there is none
 */
public record TrackRecord(
        String title,
        String explanation,
        List<String> columns,
        List<List<String>> rows,
        @Nullable Frontier frontier) {
    public TrackRecord {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("A row of the track record \"%s\" has %d values for %d columns: %s"
                        .formatted(title, row.size(), columns.size(), row));
            }
        }
        if (frontier != null && frontier.points().size() != rows.size()) {
            throw new IllegalArgumentException("The chart of the track record \"%s\" has %d points for %d rows."
                    .formatted(title, frontier.points().size(), rows.size()));
        }
    }

    /** A record that says in a sentence why nothing could be replayed. */
    public static TrackRecord nothing(String title, String why) {
        return new TrackRecord(title, why, List.of(), List.of(), null);
    }
}
