package costwright.jobs.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** How the embedded store is reached. */
final class SqliteFile {
    /** Milliseconds that a writer waits for the one before it. */
    private static final int BUSY_TIMEOUT = 30_000;

    private SqliteFile() {}

    /** Reads and writes; any number of readers beside one writer. */
    static DataSource writable(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT);
        config.enforceForeignKeys(true);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        // A deferred transaction that reads and then writes fails at once when another wrote in between.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return dataSource(config, "jdbc:sqlite:" + file);
    }

    /** Changes nothing, neither the file nor its folder. */
    static DataSource untouched(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT);
        // Without a write-ahead log beside it nobody writes now, and SQLite need not make its own files in the folder.
        boolean quiet = !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        return dataSource(config, quiet ? "jdbc:sqlite:" + file.toUri() + "?immutable=1" : "jdbc:sqlite:" + file);
    }

    /** For taking the file out of use: fails at once when somebody else has it open. */
    static DataSource exclusive(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(0);
        return dataSource(config, "jdbc:sqlite:" + file);
    }

    /** Makes an empty database file; its page size can only be chosen before anything is in it. */
    static void create(Path file) throws SQLException {
        try (Connection connection =
                        dataSource(new SQLiteConfig(), "jdbc:sqlite:" + file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = 8192");
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    private static DataSource dataSource(SQLiteConfig config, String url) {
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl(url);
        return dataSource;
    }
}
