package costwright.jobs.store;

import costwright.schema.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Optional;

/**
 * The two databases that can be a store, and how each keeps money: SQLite as an INTEGER of millionths, rounded half-even
 * once per stored row; PostgreSQL as NUMERIC at full scale. The currency stands in a column beside it.
 */
public enum Dialect {
    SQLITE,
    POSTGRESQL;

    /** The folder of resources with the tables of this dialect. */
    String migrationFolder() {
        return this == SQLITE ? "/db/migration/sqlite" : "/db/migration/postgresql";
    }

    /** The SQL of one member of the JSON object in a text column: a number, or the text of an object. */
    String jsonMember(String column, String member) {
        return switch (this) {
            case SQLITE -> "json_extract(%s, '$.%s')".formatted(column, member);
            case POSTGRESQL -> "(%s::json ->> '%s')".formatted(column, member);
        };
    }

    /** What is bound for an amount: a Long of micros, or a BigDecimal. */
    public Object columnValue(Money money) {
        return switch (this) {
            case SQLITE -> money.toMicros();
            case POSTGRESQL -> money.amount();
        };
    }

    /**
     * The amount in {@code column}, in {@code currency}; empty for SQL NULL, because unknown is never zero.
     *
     * <p>Also right for sums over such a column.
     */
    public Optional<Money> readMoney(ResultSet row, String column, Currency currency) throws SQLException {
        return switch (this) {
            case SQLITE -> {
                long micros = row.getLong(column);
                yield row.wasNull() ? Optional.empty() : Optional.of(Money.ofMicros(micros, currency));
            }
            case POSTGRESQL -> Optional.ofNullable(row.getBigDecimal(column)).map(amount -> Money.of(amount, currency));
        };
    }

    /** The amount in a NOT NULL {@code column}. */
    public Money requireMoney(ResultSet row, String column, Currency currency) throws SQLException {
        return readMoney(row, column, currency)
                .orElseThrow(() -> new IllegalStateException(
                        "Column %s holds no amount although the table forbids that.".formatted(column)));
    }
}
