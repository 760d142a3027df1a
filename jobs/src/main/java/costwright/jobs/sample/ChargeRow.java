package costwright.jobs.sample;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a FOCUS file: cells that are already quoted and encoded, because most of them stay the same for all hours of
 * a month. A null cell is a FOCUS null.
 */
final class ChargeRow {
    private final byte[][] cells;
    private final Map<FocusColumn, String> identity;
    private Sums.@Nullable Tally tally;
    private ParquetBill.@Nullable Places places;

    ChargeRow() {
        cells = new byte[FocusColumn.values().length][];
        identity = new java.util.EnumMap<>(FocusColumn.class);
    }

    private ChargeRow(ChargeRow other) {
        cells = other.cells.clone();
        identity = new java.util.EnumMap<>(other.identity);
    }

    /** An independent row with the same cells. */
    ChargeRow copy() {
        return new ChargeRow(this);
    }

    ChargeRow with(FocusColumn column, @Nullable String text) {
        cells[column.position()] =
                text == null || text.isEmpty() ? null : quoted(text).getBytes(StandardCharsets.UTF_8);
        switch (column) {
            case BILLING_ACCOUNT_ID, SUB_ACCOUNT_ID, SERVICE_NAME, CHARGE_CATEGORY, BILLING_CURRENCY -> {
                identity.put(column, text == null ? "" : text);
                tally = null;
            }
            default -> {}
        }
        return this;
    }

    /** A cell that needs no quotes, such as a number; the array is kept, not copied. */
    void set(FocusColumn column, byte @Nullable [] cell) {
        cells[column.position()] = cell;
    }

    byte @Nullable [] cell(FocusColumn column) {
        return cells[column.position()];
    }

    /** Where the costs of this row are summed for a month. */
    Sums.Tally tally(Sums sums, String month) {
        Sums.Tally found = tally;
        if (found == null) {
            found = sums.of(new Sums.Key(
                    month,
                    identity.getOrDefault(FocusColumn.BILLING_ACCOUNT_ID, ""),
                    identity.getOrDefault(FocusColumn.SUB_ACCOUNT_ID, ""),
                    identity.getOrDefault(FocusColumn.SERVICE_NAME, ""),
                    identity.getOrDefault(FocusColumn.CHARGE_CATEGORY, ""),
                    identity.getOrDefault(FocusColumn.BILLING_CURRENCY, "")));
            tally = found;
        }
        return found;
    }

    /** The text of a cell as it was before it was quoted; null for a FOCUS null. */
    @Nullable
    String text(FocusColumn column) {
        byte[] cell = cells[column.position()];
        if (cell == null) {
            return null;
        }
        return unquoted(cell);
    }

    /** What a cell says. */
    static String unquoted(byte[] cell) {
        String text = new String(cell, StandardCharsets.UTF_8);
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    /** What a Parquet file noted about this row; null when nothing yet. */
    ParquetBill.@Nullable Places places() {
        return places;
    }

    void keep(ParquetBill.Places known) {
        places = known;
    }

    /** The text of a cell that this row must have. */
    String need(FocusColumn column) {
        return Objects.requireNonNull(text(column), column::columnName);
    }

    /** As RFC 4180 wants it. */
    static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }
}
