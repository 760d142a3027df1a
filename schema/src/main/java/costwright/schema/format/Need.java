package costwright.schema.format;

/** What happens when a column, or a value in it, is not there. */
public enum Need {
    /** A file without the column is refused, and so is a row without a readable value. */
    VALUE,
    /** A file without the column is refused; a row may leave it empty. */
    COLUMN,
    /** Neither is needed. */
    NONE
}
