package costwright.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetStatisticsTest {
    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void namesColumnsWithoutEmptyTexts() throws SQLException {
        Path file = written("one", "SELECT 'x' AS filled, '' AS empty, NULL::VARCHAR AS nothing FROM range(10)");
        assertThat(neverEmpty(file)).containsExactlyInAnyOrder("filled", "nothing");
    }

    @Test
    void oneEmptyTextAmongManyRowsIsFound() throws SQLException {
        Path file = written("rare", """
                SELECT CASE WHEN range = 9000 THEN '' ELSE 'x' END AS rarely, CASE WHEN range <> 9000 THEN 'x' END AS never
                FROM range(10000)""");
        assertThat(neverEmpty(file)).containsExactly("never");
    }

    @Test
    void aColumnCountsOnlyWhenNoFileHasAnEmptyTextInIt() throws SQLException {
        Path first = written("first", "SELECT 'x' AS a, 'x' AS b");
        Path second = written("second", "SELECT '' AS a, 'y' AS b");
        assertThat(neverEmpty(first)).containsExactlyInAnyOrder("a", "b");
        assertThat(neverEmpty(first, second)).containsExactly("b");
    }

    /** The writer keeps no statistics of texts that long, whatever else the column holds. */
    @Test
    void aColumnWithoutStatisticsIsNotTrusted() throws SQLException {
        Path file = written("long", "SELECT repeat('z', 100000) AS long, 'x' AS short");
        assertThat(neverEmpty(file)).contains("short");
        Path empty = written("long-or-empty", "SELECT unnest([repeat('z', 100000), '']) AS long");
        assertThat(neverEmpty(empty)).isEmpty();
    }

    @Test
    void tellsTheValueOfAColumnThatHasOnlyOne() throws SQLException {
        Path file = written("one-value", """
                SELECT 'x' AS same, '' AS empty, TIMESTAMP '2026-10-01' AS month,
                  CASE WHEN range = 9000 THEN 'y' ELSE 'x' END AS rarely,
                  CASE WHEN range <> 9000 THEN 'x' END AS once_null,
                  NULL::VARCHAR AS nothing
                FROM range(10000)""");
        assertThat(constants(file))
                .containsOnly(
                        Map.entry("same", "x"), Map.entry("empty", ""), Map.entry("month", "2026-10-01 00:00:00"));
    }

    /** Each row group has one value, but not all the same one. */
    @Test
    void aValueMustBeThatOfAllRowGroupsAndFiles() throws SQLException {
        Path groups = written("groups", "SELECT CASE WHEN range < 4096 THEN 'x' ELSE 'y' END AS a FROM range(8192)");
        Path first = written("first-value", "SELECT 'x' AS a, 'x' AS b");
        Path second = written("second-value", "SELECT 'y' AS a, 'x' AS b");
        assertThat(constants(groups)).isEmpty();
        assertThat(constants(first, second)).containsOnly(Map.entry("b", "x"));
    }

    @Test
    void aLongValueIsNotTakenForItsBeginning() throws SQLException {
        Path file = written("long-values", "SELECT repeat('z', 500) || range AS a FROM range(3)");
        assertThat(constants(file)).isEmpty();
    }

    private Set<String> neverEmpty(Path... files) throws SQLException {
        return ParquetStatistics.of(connection, List.of(files)).neverEmpty();
    }

    private Map<String, String> constants(Path... files) throws SQLException {
        return ParquetStatistics.of(connection, List.of(files)).constants();
    }

    private Path written(String name, String rows) throws SQLException {
        Path file = folder.resolve(name + ".parquet");
        try (Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        }
        return file;
    }
}
