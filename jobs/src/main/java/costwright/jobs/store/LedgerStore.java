package costwright.jobs.store;

import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.RecommendationState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The life of each recommendation: entries are only ever appended; the newest is the state. */
public final class LedgerStore {
    private final Store store;

    public LedgerStore(Store store) {
        this.store = store;
    }

    /** Appends all entries in their order, or none. */
    public void append(Collection<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        store.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO ledger_entry (finding_id, state, at, who, reason, until)
                    VALUES (:id, :state, :at, :who, :reason, :until)
                    """);
            for (LedgerEntry entry : entries) {
                batch.bind("id", entry.id())
                        .bind("state", entry.state().name())
                        .bind("at", entry.at())
                        .bind("who", entry.who())
                        .bind("reason", entry.reason())
                        .bind("until", entry.until())
                        .add();
            }
            batch.execute();
        });
    }

    /** The newest entry of each finding, by id. */
    public Map<FindingId, LedgerEntry> current() {
        return store.read(handle -> current(handle));
    }

    Map<FindingId, LedgerEntry> current(Handle handle) {
        Map<FindingId, LedgerEntry> current = new TreeMap<>();
        handle.createQuery("""
                        SELECT * FROM ledger_entry
                        WHERE entry_id IN (SELECT max(entry_id) FROM ledger_entry GROUP BY finding_id)
                        """).map((row, context) -> entry(row)).forEach(entry -> current.put(entry.id(), entry));
        return current;
    }

    /** The newest entry of one finding; empty if the ledger never had it. */
    public Optional<LedgerEntry> current(FindingId id) {
        List<LedgerEntry> history = history(id);
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    /** All entries of one finding, oldest first. */
    public List<LedgerEntry> history(FindingId id) {
        return store.read(
                handle -> handle.createQuery("SELECT * FROM ledger_entry WHERE finding_id = :id ORDER BY entry_id")
                        .bind("id", id)
                        .map((row, context) -> entry(row))
                        .list());
    }

    /** All entries, oldest first. */
    public List<LedgerEntry> all() {
        return store.read(handle -> handle.createQuery("SELECT * FROM ledger_entry ORDER BY entry_id")
                .map((row, context) -> entry(row))
                .list());
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
                new FindingId(row.getString("finding_id")),
                RecommendationState.valueOf(row.getString("state")),
                Instant.parse(row.getString("at")),
                row.getString("who"),
                row.getString("reason"),
                instant(row.getString("until")));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
