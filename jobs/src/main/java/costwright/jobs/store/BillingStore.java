package costwright.jobs.store;

import costwright.jobs.engine.Breach;
import costwright.jobs.engine.ExactCosts;
import costwright.jobs.engine.Rollup;
import costwright.jobs.engine.SliceKey;
import costwright.jobs.engine.TotalRow;
import costwright.schema.charge.DailyCharge;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import costwright.schema.time.BillingPeriod;
import costwright.schema.time.Lookback;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /** Whether a delivery with this content was imported, whatever became of it since. */
    public boolean wasImported(String contentId) {
        return store.read(
                handle -> handle.createQuery("SELECT count(*) FROM billing_delivery WHERE content_id = :content")
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

    /** The exact sums of the live slices of these keys. */
    public List<TotalRow> totals(Collection<SliceKey> keys) {
        return store.read(handle -> handle.createQuery("""
                        SELECT s.billing_account, s.billing_period, s.currency, t.*
                        FROM billing_slice s JOIN billing_total t ON t.slice_id = s.slice_id
                        WHERE s.state = 'live'
                        ORDER BY s.billing_account, s.billing_period, t.provider, t.sub_account, t.service, t.region, t.category""")
                .map((row, context) -> total(row))
                .filter(total -> keys.contains(total.slice()))
                .list());
    }

    private static TotalRow total(ResultSet row) throws SQLException {
        return new TotalRow(
                new SliceKey(row.getString("billing_account"), BillingPeriod.parse(row.getString("billing_period"))),
                row.getString("provider"),
                row.getString("sub_account"),
                row.getString("service"),
                row.getString("region"),
                row.getString("category"),
                row.getString("currency"),
                row.getLong("charges"),
                new ExactCosts(
                        new BigDecimal(row.getString("billed")),
                        new BigDecimal(row.getString("effective")),
                        exact(row, "contracted"),
                        exact(row, "list")));
    }

    private static @Nullable BigDecimal exact(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : new BigDecimal(text);
    }

    /** Breaches of FOCUS in the deliveries that are live, by rule; the sample is of one of them. */
    public List<Breach> conformance() {
        return store.read(handle -> handle.createQuery("""
                        SELECT c.rule, max(c.requirement) AS requirement, sum(c.charges) AS charges, min(c.sample) AS sample
                        FROM billing_conformance c
                        WHERE EXISTS (SELECT 1 FROM billing_slice s WHERE s.delivery_id = c.delivery_id AND s.state = 'live')
                        GROUP BY c.rule ORDER BY c.rule""")
                .map((row, context) -> new Breach(
                        row.getString("rule"),
                        row.getString("requirement"),
                        row.getLong("charges"),
                        row.getString("sample")))
                .list());
    }

    /** What replaced slices said and what stands there now, newest replacement last. */
    public List<Restatement> restatements() {
        return store.read(handle -> handle.createQuery(
                        "SELECT * FROM billing_restatement ORDER BY slice_id, sub_account, service")
                .map((row, context) -> new Restatement(
                        row.getString("sub_account"),
                        row.getString("service"),
                        new BigDecimal(row.getString("old_billed")),
                        new BigDecimal(row.getString("new_billed")),
                        new BigDecimal(row.getString("old_effective")),
                        new BigDecimal(row.getString("new_effective"))))
                .list());
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

    /** All days of machine hours before the UTC day of {@code asOf}, from the first that is stored; empty without any. */
    public Optional<Lookback> usageHistory(Instant asOf) {
        return store.read(handle -> new StoredUsage(handle, store.dialect()).history(asOf));
    }
}
