package costwright.jobs.store;

import costwright.schema.charge.CommitmentCost;
import costwright.schema.charge.CommitmentStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What usage cost by the commitment that paid for it; of live slices only, summed by the database. */
public final class CommitmentCosts {
    private final Store store;
    private final Dialect dialect;

    public CommitmentCosts(Store store) {
        this.store = store;
        this.dialect = store.dialect();
    }

    /**
     * Usage of the days from {@code first} to before {@code end}, by day, currency, provider, service and commitment, in
     * this order. A sum of costs that not every charge states is unknown.
     *
     * @param first null for the first day known
     * @param end null for the last day known
     */
    public List<CommitmentCost> costs(@Nullable LocalDate first, @Nullable LocalDate end) {
        return store.read(handle -> handle.createQuery("""
                        SELECT d.day, s.currency, l.provider, l.service, l.commitment, l.commitment_status,
                            sum(d.effective) AS effective,
                            CASE WHEN count(d.contracted) = count(*) THEN sum(d.contracted) END AS contracted,
                            CASE WHEN count(d.list) = count(*) THEN sum(d.list) END AS list
                        FROM billing_slice s
                        JOIN billing_daily d ON d.slice_id = s.slice_id
                        JOIN billing_line l ON l.slice_id = d.slice_id AND l.line = d.line
                        WHERE s.state = 'live' AND d.day >= :first AND d.day < :end AND l.category = 'Usage'
                        GROUP BY d.day, s.currency, l.provider, l.service, l.commitment, l.commitment_status
                        ORDER BY d.day, s.currency, l.provider, l.service, l.commitment, l.commitment_status""")
                .bind("first", first == null ? Integer.MIN_VALUE : first.toEpochDay())
                .bind("end", end == null ? Integer.MAX_VALUE : end.toEpochDay())
                .map((row, context) -> cost(row))
                .list());
    }

    private CommitmentCost cost(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new CommitmentCost(
                LocalDate.ofEpochDay(row.getLong("day")),
                row.getString("provider"),
                row.getString("service"),
                row.getString("commitment"),
                status(row.getString("commitment_status")),
                dialect.requireMoney(row, "effective", currency),
                dialect.readMoney(row, "contracted", currency).orElse(null),
                dialect.readMoney(row, "list", currency).orElse(null));
    }

    private static CommitmentStatus status(String focusName) {
        return switch (focusName) {
            case "Used" -> CommitmentStatus.USED;
            case "Unused" -> CommitmentStatus.UNUSED;
            default -> CommitmentStatus.NONE;
        };
    }
}
