package costwright.scheduler.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for people and for CSV. A cell is a text, a whole number, a {@link java.math.BigDecimal}, a
 * {@link costwright.schema.money.Money}, a {@link costwright.schema.quantity.Ratio}, an instant, a date, an id or any
 * other value whose {@code toString()} is its text; null where nothing is known.
 */
public final class Table {
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Table(List<String> columns) {
        this.columns = columns;
    }

    /** A table without rows; columns are named in snake_case, as in CSV. */
    public static Table of(String... columns) {
        return new Table(List.of(columns));
    }

    /**
     * Appends a row.
     *
     * @throws IllegalArgumentException if it has not one cell for each column
     */
    public Table row(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("A row of " + cells.length + " cells does not fit " + columns + ".");
        }
        List<@Nullable Object> row = new ArrayList<>(cells.length);
        Collections.addAll(row, cells);
        rows.add(Collections.unmodifiableList(row));
        return this;
    }

    List<String> columns() {
        return columns;
    }

    List<List<@Nullable Object>> rows() {
        return Collections.unmodifiableList(rows);
    }
}
