package costwright.jobs.store;

import costwright.jobs.engine.Rollup;
import costwright.jobs.engine.SliceKey;
import costwright.schema.charge.DailyCharge;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import costwright.schema.time.BillingPeriod;
import costwright.schema.time.Lookback;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Charges of bills, by slices that are replaced as a whole. */
public final class BillingStore {
    private final Store store;

    public BillingStore(Store store) {
        this.store = store;
    }

    /** Whether some delivery had this size, so that it may have been the same. */
    public boolean knowsSize(long bytes) {
        return store.read(handle -> handle.createQuery("SELECT count(*) FROM billing_delivery WHERE bytes = :bytes")
                        .bind("bytes", bytes)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /** Whether a delivery with this content was imported and all that it brought is still live. */
    public boolean isLive(String contentId) {
        return store.read(handle -> handle.createQuery("""
                                SELECT count(*) FROM billing_delivery d
                                WHERE content_id = :content
                                  AND EXISTS (SELECT 1 FROM billing_slice s WHERE s.delivery_id = d.delivery_id)
                                  AND NOT EXISTS (SELECT 1 FROM billing_slice s
                                                  WHERE s.delivery_id = d.delivery_id AND s.state <> 'live')""")
                        .bind("content", contentId)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /** All live slices in order of billing account and period. */
    public List<LiveSlice> slices() {
        return store.read(handle ->
                handle.createQuery("""
                        SELECT s.*, d.dataset, d.dataset_version, d.cost_view
                        FROM billing_slice s JOIN billing_delivery d ON d.delivery_id = s.delivery_id
                        WHERE s.state = 'live'
                        ORDER BY s.billing_account, s.billing_period""").map((row, context) -> slice(row)).list());
    }

    private static LiveSlice slice(ResultSet row) throws SQLException {
        return new LiveSlice(
                row.getLong("slice_id"),
                new SliceKey(row.getString("billing_account"), BillingPeriod.parse(row.getString("billing_period"))),
                row.getString("currency"),
                LocalDate.ofEpochDay(row.getLong("first_day")),
                LocalDate.ofEpochDay(row.getLong("last_day")),
                row.getLong("days"),
                row.getLong("charges"),
                row.getString("dataset"),
                row.getString("dataset_version"),
                row.getString("cost_view"));
    }

    /** Makes what was rolled up the live slices, in one transaction, and records what that restates. */
    public List<SliceChange> swap(Delivery delivery, Rollup rollup, Consumer<ImportStage> stages) {
        List<SliceChange> changes =
                store.inTransaction(handle -> new BillingSwap(handle, store.dialect()).write(delivery, rollup, stages));
        stages.accept(ImportStage.COMMITTED);
        return changes;
    }

    /** The charges of the UTC days that start within {@code lookback}, in order of slice, day and line. */
    public List<DailyCharge> dailyCharges(Lookback lookback) {
        return store.read(handle -> new StoredCharges(handle, store.dialect()).dailyCharges(lookback));
    }

    /** The kinds of machine hours of the days within {@code lookback}, by name. */
    public Map<String, UsageLine> usageLines(Lookback lookback) {
        return store.read(handle -> new StoredUsage(handle, store.dialect()).lines(lookback));
    }

    /**
     * Machine hours of the days within {@code lookback}, in order of day, line and resource. Charges of a whole day, as
     * Azure bills them, are spread evenly over its 24 hours.
     */
    public List<HourlyUsage> hourlyUsage(Lookback lookback) {
        return store.read(handle -> new StoredUsage(handle, store.dialect()).hours(lookback));
    }
}
