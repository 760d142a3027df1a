package costwright.jobs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Who runs which job now. */
public final class LeaseStore {
    private final Store store;

    public LeaseStore(Store store) {
        this.store = store;
    }

    /**
     * Takes the lease unless somebody holds it who is not dead.
     *
     * @return the holder who keeps it; empty if it is now {@code wanted}'s
     */
    public Optional<JobLease> take(JobLease wanted, Predicate<JobLease> dead) {
        return store.inTransaction(handle -> {
            Optional<JobLease> holder = handle.createQuery("SELECT * FROM job_lease WHERE job_name = :job")
                    .bind("job", wanted.job())
                    .map((row, context) -> lease(row))
                    .findOne();
            if (holder.isPresent() && !dead.test(holder.get())) {
                return holder;
            }
            // Only over the holder that was looked at: two that find the same dead holder cannot both win.
            int taken = handle.createUpdate("""
                            INSERT INTO job_lease (job_name, holder, host, process, process_start, renewed_at)
                            VALUES (:job, :holder, :host, :process, :start, :at)
                            ON CONFLICT (job_name) DO UPDATE SET holder = excluded.holder, host = excluded.host,
                                process = excluded.process, process_start = excluded.process_start,
                                renewed_at = excluded.renewed_at
                            WHERE job_lease.holder = :dead
                            """)
                    .bind("job", wanted.job())
                    .bind("holder", wanted.holder())
                    .bind("host", wanted.host())
                    .bind("process", wanted.process())
                    .bind("start", wanted.processStart())
                    .bind("at", wanted.renewedAt())
                    .bind("dead", holder.map(JobLease::holder).orElse(""))
                    .execute();
            return taken == 1
                    ? Optional.empty()
                    : handle.createQuery("SELECT * FROM job_lease WHERE job_name = :job")
                            .bind("job", wanted.job())
                            .map((row, context) -> lease(row))
                            .findOne();
        });
    }

    /** A sign of life. */
    public void renew(JobLease own, Instant at) {
        store.useTransaction(handle -> handle.createUpdate(
                        "UPDATE job_lease SET renewed_at = :at WHERE job_name = :job AND holder = :holder")
                .bind("at", at)
                .bind("job", own.job())
                .bind("holder", own.holder())
                .execute());
    }

    /** Gives it back; does nothing if somebody else has it. */
    public void release(JobLease own) {
        store.useTransaction(
                handle -> handle.createUpdate("DELETE FROM job_lease WHERE job_name = :job AND holder = :holder")
                        .bind("job", own.job())
                        .bind("holder", own.holder())
                        .execute());
    }

    private static JobLease lease(ResultSet row) throws SQLException {
        return new JobLease(
                row.getString("job_name"),
                row.getString("holder"),
                row.getString("host"),
                row.getLong("process"),
                Instant.parse(row.getString("process_start")),
                Instant.parse(row.getString("renewed_at")));
    }
}
