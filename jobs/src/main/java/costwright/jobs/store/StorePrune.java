package costwright.jobs.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Removes what is old: analyses, replays, resources long gone, utilization, the history of jobs. The latest analysis stays. */
public final class StorePrune {
    private StorePrune() {}

    /**
     * Removes, in one transaction, analyses and replays as of before {@code cutoff} except the newest one, resources that no
     * inventory has listed since, days of utilization before it, and runs of jobs that ended before it. Bills and the
     * ledger are kept for ever. An embedded store is compacted afterwards.
     *
     * @return how many rows of each kind went, in the order of removal
     */
    public static Map<String, Integer> prune(Store store, Instant cutoff) {
        Map<String, Integer> removed = store.inTransaction(handle -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            counts.put("analyses", analyses(handle, cutoff));
            counts.put("replays", replays(handle, cutoff));
            counts.put("resources", resources(handle, cutoff));
            counts.put("utilization_days", utilization(handle, cutoff));
            counts.put("runs", runs(handle, cutoff, store.dialect()));
            return counts;
        });
        if (store.dialect() == Dialect.SQLITE) {
            store.<Integer, RuntimeException>read(handle -> handle.execute("VACUUM"));
        }
        return removed;
    }

    /** Findings, silences and recommendations go with their analysis. */
    private static int analyses(Handle handle, Instant cutoff) {
        return handle.createUpdate("""
                        DELETE FROM analysis WHERE as_of < :cutoff AND analysis_id <> (
                            SELECT a.analysis_id FROM analysis a ORDER BY a.as_of DESC, a.analysis_id DESC LIMIT 1)
                        """).bind("cutoff", cutoff).execute();
    }

    private static int replays(Handle handle, Instant cutoff) {
        return handle.createUpdate("""
                        DELETE FROM replay WHERE as_of < :cutoff AND as_of < (
                            SELECT max(r.as_of) FROM replay r WHERE r.subject = replay.subject)
                        """).bind("cutoff", cutoff).execute();
    }

    private static int resources(Handle handle, Instant cutoff) {
        handle.createUpdate("""
                        DELETE FROM inventory_state WHERE resource_id IN (
                            SELECT resource_id FROM inventory_resource WHERE present = 0 AND last_seen < :cutoff)
                        """).bind("cutoff", cutoff).execute();
        return handle.createUpdate("DELETE FROM inventory_resource WHERE present = 0 AND last_seen < :cutoff")
                .bind("cutoff", cutoff)
                .execute();
    }

    private static int utilization(Handle handle, Instant cutoff) {
        return handle.createUpdate("DELETE FROM utilization_day WHERE day < :day")
                .bind("day", LocalDate.ofInstant(cutoff, ZoneOffset.UTC).toEpochDay())
                .execute();
    }

    private static int runs(Handle handle, Instant cutoff, Dialect dialect) {
        // SQLite's driver keeps timestamps as milliseconds.
        Object bound = dialect == Dialect.SQLITE ? (Object) cutoff.toEpochMilli() : java.sql.Timestamp.from(cutoff);
        String old = "(SELECT JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION WHERE END_TIME < :cutoff)";
        String oldSteps = "(SELECT STEP_EXECUTION_ID FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID IN " + old + ")";
        delete(handle, "BATCH_STEP_EXECUTION_CONTEXT WHERE STEP_EXECUTION_ID IN " + oldSteps, bound);
        delete(handle, "BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID IN " + old, bound);
        delete(handle, "BATCH_JOB_EXECUTION_CONTEXT WHERE JOB_EXECUTION_ID IN " + old, bound);
        delete(handle, "BATCH_JOB_EXECUTION_PARAMS WHERE JOB_EXECUTION_ID IN " + old, bound);
        int runs = delete(handle, "BATCH_JOB_EXECUTION WHERE END_TIME < :cutoff", bound);
        handle.execute("""
                DELETE FROM BATCH_JOB_INSTANCE WHERE JOB_INSTANCE_ID NOT IN (
                    SELECT JOB_INSTANCE_ID FROM BATCH_JOB_EXECUTION)
                """);
        return runs;
    }

    private static int delete(Handle handle, String what, Object cutoff) {
        return handle.createUpdate("DELETE FROM " + what).bind("cutoff", cutoff).execute();
    }
}
