package costwright.jobs.store;

import java.math.BigDecimal;
import java.util.List;

/**
 * Sums in one currency.
 *
 * @param exact whether the sums are exact to the last digit of the bill, not sums of millionths
 * @param rows in order of their keys
 */
public record Spend(String currency, boolean exact, List<Row> rows, BigDecimal total) {
    public Spend {
        rows = List.copyOf(rows);
    }

    /**
     * One sum.
     *
     * @param keys one value for each dimension asked for; empty where the bill says nothing
     */
    public record Row(List<String> keys, BigDecimal amount) {
        public Row {
            keys = List.copyOf(keys);
        }
    }
}
