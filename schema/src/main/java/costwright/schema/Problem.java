package costwright.schema;

import org.jspecify.annotations.Nullable;

/**
 * One reason for refusing an input.
 *
 * @param where the file, or the settings key
 * @param row the line of the file, counting the header as 1; null where there is no row
 * @param column the column name; null where the whole row or file is meant
 * @param value the value as it was read; null where nothing was there
 * @param advice what is wrong and what to do, in a sentence
 */
public record Problem(
        String where,
        @Nullable Long row,
        @Nullable String column,
        @Nullable String value,
        String advice) {
    @Override
    public String toString() {
        return where
                + (row == null ? "" : ", row " + row)
                + (column == null ? "" : ", column " + column)
                + (value == null ? "" : ", value \"" + value + "\"")
                + ": "
                + advice;
    }
}
