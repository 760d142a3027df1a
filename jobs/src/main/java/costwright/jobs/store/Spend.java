package costwright.jobs.store;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums in one currency.
 *
 * @param exact whether the sums are exact to the last digit of the bill, not sums of millionths
 * @param rows in order of their keys
 * @param total of all that states the cost asked for; null where nothing does, because unknown is not zero
 * @param incomplete how many rows have charges whose bill does not state the cost, so that it is not in the total
 * @param unitemised what of the total no bill with line items states, by account and month
 */
public record Spend(
        String currency,
        boolean exact,
        List<Row> rows,
        @Nullable BigDecimal total,
        int incomplete,
        List<Unitemised> unitemised) {
    public Spend {
        rows = List.copyOf(rows);
        unitemised = List.copyOf(unitemised);
    }

    /**
     * The part of a billing account and month that only the provider's cost API states.
     *
     * @param origin such as {@code Cost Explorer, no line items}
     * @param amount what of the total it is; null where the API does not state it by day, so that it is not in the total
     */
    public record Unitemised(
            String origin,
            String billingAccount,
            String month,
            @Nullable BigDecimal amount) {}

    /**
     * One sum.
     *
     * @param keys one value for each dimension asked for; empty where the bill says nothing
     * @param amount null where no charge states the cost asked for
     */
    public record Row(List<String> keys, @Nullable BigDecimal amount) {
        public Row {
            keys = List.copyOf(keys);
        }
    }
}
