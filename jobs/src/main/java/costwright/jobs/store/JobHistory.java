package costwright.jobs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The history of all jobs, read from the tables of the job repository without starting Spring. */
public final class JobHistory {
    private static final String RUNS = """
            SELECT e.JOB_EXECUTION_ID AS id, i.JOB_NAME AS job, e.STATUS AS status, e.START_TIME AS started,
                e.END_TIME AS ended, e.EXIT_MESSAGE AS message
            FROM BATCH_JOB_EXECUTION e JOIN BATCH_JOB_INSTANCE i ON i.JOB_INSTANCE_ID = e.JOB_INSTANCE_ID
            """;

    private final Store store;

    public JobHistory(Store store) {
        this.store = store;
    }

    /** The newest runs first, at most {@code limit}. */
    public List<JobRun> runs(int limit) {
        return store.read(handle -> handle.createQuery(RUNS + " ORDER BY e.JOB_EXECUTION_ID DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> run(handle, row))
                .list());
    }

    public Optional<JobRun> run(long id) {
        return store.read(handle -> handle.createQuery(RUNS + " WHERE e.JOB_EXECUTION_ID = :id")
                .bind("id", id)
                .map((row, context) -> run(handle, row))
                .findOne());
    }

    /** The newest run of one job. */
    public Optional<JobRun> latest(String job) {
        return store.read(
                handle -> handle.createQuery(RUNS + " WHERE i.JOB_NAME = :job ORDER BY e.JOB_EXECUTION_ID DESC LIMIT 1")
                        .bind("job", job)
                        .map((row, context) -> run(handle, row))
                        .findOne());
    }

    /** Whether a run with exactly these parameters completed. */
    public boolean isCompleted(String job, Map<String, String> parameters) {
        List<String> wanted = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return store.read(handle -> handle.createQuery("""
                                SELECT count(*) FROM BATCH_JOB_EXECUTION e
                                JOIN BATCH_JOB_INSTANCE i ON i.JOB_INSTANCE_ID = e.JOB_INSTANCE_ID
                                WHERE i.JOB_NAME = :job AND e.STATUS = 'COMPLETED' AND :count = (
                                    SELECT count(*) FROM BATCH_JOB_EXECUTION_PARAMS p
                                    WHERE p.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
                                        AND p.PARAMETER_NAME || '=' || p.PARAMETER_VALUE IN (<wanted>))
                                """)
                        .bind("job", job)
                        .bind("count", wanted.size())
                        .bindList("wanted", wanted)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    private static JobRun run(Handle handle, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<JobRun.Step> steps = steps(handle, id);
        String own = firstLine(row.getString("message"));
        String ofSteps = steps.stream()
                .map(JobRun.Step::failure)
                .filter(failure -> !failure.isEmpty())
                .findFirst()
                .orElse("");
        return new JobRun(
                id,
                row.getString("job"),
                row.getString("status"),
                parameters(handle, id),
                instant(row.getTimestamp("started")),
                instant(row.getTimestamp("ended")),
                own.isEmpty() ? ofSteps : own,
                steps);
    }

    private static Map<String, String> parameters(Handle handle, long id) {
        Map<String, String> parameters = new TreeMap<>();
        handle.createQuery(
                        "SELECT PARAMETER_NAME, PARAMETER_VALUE FROM BATCH_JOB_EXECUTION_PARAMS WHERE JOB_EXECUTION_ID = :id")
                .bind("id", id)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
        return parameters;
    }

    private static List<JobRun.Step> steps(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT STEP_NAME, STATUS, START_TIME, END_TIME, READ_COUNT, WRITE_COUNT, EXIT_MESSAGE
                        FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID = :id ORDER BY STEP_EXECUTION_ID
                        """)
                .bind("id", id)
                .map((row, context) -> new JobRun.Step(
                        row.getString("STEP_NAME"),
                        row.getString("STATUS"),
                        instant(row.getTimestamp("START_TIME")),
                        instant(row.getTimestamp("END_TIME")),
                        row.getLong("READ_COUNT"),
                        row.getLong("WRITE_COUNT"),
                        firstLine(row.getString("EXIT_MESSAGE"))))
                .list();
    }

    /** A failed step keeps its whole stack trace; the first line without the class name is for people. */
    private static String firstLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "";
        }
        String line = message.strip().lines().findFirst().orElse("");
        return line.replaceFirst("^[\\w.$]+(Exception|Error): ", "");
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
