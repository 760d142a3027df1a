package costwright.schema.format;

/** How the text of a column is read. */
public enum ColumnKind {
    TEXT,
    /** The ISO 4217 code of the currency of the row. */
    CURRENCY,
    /** An exact decimal amount in the billing currency. */
    MONEY,
    /** A decimal quantity; twelve decimals are kept. */
    QUANTITY,
    /** A decimal that is only compared, never summed. */
    NUMBER,
    /** A point in UTC, in any of the spellings that providers use. */
    INSTANT,
    /** Key-value pairs: JSON text, JSON text without braces, or a map of a Parquet file. */
    MAP
}
