package costwright.jobs.store;

import costwright.jobs.engine.Breach;
import costwright.jobs.engine.DayRow;
import costwright.jobs.engine.LineRow;
import costwright.jobs.engine.MachineKind;
import costwright.jobs.engine.Rollup;
import costwright.jobs.engine.RowCounts;
import costwright.jobs.engine.SliceKey;
import costwright.jobs.engine.SliceRow;
import costwright.jobs.engine.TotalRow;
import costwright.schema.CostwrightException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes a delivery and makes its slices the live ones, inside one transaction of the caller. */
final class BillingSwap {
    private static final int BATCH = 10_000;

    private final Handle handle;
    private final Dialect dialect;
    private final Map<SliceKey, Long> ids = new HashMap<>();
    /** The ids in the order of the rollup's slices. */
    private long[] inOrder = {};

    BillingSwap(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    List<SliceChange> write(Delivery delivery, Rollup rollup, Consumer<ImportStage> stages) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            // As SQLite does by itself: one importer at a time.
            handle.execute("LOCK TABLE billing_slice IN EXCLUSIVE MODE");
        }
        long deliveryId = writeDelivery(delivery, rollup.counts());
        Map<SliceKey, Long> replaced = new HashMap<>();
        List<SliceRow> slices = rollup.slices();
        for (SliceRow slice : slices) {
            retire(slice.key(), replaced);
            writeSlice(deliveryId, slice);
        }
        inOrder = slices.stream().mapToLong(slice -> id(slice.key())).toArray();
        stages.accept(ImportStage.RETIRED);
        List<TotalRow> totals = writeParts(deliveryId, rollup, stages);
        for (SliceRow slice : slices) {
            verify(slice, totals);
        }
        stages.accept(ImportStage.TOTALS_WRITTEN);
        List<SliceChange> changes = new ArrayList<>();
        for (SliceRow slice : slices) {
            Long old = replaced.get(slice.key());
            int restatements = old == null ? 0 : restate(id(slice.key()), old, slice.currency());
            changes.add(new SliceChange(slice, old != null, restatements));
        }
        for (Long old : replaced.values()) {
            forget(old);
        }
        stages.accept(ImportStage.SWAPPED);
        return changes;
    }

    /** The engine puts the days in order, which takes it longest, while all else is written. */
    private List<TotalRow> writeParts(long deliveryId, Rollup rollup, Consumer<ImportStage> stages)
            throws SQLException {
        try (ReadAhead<DayRow> days = ReadAhead.of(rollup::forEachDay)) {
            writeLines(rollup);
            stages.accept(ImportStage.LINES_WRITTEN);
            List<TotalRow> totals = rollup.totals();
            writeTotals(totals);
            writeConformance(deliveryId, rollup.conformance());
            writeDays(days);
            stages.accept(ImportStage.DAYS_WRITTEN);
            return totals;
        }
    }

    private long writeDelivery(Delivery delivery, RowCounts counts) {
        long id = nextId("billing_delivery", "delivery_id");
        handle.createUpdate("""
                INSERT INTO billing_delivery (delivery_id, content_id, bytes, files, dataset, dataset_version, cost_view,
                    imported_at, rows_read, rows_set_aside)
                VALUES (:id, :content, :bytes, :files, :dataset, :version, :view, :at, :read, :aside)""")
                .bind("id", id)
                .bind("content", delivery.contentId())
                .bind("bytes", delivery.bytes())
                .bind("files", String.join("\n", delivery.files()))
                .bind("dataset", delivery.dataset())
                .bind("version", delivery.datasetVersion())
                .bind("view", delivery.costView())
                .bind("at", delivery.importedAt())
                .bind("read", counts.read())
                .bind("aside", counts.setAside())
                .execute();
        return id;
    }

    private long nextId(String table, String column) {
        return handle.createQuery("SELECT coalesce(max(%s), 0) + 1 FROM %s".formatted(column, table))
                .mapTo(Long.class)
                .one();
    }

    private void retire(SliceKey key, Map<SliceKey, Long> replaced) {
        handle.createQuery("""
                SELECT slice_id FROM billing_slice
                WHERE billing_account = :account AND billing_period = :period AND state = 'live'""")
                .bind("account", key.billingAccount())
                .bind("period", key.period())
                .mapTo(Long.class)
                .findOne()
                .ifPresent(old -> {
                    replaced.put(key, old);
                    handle.createUpdate("UPDATE billing_slice SET state = 'superseded' WHERE slice_id = :id")
                            .bind("id", old)
                            .execute();
                });
    }

    private void writeSlice(long deliveryId, SliceRow slice) {
        long id = nextId("billing_slice", "slice_id");
        ids.put(slice.key(), id);
        handle.createUpdate("""
                INSERT INTO billing_slice (slice_id, delivery_id, billing_account, billing_period, currency, first_day,
                    last_day, days, charges, state)
                VALUES (:id, :delivery, :account, :period, :currency, :first, :last, :days, :charges, 'live')""")
                .bind("id", id)
                .bind("delivery", deliveryId)
                .bind("account", slice.key().billingAccount())
                .bind("period", slice.key().period())
                .bind("currency", slice.currency())
                .bind("first", slice.firstDay().toEpochDay())
                .bind("last", slice.lastDay().toEpochDay())
                .bind("days", slice.days())
                .bind("charges", slice.charges())
                .execute();
    }

    private long id(SliceKey key) {
        Long id = ids.get(key);
        if (id == null) {
            throw new IllegalStateException("The rollup has rows of a slice that it did not list: " + key);
        }
        return id;
    }

    private interface Binder<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Bulk rows go past JDBI, which would bind by name, row by row. */
    private <T> void batch(String sql, Binder<T> binder, Consumer<Consumer<T>> rows) throws SQLException {
        Connection connection = handle.getConnection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int[] waiting = {0};
            rows.accept(row -> {
                try {
                    binder.bind(statement, row);
                    statement.addBatch();
                    if (++waiting[0] == BATCH) {
                        statement.executeBatch();
                        waiting[0] = 0;
                    }
                } catch (SQLException e) {
                    throw new BatchFailure(e);
                }
            });
            statement.executeBatch();
        } catch (BatchFailure e) {
            throw e.reason();
        }
    }

    /** Carries an SQLException out of a callback. */
    private static final class BatchFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BatchFailure(SQLException cause) {
            super(cause);
        }

        SQLException reason() {
            return (SQLException) getCause();
        }
    }

    private void writeLines(Rollup rollup) throws SQLException {
        batch("""
                INSERT INTO billing_line (slice_id, line, provider, sub_account, service, region, resource, sku, category,
                    commitment, commitment_status, unit, tags, instance_type, os, tenancy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", this::bindLine, writer -> ReadAhead.stream(rollup::forEachLine, writer));
    }

    private void bindLine(PreparedStatement to, LineRow line) throws SQLException {
        MachineKind machine = MachineKind.of(line);
        to.setLong(1, inOrder[line.slice()]);
        to.setInt(2, line.line());
        to.setString(3, orEmpty(line.provider()));
        to.setString(4, orEmpty(line.subAccount()));
        to.setString(5, orEmpty(line.service()));
        to.setString(6, orEmpty(line.region()));
        to.setString(7, orEmpty(line.resource()));
        to.setString(8, orEmpty(line.sku()));
        to.setString(9, orEmpty(line.category()));
        to.setString(10, orEmpty(line.commitment()));
        to.setString(11, orEmpty(line.commitmentStatus()));
        to.setString(12, orEmpty(line.unit()));
        to.setString(13, orEmpty(line.tags()));
        to.setString(14, machine.instanceType());
        to.setString(15, machine.os());
        to.setString(16, machine.tenancy());
    }

    private void writeDays(ReadAhead<DayRow> days) throws SQLException {
        batch("""
                INSERT INTO billing_daily (slice_id, day, line, charges, billed, effective, contracted, list, quantity, hours)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", this::bindDay, days::forEach);
    }

    private void bindDay(PreparedStatement to, DayRow day) throws SQLException {
        to.setLong(1, inOrder[day.slice()]);
        to.setLong(2, day.epochDay());
        to.setInt(3, day.line());
        to.setLong(4, day.charges());
        bindMicros(to, 5, day.billed());
        bindMicros(to, 6, day.effective());
        bindMicros(to, 7, day.contracted());
        bindMicros(to, 8, day.list());
        if (dialect == Dialect.SQLITE) {
            to.setString(9, day.quantity());
        } else {
            to.setBigDecimal(9, day.quantity() == null ? null : new BigDecimal(day.quantity()));
        }
        to.setString(10, day.hours());
    }

    private void bindMicros(PreparedStatement to, int position, @Nullable Long micros) throws SQLException {
        if (micros == null) {
            to.setNull(position, java.sql.Types.NUMERIC);
        } else if (dialect == Dialect.SQLITE) {
            to.setLong(position, micros);
        } else {
            to.setBigDecimal(position, BigDecimal.valueOf(micros, 6));
        }
    }

    private void writeTotals(List<TotalRow> totals) throws SQLException {
        batch("""
                INSERT INTO billing_total (slice_id, provider, sub_account, service, region, category, charges, billed,
                    effective, contracted, list)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", this::bindTotal, totals::forEach);
    }

    private void writeConformance(long deliveryId, List<Breach> breaches) throws SQLException {
        Map<String, Breach> byRule = new TreeMap<>();
        breaches.forEach(breach -> byRule.merge(
                breach.rule(),
                breach,
                (a, b) -> new Breach(a.rule(), a.requirement(), a.rows() + b.rows(), a.sample())));
        batch(
                "INSERT INTO billing_conformance (delivery_id, rule, requirement, charges, sample) VALUES (?, ?, ?, ?, ?)",
                (to, breach) -> {
                    to.setLong(1, deliveryId);
                    to.setString(2, breach.rule());
                    to.setString(3, breach.requirement());
                    to.setLong(4, breach.rows());
                    to.setString(5, breach.sample());
                },
                byRule.values()::forEach);
    }

    private record Written(long rows, long charges, BigDecimal billed, BigDecimal effective) {}

    /** Refuses to commit unless all charges are there and the days add up to the exact sums but for their rounding. */
    private void verify(SliceRow slice, List<TotalRow> totals) {
        Written days = handle.createQuery("""
                        SELECT count(*) AS days, sum(charges) AS charges, sum(billed) AS billed, sum(effective) AS effective
                        FROM billing_daily WHERE slice_id = :id""")
                .bind("id", id(slice.key()))
                .map((row, context) -> new Written(
                        row.getLong("days"),
                        row.getLong("charges"),
                        amount(row.getBigDecimal("billed")),
                        amount(row.getBigDecimal("effective"))))
                .one();
        BigDecimal billed = BigDecimal.ZERO;
        BigDecimal effective = BigDecimal.ZERO;
        for (TotalRow total : totals) {
            if (total.slice().equals(slice.key())) {
                billed = billed.add(total.costs().billed());
                effective = effective.add(total.costs().effective());
            }
        }
        // Each day row is off by half a millionth at most.
        BigDecimal rounding = BigDecimal.valueOf(days.rows(), 6);
        if (days.charges() != slice.charges()
                || days.billed().subtract(billed).abs().compareTo(rounding) > 0
                || days.effective().subtract(effective).abs().compareTo(rounding) > 0) {
            throw CostwrightException.defect(
                    "The days written for %s do not add up to what was read: %d of %d charges, billed %s of %s, effective %s of %s. Nothing was changed."
                            .formatted(
                                    slice.key(),
                                    days.charges(),
                                    slice.charges(),
                                    days.billed().toPlainString(),
                                    billed.toPlainString(),
                                    days.effective().toPlainString(),
                                    effective.toPlainString()),
                    null);
        }
    }

    private BigDecimal amount(BigDecimal stored) {
        return dialect == Dialect.SQLITE ? stored.movePointLeft(6) : stored;
    }

    private void bindTotal(PreparedStatement to, TotalRow total) throws SQLException {
        to.setLong(1, id(total.slice()));
        to.setString(2, orEmpty(total.provider()));
        to.setString(3, orEmpty(total.subAccount()));
        to.setString(4, orEmpty(total.service()));
        to.setString(5, orEmpty(total.region()));
        to.setString(6, orEmpty(total.category()));
        to.setLong(7, total.charges());
        bindExact(to, 8, total.costs().billed());
        bindExact(to, 9, total.costs().effective());
        bindExact(to, 10, total.costs().contracted());
        bindExact(to, 11, total.costs().list());
    }

    private void bindExact(PreparedStatement to, int position, @Nullable BigDecimal exact) throws SQLException {
        if (exact == null) {
            to.setNull(position, java.sql.Types.NUMERIC);
        } else if (dialect == Dialect.SQLITE) {
            to.setString(position, StoredText.of(exact));
        } else {
            to.setBigDecimal(position, exact);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Records what differs, by service and account. */
    private int restate(long slice, long old, String currency) throws SQLException {
        List<Restatement> differences = Restatement.between(sums(old), sums(slice));
        batch(
                """
                INSERT INTO billing_restatement (slice_id, replaced_id, sub_account, service, currency, old_billed,
                    new_billed, old_effective, new_effective)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (to, difference) -> {
                    to.setLong(1, slice);
                    to.setLong(2, old);
                    to.setString(3, difference.subAccount());
                    to.setString(4, difference.service());
                    to.setString(5, currency);
                    bindExact(to, 6, difference.oldBilled());
                    bindExact(to, 7, difference.newBilled());
                    bindExact(to, 8, difference.oldEffective());
                    bindExact(to, 9, difference.newEffective());
                },
                differences::forEach);
        return differences.size();
    }

    private List<Restatement.Sum> sums(long slice) {
        return handle.createQuery(
                        "SELECT sub_account, service, billed, effective FROM billing_total WHERE slice_id = :id")
                .bind("id", slice)
                .map((row, context) -> new Restatement.Sum(
                        row.getString("sub_account"),
                        row.getString("service"),
                        new BigDecimal(row.getString("billed")),
                        new BigDecimal(row.getString("effective"))))
                .list();
    }

    /** The superseded slice keeps its row and its exact totals; its days are gone. */
    private void forget(long slice) {
        for (String table : List.of("billing_daily", "billing_line")) {
            handle.createUpdate("DELETE FROM %s WHERE slice_id = :id".formatted(table))
                    .bind("id", slice)
                    .execute();
        }
    }
}
