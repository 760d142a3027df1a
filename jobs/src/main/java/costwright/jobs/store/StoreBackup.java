package costwright.jobs.store;

import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies an embedded store while it is in use, and brings a copy back. A team store is the database server's to keep. */
public final class StoreBackup {
    private static final Logger LOG = LoggerFactory.getLogger(StoreBackup.class);

    private StoreBackup() {}

    /**
     * Writes a copy of the store as it is at one moment, compacted and checked.
     *
     * @return the size of the copy in bytes
     * @throws CostwrightException SETTINGS if {@code target} exists or the store is no file
     */
    public static long backUp(Store store, Path target) {
        requireFile(store.dialect(), store.location());
        if (Files.exists(target)) {
            throw CostwrightException.settings(
                    "The backup was not written: %s exists already. Name a new file.".formatted(target));
        }
        Path part = sibling(target, ".part");
        try {
            Files.deleteIfExists(part);
            store.<Integer, RuntimeException>read(handle ->
                    handle.execute("VACUUM INTO ?", part.toAbsolutePath().toString()));
            StoreCheck.requireSound(part);
            move(part, target);
            return Files.size(target);
        } catch (IOException e) {
            throw CostwrightException.source(
                    "The backup %s could not be written: %s.".formatted(target, e.getMessage()), e);
        } finally {
            deleteQuietly(part);
        }
    }

    /**
     * Puts a backup in the place of the store at {@code location}, after having checked it: either all of it, or the
     * store stays as it is. A store that is damaged or absent is replaced too.
     *
     * @throws CostwrightException INPUT if the backup is damaged; SETTINGS if it is no store or of a newer version;
     *     SOURCE if the store is in use
     */
    public static void restore(Path backup, String location) {
        Dialect dialect = StoreLocation.dialect(location);
        requireFile(dialect, location);
        if (!Files.isRegularFile(backup)) {
            throw CostwrightException.settings("There is no backup %s.".formatted(backup));
        }
        StoreCheck.requireSound(backup);
        requireStore(backup, dialect);
        Path file = StoreLocation.file(location);
        Path part = sibling(file, ".restoring");
        try {
            Files.copy(backup, part, StandardCopyOption.REPLACE_EXISTING);
            StoreCheck.requireSound(part);
            retire(file, location);
            move(part, file);
        } catch (IOException e) {
            throw CostwrightException.source(
                    "The store %s could not be replaced: %s.".formatted(location, e.getMessage()), e);
        } finally {
            deleteQuietly(part);
        }
    }

    /** Makes sure that nobody uses the old file and that no log of it outlives it: a log is replayed onto any file. */
    private static void retire(Path file, String location) throws IOException {
        if (Files.exists(file)) {
            try (Connection connection = SqliteFile.exclusive(file).getConnection();
                    Statement statement = connection.createStatement()) {
                // Leaving the write-ahead log needs the file for oneself, even against those that only have it open.
                statement.execute("PRAGMA journal_mode = DELETE");
            } catch (SQLException e) {
                requireBeyondUse(location, StoreFailure.refusal(location, e));
            }
        }
        Files.deleteIfExists(sibling(file, "-wal"));
        Files.deleteIfExists(sibling(file, "-shm"));
    }

    /** What is damaged, or no database at all, has nothing to keep. */
    private static void requireBeyondUse(String location, RuntimeException refusal) {
        if (!(refusal instanceof CostwrightException known)) {
            throw refusal;
        }
        switch (known.kind()) {
            case INPUT, SETTINGS -> {}
            case SOURCE ->
                throw CostwrightException.source(
                        "The store %s is in use. End what uses it, then try again.".formatted(location), known);
            case DEFECT -> throw known;
        }
    }

    private static void requireStore(Path backup, Dialect dialect) {
        if (!Migrations.isCurrent(backup.toString(), dialect, StoreCredentials.NONE)) {
            LOG.info("The backup {} is of an older version; it is brought up to date when it is next opened.", backup);
        }
    }

    private static void requireFile(Dialect dialect, String location) {
        if (dialect != Dialect.SQLITE) {
            throw CostwrightException.settings(
                    "The store %s is a database server: use its own tools, pg_dump and pg_restore."
                            .formatted(StoreLocation.shown(location)));
        }
    }

    private static Path sibling(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("its folder cannot rename files in one step", e);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
            Files.deleteIfExists(sibling(part, "-wal"));
            Files.deleteIfExists(sibling(part, "-shm"));
        } catch (IOException e) {
            throw CostwrightException.source("The file %s could not be removed.".formatted(part), e);
        }
    }
}
