package costwright.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day finds its line by a hash, which two lines may share. */
class LinesAndDaysIT {
    private static final String MARK =
            "CREATE MACRO line_mark(salt, billing_account, billing_period, currency, provider,"
                    + " sub_account, service, region, resource, sku, category, commitment, commitment_status, unit, tags) AS ";

    private Connection engine;

    @BeforeEach
    void rollUpThreeMachinesOfTwoAccounts() throws SQLException {
        engine = DriverManager.getConnection("jdbc:duckdb:");
        run("""
                CREATE TABLE rolled AS
                SELECT
                  account AS billing_account, DATE '2026-10-01' AS billing_period, day, 'USD' AS currency, 'AWS' AS provider,
                  'dev' AS sub_account, 'EC2' AS service, 'us-east-1' AS region, resource, 'SKU' AS sku, 'Usage' AS category,
                  NULL AS commitment, NULL AS commitment_status, 'Hours' AS unit, NULL AS tags,
                  NULL AS meter, NULL AS sku_details, NULL AS resource_type, NULL AS description,
                  false AS unreadable, NULL AS set_aside,
                  1 AS charges, billed, billed AS effective, billed AS contracted, billed AS list, 1 AS quantity, NULL AS hours
                FROM (VALUES
                  ('b', 'i-1', DATE '2026-10-01', 1.25), ('b', 'i-1', DATE '2026-10-02', 2.25),
                  ('a', 'i-2', DATE '2026-10-01', 4.25), ('b', 'i-3', DATE '2026-10-01', 8.25)
                ) charge(account, resource, day, billed)""");
    }

    @AfterEach
    void close() throws SQLException {
        engine.close();
    }

    @Test
    void numbersLinesWithinTheirSlice() throws SQLException {
        run(MARK + "hash(salt, billing_account, resource)");

        new LinesAndDays(engine).divide();

        assertThat(rows("SELECT slice, line, billing_account, resource FROM line ORDER BY place"))
                .containsExactly("0 1 a i-2", "1 1 b i-1", "1 2 b i-3");
        assertThat(rows("SELECT slice, line, epoch_day, billed FROM line_day ORDER BY ALL"))
                .containsExactly("0 1 20727 4.25", "1 1 20727 1.25", "1 1 20728 2.25", "1 2 20727 8.25");
    }

    @Test
    void takesAnotherSaltAsLongAsTwoLinesShareAMark() throws SQLException {
        run(MARK + "CASE WHEN salt < 2 AND resource <> 'i-1' THEN 7 ELSE hash(salt, billing_account, resource) END");

        assertThat(new LinesAndDays(engine).numberLines()).isEqualTo(2);
    }

    @Test
    void findsEachDayItsOwnLineAfterSharedMarks() throws SQLException {
        run(MARK + "CASE WHEN salt < 2 AND resource <> 'i-1' THEN 7 ELSE hash(salt, billing_account, resource) END");

        new LinesAndDays(engine).divide();

        assertThat(rows("SELECT resource, billed FROM line_day JOIN line USING (slice, line) ORDER BY ALL"))
                .containsExactly("i-1 1.25", "i-1 2.25", "i-2 4.25", "i-3 8.25");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = engine.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = engine.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }
}
