package costwright.jobs.engine;

import costwright.jobs.engine.TableHeader.Storage;
import costwright.schema.format.FocusRule;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files once more to name the first row that breaks each rule, and to count what the import reads over. Reading
 * them the first time does not number the rows, because that costs more than all rules together.
 *
 * <p>The caller sets the engine to one thread, so that rows come in the order of the file.
 */
final class BreachRows {
    private final Connection connection;
    private final List<BillingTable> tables;

    BreachRows(Connection connection, List<BillingTable> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** The first row of each rule, as {@code file, row N}; the header is row 1, and in Parquet too the first charge is row 2. */
    Map<FocusRule, String> first(Set<FocusRule> rules) throws SQLException {
        Map<FocusRule, String> found = new EnumMap<>(FocusRule.class);
        for (BillingTable table : tables) {
            if (table.recognition().format().dialect().equals("focus")) {
                for (FocusRule rule : rules) {
                    if (!found.containsKey(rule)) {
                        // Reading stops at the first such row.
                        row("SELECT row FROM (%s) WHERE marks & %d <> 0 LIMIT 1".formatted(marked(table), rule.bit()))
                                .ifPresent(row -> found.put(rule, place(table.file(), row)));
                    }
                }
            }
        }
        return found;
    }

    private static String marked(BillingTable table) {
        return """
                SELECT
                  row_number() OVER () + 1 AS row,
                  CASE WHEN unreadable THEN 0 ELSE focus_marks(violations, category, tags, service, provider) END AS marks
                FROM (WITH source AS (
                %s
                )
                %s)""".formatted(
                        SourceSql.select(table, List.of(table.file()), List.of(), ParquetStatistics.NONE),
                        SqlText.named("focus"));
    }

    /** Rows of CSV files in which NULL stands in quotes, which may mean the word; it is read as a null all the same. */
    Optional<Breach> quotedNulls() throws SQLException {
        long rows = 0;
        String sample = "";
        for (BillingTable table : tables) {
            if (table.header().storage() == Storage.PARQUET) {
                continue;
            }
            String strict = SourceSql.reader(table.header(), List.of(table.file()))
                    .replace("allow_quoted_nulls = true", "allow_quoted_nulls = false");
            String sql = """
                    SELECT count(*), min(row)
                    FROM (SELECT row_number() OVER () + 1 AS row, COLUMNS(*) FROM %s)
                    WHERE %s""".formatted(
                            strict,
                            table.header().names().stream()
                                    .map(SqlText::identifier)
                                    // The spellings that the first reading takes for nulls.
                                    .map(name -> "%s = 'NULL' OR %s = 'null'".formatted(name, name))
                                    .reduce((a, b) -> a + " OR " + b)
                                    .orElseThrow());
            try (Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery(sql)) {
                answer.next();
                rows += answer.getLong(1);
                sample = sample.isEmpty() && answer.getLong(1) > 0 ? place(table.file(), answer.getLong(2)) : sample;
            }
        }
        return rows == 0
                ? Optional.empty()
                : Optional.of(new Breach(
                        "null-in-quotes",
                        "a null is NULL or nothing, without quotes; it is read as a null",
                        rows,
                        sample));
    }

    private Optional<Long> row(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            return answer.next() ? Optional.of(answer.getLong(1)) : Optional.empty();
        }
    }

    private static String place(Path file, long row) {
        return "%s, row %d".formatted(file.getFileName(), row);
    }
}
