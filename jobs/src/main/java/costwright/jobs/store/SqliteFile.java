package costwright.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.OSInfo;

/** How the embedded store is reached. */
final class SqliteFile {
    /** Milliseconds that a writer waits for the one before it. */
    private static final int BUSY_TIMEOUT = 30_000;

    /** Made by the build, see {@link NewStore}. */
    static final String NEW_STORE = "new-store.db";

    static {
        loadFromBesideJar();
    }

    private SqliteFile() {}

    /** The native library lies unpacked beside the jar of the packaged program; elsewhere the driver unpacks its own. */
    private static void loadFromBesideJar() {
        CodeSource source = SQLiteDataSource.class.getProtectionDomain().getCodeSource();
        if (source == null || System.getProperty("org.sqlite.lib.path") != null) {
            return;
        }
        Path folder = Path.of(URI.create(source.getLocation().toString()))
                .resolveSibling("org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS());
        if (Files.isDirectory(folder)) {
            System.setProperty("org.sqlite.lib.path", folder.toString());
        }
    }

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

    /** Makes an empty store: a copy of the one that the build made, or, where there is none, a database without tables. */
    static void create(Path file) throws SQLException {
        try (InputStream made = SqliteFile.class.getResourceAsStream(NEW_STORE)) {
            if (made == null || !place(made, file)) {
                createBare(file);
            }
        } catch (IOException e) {
            throw new SQLException("The store " + file + " cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Another process may make the same store now: the file appears at once and whole, and never replaces one that is there.
     *
     * @return false where that is not possible, as on a file system without hard links
     */
    private static boolean place(InputStream made, Path file) throws IOException {
        Path beside = file.resolveSibling(
                file.getFileName() + "-new-" + ProcessHandle.current().pid());
        try {
            Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.createLink(file, beside);
            return true;
        } catch (FileAlreadyExistsException e) {
            return true;
        } catch (UnsupportedOperationException | IOException e) {
            // A bare store can be made in more places, and SQLite tells best what hinders both.
            return false;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Its page size can only be chosen before anything is in it. */
    static void createBare(Path file) throws SQLException {
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
