package costwright.jobs.store;

import costwright.schema.CostwrightException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables of a store to what this program knows, and refuses a store that knows more. */
final class Migrations {
    private static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    /**
     * Looks at a store without writing to it.
     *
     * @throws CostwrightException SETTINGS if its tables are another program's or a newer Costwright's
     */
    static void requireKnown(String location, Dialect dialect, StoreCredentials credentials) {
        DataSource untouched = dialect == Dialect.SQLITE
                ? SqliteFile.untouched(StoreLocation.file(location))
                : Postgresql.dataSource(location, credentials);
        String shown = StoreLocation.shown(location);
        try (Connection connection = untouched.getConnection()) {
            List<String> tables = tables(connection);
            if (tables.contains(HISTORY)) {
                requireNothingNewer(shown, flyway(untouched, dialect));
            } else if (dialect == Dialect.SQLITE && !tables.isEmpty()) {
                throw CostwrightException.settings(
                        "The store %s is a database of another program (it has a table %s). It has been left as it is; name another file with --store."
                                .formatted(shown, tables.get(0)));
            }
        } catch (SQLException e) {
            throw StoreFailure.refusal(location, e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static void requireNothingNewer(String shown, Flyway flyway) {
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS
                    || applied.getState() == MigrationState.FUTURE_FAILED) {
                throw CostwrightException.settings(
                        "The store %s was written by a newer version of Costwright (its tables are at version %s). It has been left as it is; use that version, or name another store with --store."
                                .formatted(shown, applied.getVersion()));
            }
        }
    }

    static void migrate(DataSource dataSource, Dialect dialect) {
        flyway(dataSource, dialect).migrate();
    }

    private static Flyway flyway(DataSource dataSource, Dialect dialect) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations(dialect.migrations())
                .table(HISTORY)
                .loggers("slf4j")
                .load();
    }
}
