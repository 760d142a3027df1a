package costwright.jobs.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewStoreTest {
    @TempDir
    Path folder;

    private static List<String> schema(Path file) {
        try (Store store = Store.open(file.toString())) {
            return store.read(
                    handle -> handle.createQuery("""
                            SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_master
                            UNION ALL SELECT version || ' ' || checksum || ' ' || success FROM flyway_schema_history
                            ORDER BY line""").mapTo(String.class).list());
        }
    }

    @Test
    void aCopyHasTheTablesThatFlywayMakes() throws SQLException {
        Path bare = folder.resolve("bare.db");
        SqliteFile.createBare(bare);

        assertFalse(Migrations.isCurrent(bare.toString(), Dialect.SQLITE, StoreCredentials.NONE));
        List<String> made = schema(bare);

        Path copy = folder.resolve("copy.db");
        SqliteFile.create(copy);

        assertTrue(Migrations.isCurrent(copy.toString(), Dialect.SQLITE, StoreCredentials.NONE));
        assertEquals(made, schema(copy));
    }

    @Test
    void eachBuildMakesTheSameBytes() throws IOException, SQLException {
        Path one = folder.resolve("one.db");
        Path two = folder.resolve("two.db");

        NewStore.make(one);
        NewStore.make(two);

        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing is left beside them");
        }
    }

    @Test
    void aStoreThatAppearedMeanwhileIsNotReplaced() throws IOException, SQLException {
        Path store = folder.resolve("store.db");
        try (Store other = Store.open(store.toString())) {
            other.useTransaction(handle -> handle.execute("CREATE TABLE mark (x INTEGER)"));
        }

        SqliteFile.create(store);

        assertTrue(schema(store).contains("table mark CREATE TABLE mark (x INTEGER)"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(store), files.toList());
        }
    }
}
