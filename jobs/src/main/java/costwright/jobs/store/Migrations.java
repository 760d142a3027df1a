package costwright.jobs.store;

import costwright.schema.CostwrightException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a store to what this program knows, and refuses a store that knows more. */
final class Migrations {
    private static final String HISTORY = "flyway_schema_history";
    /** The checksum of a migration that failed half-way, which no file has. */
    private static final Integer FAILED = null;

    private Migrations() {}

    /**
     * Looks at a store without writing to it.
     *
     * @return whether it has all tables already
     * @throws CostwrightException SETTINGS if its tables are another program's or a newer Costwright's
     */
    static boolean isCurrent(String location, Dialect dialect, StoreCredentials credentials) {
        DataSource untouched = dialect == Dialect.SQLITE
                ? SqliteFile.untouched(StoreLocation.file(location))
                : Postgresql.dataSource(location, credentials);
        String shown = StoreLocation.shown(location);
        try (Connection connection = untouched.getConnection()) {
            List<String> tables = tables(connection);
            if (tables.contains(HISTORY)) {
                return isCurrent(shown, applied(connection), MigrationFiles.of(dialect));
            }
            if (dialect == Dialect.SQLITE && !tables.isEmpty()) {
                throw CostwrightException.settings(
                        "The store %s is a database of another program (it has a table %s). It has been left as it is; name another file with --store."
                                .formatted(shown, tables.get(0)));
            }
            return false;
        } catch (SQLException e) {
            throw StoreFailure.refusal(location, e);
        }
    }

    private static boolean isCurrent(
            String shown, SortedMap<String, Integer> applied, SortedMap<String, Integer> known) {
        for (String version : applied.keySet()) {
            if (!known.containsKey(version)) {
                throw CostwrightException.settings(
                        "The store %s was written by a newer version of Costwright (its tables are at version %s). It has been left as it is; use that version, or name another store with --store."
                                .formatted(shown, applied.lastKey()));
            }
        }
        return Objects.equals(applied, known);
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

    /** Version to checksum of what the store has. */
    private static SortedMap<String, Integer> applied(Connection connection) throws SQLException {
        SortedMap<String, Integer> applied = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version, checksum, success FROM " + HISTORY + " WHERE version IS NOT NULL")) {
            while (rows.next()) {
                int checksum = rows.getInt("checksum");
                applied.put(rows.getString("version"), rows.getBoolean("success") ? (Integer) checksum : FAILED);
            }
        }
        return applied;
    }

    /** @throws CostwrightException SETTINGS if the tables are not those that earlier versions made */
    static void migrate(DataSource dataSource, Dialect dialect, String location) {
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + dialect.migrationFolder().substring(1))
                    .table(HISTORY)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw StoreFailure.explain(location, e)
                    .orElseGet(() -> CostwrightException.settings(
                                    "The tables of the store %s do not fit this version of Costwright. Name another store with --store and import again. (%s)"
                                            .formatted(StoreLocation.shown(location), e.getMessage()))
                            .causedBy(e));
        }
    }
}
