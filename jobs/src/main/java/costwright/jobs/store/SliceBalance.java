package costwright.jobs.store;

import costwright.schema.time.BillingPeriod;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The two ways in which the store knows the sums of a live slice: exactly, and from its daily rows.
 *
 * @param rows how many daily rows there are; each was rounded once, by half a millionth at most
 * @param charges how many charges the slice says it rolled up
 * @param countedCharges how many its daily rows say
 * @param exactBilled the sum of BilledCost as the file had it
 * @param dailyBilled the sum of BilledCost of the daily rows
 */
public record SliceBalance(
        String billingAccount,
        BillingPeriod period,
        String currency,
        long rows,
        long charges,
        long countedCharges,
        BigDecimal exactBilled,
        BigDecimal dailyBilled,
        BigDecimal exactEffective,
        BigDecimal dailyEffective) {

    /** All live slices in order of billing account and period. */
    public static List<SliceBalance> of(Store store) {
        return store.read(handle -> of(handle, store.dialect()));
    }

    static List<SliceBalance> of(Handle handle, Dialect dialect) {
        List<SliceBalance> balances = new ArrayList<>();
        handle.createQuery("""
                        SELECT s.slice_id, s.billing_account, s.billing_period, s.currency, s.charges,
                            count(d.line) AS day_rows, coalesce(sum(d.charges), 0) AS counted,
                            coalesce(sum(d.billed), 0) AS billed, coalesce(sum(d.effective), 0) AS effective
                        FROM billing_slice s LEFT JOIN billing_daily d ON d.slice_id = s.slice_id
                        WHERE s.state = 'live'
                        GROUP BY s.slice_id, s.billing_account, s.billing_period, s.currency, s.charges
                        ORDER BY s.billing_account, s.billing_period
                        """)
                .map((row, context) -> balance(handle, dialect, row))
                .forEach(balances::add);
        return balances;
    }

    private static SliceBalance balance(Handle handle, Dialect dialect, ResultSet row) throws SQLException {
        long slice = row.getLong("slice_id");
        List<BigDecimal[]> totals = handle.createQuery(
                        "SELECT billed, effective FROM billing_total WHERE slice_id = :slice")
                .bind("slice", slice)
                .map((total, context) ->
                        new BigDecimal[] {exact(total.getString("billed")), exact(total.getString("effective"))})
                .list();
        return new SliceBalance(
                row.getString("billing_account"),
                BillingPeriod.parse(row.getString("billing_period")),
                row.getString("currency"),
                row.getLong("day_rows"),
                row.getLong("charges"),
                row.getLong("counted"),
                totals.stream().map(total -> total[0]).reduce(BigDecimal.ZERO, BigDecimal::add),
                units(dialect, row.getBigDecimal("billed")),
                totals.stream().map(total -> total[1]).reduce(BigDecimal.ZERO, BigDecimal::add),
                units(dialect, row.getBigDecimal("effective")));
    }

    private static BigDecimal exact(@Nullable String text) {
        return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private static BigDecimal units(Dialect dialect, BigDecimal sum) {
        return dialect == Dialect.SQLITE ? sum.movePointLeft(6) : sum;
    }

    /** What does not add up, one sentence each; empty when all does. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (charges != countedCharges) {
            problems.add("%s in %s has %d charges, but its days count %d"
                    .formatted(billingAccount, period, charges, countedCharges));
        }
        compare("BilledCost", exactBilled, dailyBilled, problems);
        compare("EffectiveCost", exactEffective, dailyEffective, problems);
        return problems;
    }

    private void compare(String cost, BigDecimal exact, BigDecimal daily, List<String> problems) {
        BigDecimal allowed = new BigDecimal("0.0000005").multiply(BigDecimal.valueOf(rows));
        if (exact.subtract(daily).abs().compareTo(allowed) > 0) {
            problems.add("%s of %s in %s is %s %s exactly, but its %d daily rows sum to %s"
                    .formatted(
                            cost,
                            billingAccount,
                            period,
                            exact.toPlainString(),
                            currency,
                            rows,
                            daily.toPlainString()));
        }
    }
}
