package costwright.jobs.store;

import costwright.schema.CostwrightException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads what {@code --store} says: a path, or a JDBC URL. */
public final class StoreLocation {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private StoreLocation() {}

    static Dialect dialect(String location) {
        if (location.startsWith("jdbc:postgresql:")) {
            return Dialect.POSTGRESQL;
        }
        if (location.startsWith("jdbc:") && !location.startsWith("jdbc:sqlite:")) {
            throw CostwrightException.settings(
                    "The store %s names a database that Costwright cannot use. Give the path of a file, or a URL that starts with jdbc:postgresql:."
                            .formatted(shown(location)));
        }
        return Dialect.SQLITE;
    }

    static Path file(String location) {
        String path = location.startsWith("jdbc:sqlite:") ? location.substring("jdbc:sqlite:".length()) : location;
        if (path.isBlank()) {
            throw CostwrightException.settings("The store has an empty name: give a path with --store.");
        }
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw CostwrightException.settings("The store \"%s\" is no path: %s".formatted(path, e.getReason()));
        }
    }

    /** The location without anything behind a question mark or before an at sign, where a password could stand. */
    public static String shown(String location) {
        if (!location.startsWith("jdbc:")) {
            return location;
        }
        int query = location.indexOf('?');
        String base = query < 0 ? location : location.substring(0, query);
        return base.replaceFirst("//[^/@]*@", "//");
    }

    /** Whether there is a store, or a file that claims to be one; a server is always taken to have one. */
    public static boolean exists(String location) {
        return dialect(location) == Dialect.POSTGRESQL || Files.exists(file(location));
    }

    /** Refuses what cannot be a store before SQLite touches it. */
    static void requireUsable(Path file) {
        if (Files.isDirectory(file)) {
            throw CostwrightException.settings("The store %s is a folder. Name a file in it, such as %s."
                    .formatted(file, file.resolve("costwright.db")));
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw CostwrightException.settings(
                    "The store %s cannot be made: there is no folder %s. Create it, or name another file with --store."
                            .formatted(file, folder));
        }
        if (!Files.exists(file)) {
            requireWritable(file, folder);
            return;
        }
        requireWritable(file, file);
        if (!isEmptyOrSqlite(file)) {
            throw CostwrightException.settings(notADatabase(file.toString()));
        }
    }

    static String notADatabase(String location) {
        return "The store %s is no SQLite database. It has been left as it is; name another file with --store."
                .formatted(location);
    }

    private static void requireWritable(Path file, Path what) {
        if (!Files.isWritable(what)) {
            throw CostwrightException.settings(
                    "The store %s cannot be written: %s is read-only. Change the permissions or name another file with --store."
                            .formatted(file, what));
        }
    }

    private static boolean isEmptyOrSqlite(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] head = bytes.readNBytes(MAGIC.length);
            return head.length == 0 || Arrays.equals(head, MAGIC);
        } catch (IOException e) {
            throw new UncheckedIOException("The store %s could not be read.".formatted(file), e);
        }
    }
}
