package costwright.reports.page;

import java.util.List;

/**
 * How advice of one sort did when earlier dates were replayed.
 *
 * @param title such as {@code Right-sizing}
 * @param explanation what was replayed and how it was scored, a sentence or two
 * @param columns the heads of the table; the first is text, the others are figures
 * @param rows as long as {@code columns}, ready for people
 */
public record TrackRecord(String title, String explanation, List<String> columns, List<List<String>> rows) {
    public TrackRecord {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("A row of the track record \"%s\" has %d values for %d columns: %s"
                        .formatted(title, row.size(), columns.size(), row));
            }
        }
    }
}
