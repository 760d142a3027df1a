package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreIT {
    private static final Currency USD = Currency.getInstance("USD");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void opensAnEmptyStoreTwice(Dialect dialect) {
        String location = TestStores.location(dialect, folder);
        try (Store first = Store.open(location)) {
            assertThat(count(first, "BATCH_JOB_INSTANCE")).isZero();
        }
        try (Store second = Store.open(location)) {
            assertThat(count(second, "BATCH_JOB_INSTANCE")).isZero();
            assertThat(second.dialect()).isEqualTo(dialect);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void knowsItsOwnMigrationsByTheChecksumsOfTheHistory(Dialect dialect) {
        String location = TestStores.location(dialect, folder);
        Store.open(location).close();
        assertThat(Migrations.isCurrent(location, dialect, StoreCredentials.NONE))
                .isTrue();
    }

    @Test
    void refusesTablesThatDoNotFit() {
        String location = TestStores.location(Dialect.SQLITE, folder);
        try (Store store = Store.open(location)) {
            store.useTransaction(
                    handle -> handle.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '020'"));
        }
        assertRefused(FailureKind.SETTINGS, "do not fit this version", () -> Store.open(location));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keepsMoneyInstantsAndIds(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            store.useTransaction(handle -> {
                handle.execute("CREATE TABLE sample (id TEXT, amount %s, at TEXT, rate %s)"
                        .formatted(
                                dialect == Dialect.SQLITE ? "INTEGER" : "NUMERIC",
                                dialect == Dialect.SQLITE ? "TEXT" : "NUMERIC"));
                handle.createUpdate("INSERT INTO sample VALUES (:id, :amount, :at, :rate)")
                        .bind("id", new ResourceId("i-1"))
                        .bind("amount", Money.of("-12.345678", "USD"))
                        .bind("at", Instant.parse("2026-11-02T06:00:00Z"))
                        .bind("rate", new BigDecimal("0.0000000001"))
                        .execute();
            });
            assertThat(store.<Money, RuntimeException>read(handle -> handle.createQuery("SELECT amount FROM sample")
                            .map((row, context) -> dialect.requireMoney(row, "amount", USD))
                            .one()))
                    .isEqualTo(Money.of("-12.345678", "USD"));
            assertThat(store.<Instant, RuntimeException>read(handle -> handle.createQuery("SELECT at FROM sample")
                            .mapTo(Instant.class)
                            .one()))
                    .isEqualTo(Instant.parse("2026-11-02T06:00:00Z"));
            assertThat(store.<BigDecimal, RuntimeException>read(handle -> handle.createQuery("SELECT rate FROM sample")
                            .mapTo(BigDecimal.class)
                            .one()))
                    .isEqualByComparingTo("0.0000000001");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void readsAnAbsentAmountAsUnknown(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            boolean known = store.<Boolean, RuntimeException>read(handle -> handle.createQuery(
                            "SELECT CAST(NULL AS INTEGER) AS amount")
                    .map((row, context) -> dialect.readMoney(row, "amount", USD).isPresent())
                    .one());
            assertThat(known).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void takesBackATransactionThatFails(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            store.useTransaction(handle -> handle.execute("CREATE TABLE sample (id TEXT)"));
            assertThatThrownBy(() -> store.useTransaction(handle -> {
                        handle.execute("INSERT INTO sample VALUES ('a')");
                        throw CostwrightException.input("the second row is bad");
                    }))
                    .isInstanceOf(CostwrightException.class)
                    .hasMessage("the second row is bad");
            assertThat(count(store, "sample")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void refusesAStoreOfANewerVersion(Dialect dialect) {
        String location = TestStores.location(dialect, folder);
        try (Store store = Store.open(location)) {
            store.useTransaction(handle -> handle.execute("""
                    INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                        installed_by, installed_on, execution_time, success)
                    SELECT 99, '999', 'later', 'SQL', 'V999__later.sql', 1, 'test', installed_on, 1, success
                    FROM flyway_schema_history WHERE installed_rank = 1
                    """));
        }
        byte[] before = dialect == Dialect.SQLITE ? bytes(folder.resolve("costwright.db")) : new byte[0];
        assertRefused(
                FailureKind.SETTINGS,
                "newer version of Costwright (its tables are at version 999)",
                () -> Store.open(location));
        if (dialect == Dialect.SQLITE) {
            assertThat(bytes(folder.resolve("costwright.db"))).isEqualTo(before);
            assertThat(files()).containsExactly("costwright.db");
        }
    }

    @Test
    void setsUpSqliteForOneWriterAndManyReaders() {
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(store, "synchronous")).isEqualTo("1");
            assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(store, "page_size")).isEqualTo("8192");
            assertThat(pragma(store, "busy_timeout")).isEqualTo("30000");
        }
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Path file = folder.resolve("bill.csv");
        Files.writeString(file, "BilledCost,EffectiveCost\n1,2\n");
        byte[] before = bytes(file);
        assertRefused(FailureKind.SETTINGS, "is no SQLite database", () -> Store.open(file.toString()));
        assertThat(bytes(file)).isEqualTo(before);
    }

    @Test
    void refusesTheDatabaseOfAnotherProgram() throws SQLException {
        Path file = folder.resolve("photos.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE photos (id INTEGER)");
        }
        byte[] before = bytes(file);
        assertRefused(
                FailureKind.SETTINGS, "another program (it has a table photos)", () -> Store.open(file.toString()));
        assertThat(bytes(file)).isEqualTo(before);
    }

    @Test
    void refusesADamagedDatabase() throws IOException {
        Path file = folder.resolve("costwright.db");
        TestStores.open(Dialect.SQLITE, folder).close();
        byte[] content = bytes(file);
        byte[] torn = Arrays.copyOf(content, 8192 + 100);
        Files.write(file, torn);
        assertRefused(FailureKind.INPUT, "is damaged", () -> Store.open(file.toString()));
        assertThat(bytes(file)).isEqualTo(torn);
    }

    @Test
    void refusesAFolderAndAFileInNoFolder() {
        assertRefused(FailureKind.SETTINGS, "is a folder", () -> Store.open(folder.toString()));
        assertRefused(
                FailureKind.SETTINGS,
                "there is no folder",
                () -> Store.open(folder.resolve("no/costwright.db").toString()));
        assertRefused(
                FailureKind.SETTINGS,
                "There is no store",
                () -> Store.openExisting(folder.resolve("costwright.db").toString(), StoreCredentials.NONE));
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesADatabaseThatItCannotUseAndShowsNoPassword() {
        assertRefused(
                FailureKind.SETTINGS,
                "jdbc:mysql://db/cost names a database",
                () -> Store.open("jdbc:mysql://db/cost?password=secret"));
    }

    @Test
    void saysThatAServerDoesNotAnswerWithoutThePassword() {
        assertThatThrownBy(() -> Store.open(
                        "jdbc:postgresql://127.0.0.1:1/cost?loginTimeout=2", new StoreCredentials("finops", "secret")))
                .isInstanceOfSatisfying(
                        CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.SOURCE))
                .hasMessageContaining("does not answer")
                .hasMessageNotContaining("secret");
        assertThat(new StoreCredentials("finops", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void saysThatTheDiskIsFullAndKeepsWhatWasThere() {
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            store.useTransaction(handle -> handle.execute("CREATE TABLE sample (text TEXT)"));
            store.useTransaction(handle -> handle.execute("INSERT INTO sample VALUES ('kept')"));
            assertThatThrownBy(() -> store.useTransaction(handle -> {
                        limitSizeToPresent(handle);
                        handle.execute("INSERT INTO sample VALUES (hex(zeroblob(1000000)))");
                    }))
                    .isInstanceOfSatisfying(
                            CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.SOURCE))
                    .hasMessageContaining("the disk is full");
            assertThat(count(store, "sample")).isEqualTo(1);
            assertThat(pragma(store, "integrity_check")).isEqualTo("ok");
        }
    }

    private static void limitSizeToPresent(Handle handle) {
        long pages = handle.createQuery("PRAGMA page_count").mapTo(Long.class).one();
        handle.createQuery("PRAGMA max_page_count = " + pages).mapTo(Long.class).one();
    }

    private static void assertRefused(FailureKind kind, String words, ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret");
    }

    private static long count(Store store, String table) {
        return store.<Long, RuntimeException>read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private static String pragma(Store store, String name) {
        return store.<String, RuntimeException>read(handle ->
                handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }

    private List<String> files() {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
