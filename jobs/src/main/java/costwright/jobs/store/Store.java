package costwright.jobs.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import costwright.schema.CostwrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * An open store. Opening migrates it to the tables that this program knows, or refuses it and leaves it as it was.
 *
 * <p>Transactions of SQLite are IMMEDIATE: a transaction takes the write lock at its start and other writers wait for it,
 * so keep transactions short; reads outside of transactions never wait. Callbacks within callbacks on one thread share one
 * connection and one transaction.
 * Every callback that is given to this class turns database errors into a {@link CostwrightException} where they mean
 * something to people (full disk, damaged file, locked store, refused password …).
 */
public final class Store implements AutoCloseable {
    private final String location;
    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Store(String location, Dialect dialect, HikariDataSource pool) {
        this.location = location;
        this.dialect = dialect;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        StoredValues.register(jdbi, dialect);
    }

    /** {@link #open(String, StoreCredentials)} without credentials: for SQLite, or where the URL needs none. */
    public static Store open(String location) {
        return open(location, StoreCredentials.NONE);
    }

    /**
     * Opens the store at {@code location}, a path or {@code jdbc:postgresql://…}, and makes it when there is none.
     *
     * @throws CostwrightException SETTINGS if it cannot be a store (another kind of file, a folder that cannot be
     *     written, tables of another program, made by a newer Costwright); INPUT if it is damaged; SOURCE if the server
     *     does not answer. Nothing has been changed then.
     */
    public static Store open(String location, StoreCredentials credentials) {
        Dialect dialect = StoreLocation.dialect(location);
        try {
            if (dialect == Dialect.SQLITE) {
                prepare(StoreLocation.file(location));
            }
            boolean current = Migrations.isCurrent(location, dialect, credentials);
            Store store = new Store(location, dialect, pool(location, dialect, credentials));
            if (!current) {
                store.migrate();
            }
            return store;
        } catch (RuntimeException | SQLException e) {
            throw StoreFailure.refusal(location, e);
        }
    }

    private static void prepare(Path file) throws SQLException {
        StoreLocation.requireUsable(file);
        if (!Files.exists(file)) {
            SqliteFile.create(file);
        }
    }

    /**
     * {@link #open(String, StoreCredentials)} for commands that only make sense on a store with something in it.
     *
     * @throws CostwrightException SETTINGS if there is no such file
     */
    public static Store openExisting(String location, StoreCredentials credentials) {
        if (!StoreLocation.exists(location)) {
            throw CostwrightException.settings(
                    "There is no store %s. Fill one with \"costwright import billing FILE\", look at \"costwright demo\", or name another with --store."
                            .formatted(StoreLocation.shown(location)));
        }
        return open(location, credentials);
    }

    private void migrate() {
        try {
            Migrations.migrate(pool, dialect, location);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static HikariDataSource pool(String location, Dialect dialect, StoreCredentials credentials) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setConnectionTimeout(30_000);
        config.setDataSource(dataSource(location, dialect, credentials));
        // One writer and a few readers; Flyway on PostgreSQL needs two.
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        // Fail at once with the database's own words.
        config.setInitializationFailTimeout(1);
        return new HikariDataSource(config);
    }

    /** Connections without a pool and without any migration. */
    private static DataSource dataSource(String location, Dialect dialect, StoreCredentials credentials) {
        return dialect == Dialect.SQLITE
                ? SqliteFile.writable(StoreLocation.file(location))
                : Postgresql.dataSource(location, credentials);
    }

    /** As the user wrote it, without any password. */
    public String location() {
        return StoreLocation.shown(location);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** For Spring Batch and bulk loads; other code uses the callbacks of this class. */
    public DataSource dataSource() {
        return pool;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** Reads without a transaction: each statement sees what is committed when it starts. */
    public <T, X extends Exception> T read(HandleCallback<T, X> reading) {
        try {
            return jdbi.withHandle(reading);
        } catch (Exception e) {
            throw StoreFailure.refusal(location, e);
        }
    }

    /** Runs one transaction: all of it is kept, or nothing. */
    public <T, X extends Exception> T inTransaction(HandleCallback<T, X> writing) {
        try {
            return jdbi.inTransaction(writing);
        } catch (Exception e) {
            throw StoreFailure.refusal(location, e);
        }
    }

    /** {@link #inTransaction} without a result. */
    public <X extends Exception> void useTransaction(HandleConsumer<X> writing) {
        inTransaction(handle -> {
            writing.useHandle(handle);
            return true;
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
