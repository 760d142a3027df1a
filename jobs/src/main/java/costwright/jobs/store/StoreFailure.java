package costwright.jobs.store;

import costwright.schema.CostwrightException;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteException;

/** Says in our words why the store could not do what was asked. */
public final class StoreFailure {
    private StoreFailure() {}

    /**
     * The refusal that a database error stands for, found anywhere in the causes of {@code failure}; empty when it is no
     * known state of the store (and so a defect of ours).
     *
     * @param location the store as the user wrote it
     */
    public static Optional<CostwrightException> explain(String location, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CostwrightException known) {
                return Optional.of(known);
            }
            if (cause instanceof SQLException error) {
                Optional<CostwrightException> explained = explain(location, error);
                if (explained.isPresent()) {
                    return explained.map(refusal -> refusal.causedBy(failure));
                }
            }
        }
        return Optional.empty();
    }

    /** {@link #explain(String, Throwable)}, else the failure itself as an unchecked exception. */
    static RuntimeException refusal(String location, Exception failure) {
        Optional<CostwrightException> explained = explain(location, failure);
        if (explained.isPresent()) {
            return explained.get();
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : CostwrightException.defect(
                        "The store %s failed: %s".formatted(StoreLocation.shown(location), failure.getMessage()),
                        failure);
    }

    private static Optional<CostwrightException> explain(String location, SQLException error) {
        return error instanceof SQLiteException sqlite
                ? explainSqlite(location, sqlite)
                : explainServer(location, error);
    }

    private static Optional<CostwrightException> explainSqlite(String location, SQLiteException error) {
        // The low byte is the primary result code: https://sqlite.org/rescode.html
        return Optional.ofNullable(
                switch (error.getResultCode().code & 0xff) {
                    case 5, 6 ->
                        CostwrightException.source(
                                "The store %s is being written by another process. Wait until it is done, then try again."
                                        .formatted(location),
                                error);
                    case 8 ->
                        CostwrightException.settings(
                                "The store %s cannot be written: the file or its folder is read-only. Change the permissions or name another file with --store."
                                        .formatted(location));
                    case 10 ->
                        CostwrightException.source(
                                "The store %s could not be read or written: %s. Check the disk, then try again."
                                        .formatted(location, error.getMessage()),
                                error);
                    case 11 ->
                        CostwrightException.input(
                                "The store %s is damaged (%s). Look with \"costwright store check\", then bring back a backup with \"costwright store restore FILE\"."
                                        .formatted(location, error.getMessage()));
                    case 13 ->
                        CostwrightException.source(
                                "The store %s cannot grow: the disk is full. What was being written has been taken back; free some space and try again."
                                        .formatted(location),
                                error);
                    case 14 ->
                        CostwrightException.settings(
                                "The store %s cannot be opened. Check that its folder exists and may be written, or name another file with --store."
                                        .formatted(location));
                    case 26 -> CostwrightException.settings(StoreLocation.notADatabase(location));
                    default -> null;
                });
    }

    /** SQLSTATE classes of PostgreSQL: https://www.postgresql.org/docs/15/errcodes-appendix.html */
    private static Optional<CostwrightException> explainServer(String location, SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        String shown = StoreLocation.shown(location);
        if (state.startsWith("28")) {
            return Optional.of(CostwrightException.settings(
                    "The store %s refused the user or password. Set COSTWRIGHT_STORE_USER and COSTWRIGHT_STORE_PASSWORD."
                            .formatted(shown)));
        }
        if (state.equals("3D000")) {
            return Optional.of(CostwrightException.settings(
                    "The store %s names a database that does not exist. Create it, or correct the URL."
                            .formatted(shown)));
        }
        if (state.equals("42501")) {
            return Optional.of(
                    CostwrightException.settings("The store %s does not allow its user to create or change tables: %s"
                            .formatted(shown, error.getMessage())));
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return Optional.of(CostwrightException.source(
                    "The store %s does not answer: %s. Check that the server runs and can be reached, then try again."
                            .formatted(shown, error.getMessage()),
                    error));
        }
        if (state.startsWith("53")) {
            return Optional.of(CostwrightException.source(
                    "The store %s ran out of space or memory: %s. What was being written has been taken back."
                            .formatted(shown, error.getMessage()),
                    error));
        }
        return Optional.empty();
    }
}
