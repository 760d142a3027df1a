package costwright.jobs.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Empty stores of both dialects for tests: a file, or a schema of its own in one real PostgreSQL server per JVM. */
public final class TestStores {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestStores() {}

    /** Where an empty store of {@code dialect} can be opened. */
    public static String location(Dialect dialect, Path folder) {
        return dialect == Dialect.SQLITE ? folder.resolve("costwright.db").toString() : newSchema();
    }

    public static Store open(Dialect dialect, Path folder) {
        return Store.open(location(dialect, folder));
    }

    private static String newSchema() {
        String schema = "test" + SCHEMAS.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("The PostgreSQL server of the tests refused a schema.", e);
        }
        return Server.POSTGRES.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }

    /** Started at first use; stops with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
