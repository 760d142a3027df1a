package costwright.jobs.store;

import costwright.schema.charge.ChargeCategory;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.charge.Costs;
import costwright.schema.charge.DailyCharge;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.Lookback;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads days of charges back as values. */
final class StoredCharges {
    private final Handle handle;
    private final Dialect dialect;

    StoredCharges(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    List<DailyCharge> dailyCharges(Lookback lookback) {
        return handle.createQuery("""
                        SELECT s.billing_account, s.currency, l.*, d.*
                        FROM billing_slice s
                        JOIN billing_daily d ON d.slice_id = s.slice_id
                        JOIN billing_line l ON l.slice_id = d.slice_id AND l.line = d.line
                        WHERE s.state = 'live' AND d.day >= :first AND d.day < :end
                        ORDER BY s.billing_account, s.billing_period, d.day, d.line""")
                .bind("first", firstDay(lookback))
                .bind("end", endDay(lookback))
                .map((row, context) -> charge(row))
                .list();
    }

    /** The first day that starts within the window. */
    static long firstDay(Lookback lookback) {
        LocalDate day = lookback.start().atOffset(ZoneOffset.UTC).toLocalDate();
        boolean midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant().equals(lookback.start());
        return (midnight ? day : day.plusDays(1)).toEpochDay();
    }

    /** The first day that does not start within the window. */
    static long endDay(Lookback lookback) {
        LocalDate day = lookback.end().atOffset(ZoneOffset.UTC).toLocalDate();
        boolean midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant().equals(lookback.end());
        return (midnight ? day : day.plusDays(1)).toEpochDay();
    }

    private DailyCharge charge(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        String resource = row.getString("resource");
        String subAccount = row.getString("sub_account");
        String commitment = row.getString("commitment");
        String unit = row.getString("unit");
        return new DailyCharge(
                LocalDate.ofEpochDay(row.getLong("day")),
                Provider.of(row.getString("provider")),
                row.getString("billing_account"),
                // Charges of the whole billing account have no sub account.
                new SubAccountId(subAccount.isEmpty() ? row.getString("billing_account") : subAccount),
                row.getString("service"),
                row.getString("region"),
                resource.isBlank() ? null : new ResourceId(resource),
                row.getString("sku"),
                category(row.getString("category")),
                commitment.isEmpty() ? null : commitment,
                status(row.getString("commitment_status")),
                costs(row, currency),
                quantity(row),
                unit.isEmpty() ? null : unit);
    }

    /** Where a bill does not state the contracted or list cost, the next lower known cost stands in: no discount is claimed. */
    private Costs costs(ResultSet row, Currency currency) throws SQLException {
        Money effective = dialect.requireMoney(row, "effective", currency);
        Money contracted = dialect.readMoney(row, "contracted", currency).orElse(effective);
        return new Costs(
                dialect.requireMoney(row, "billed", currency),
                effective,
                contracted,
                dialect.readMoney(row, "list", currency).orElse(contracted));
    }

    private static @Nullable BigDecimal quantity(ResultSet row) throws SQLException {
        String quantity = row.getString("quantity");
        return quantity == null ? null : new BigDecimal(quantity);
    }

    /** A category that FOCUS does not know is counted when it is imported, and is an adjustment from then on. */
    private static ChargeCategory category(String name) {
        return Arrays.stream(ChargeCategory.values())
                .filter(category -> category.focusName().equalsIgnoreCase(name))
                .findFirst()
                .orElse(ChargeCategory.ADJUSTMENT);
    }

    private static CommitmentStatus status(String name) {
        return switch (name) {
            case "Used" -> CommitmentStatus.USED;
            case "Unused" -> CommitmentStatus.UNUSED;
            default -> CommitmentStatus.NONE;
        };
    }
}
