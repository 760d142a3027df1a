package costwright.jobs.engine;

import static costwright.jobs.engine.SqlText.identifier;

import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import costwright.schema.format.FormatColumn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files once more, in order (so on one thread), to name the rows that were rejected. */
final class RejectedRows {
    /** How many problems are listed. */
    static final int MAX_PROBLEMS = 20;

    private RejectedRows() {}

    static CostwrightException refusal(Connection connection, List<BillingTable> tables) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (BillingTable table : tables) {
            if (problems.size() < MAX_PROBLEMS) {
                problems.addAll(problems(connection, table, MAX_PROBLEMS - problems.size()));
            }
        }
        String files = tables.size() == 1 ? tables.get(0).file().toString() : tables.size() + " files";
        return CostwrightException.input(
                "Cannot import %s: rows with an unreadable cost, date or currency. Nothing was imported; mend or download them again. %s:"
                        .formatted(files, problems.size() < MAX_PROBLEMS ? "The problems" : "The first problems"),
                problems);
    }

    private static List<Problem> problems(Connection connection, BillingTable table, int limit) throws SQLException {
        List<FormatColumn> columns = table.recognition().format().columns().stream()
                .filter(FormatColumn::mustBeReadable)
                .filter(column -> table.recognition().columns().containsKey(column.name()))
                .toList();
        List<Problem> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query(table, columns, limit))) {
            while (rows.next() && problems.size() < limit) {
                for (int i = 0; i < columns.size(); i++) {
                    if (rows.getBoolean(2 + 2 * i)) {
                        problems.add(problem(
                                table.file(), rows.getLong(1), columns.get(i), table, rows.getString(3 + 2 * i)));
                    }
                }
            }
        }
        return problems;
    }

    private static String query(BillingTable table, List<FormatColumn> columns, int limit) {
        StringBuilder refusals = new StringBuilder();
        StringBuilder any = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            FormatColumn column = columns.get(i);
            String raw = table.recognition().columns().get(column.name());
            String value = SourceSql.value(column, table);
            refusals.append(", %s AS bad_%d, left(CAST(%s AS VARCHAR), 80) AS raw_%d"
                    .formatted(SourceSql.refusal(column, identifier(raw), value), i, identifier(raw), i));
            any.append(i == 0 ? "" : " OR ").append("bad_").append(i);
        }
        return "SELECT * FROM (SELECT row_number() OVER () + 1 AS row%s FROM %s) WHERE %s ORDER BY row LIMIT %d"
                .formatted(refusals, SourceSql.reader(table.header(), List.of(table.file())), any, limit);
    }

    private static Problem problem(
            Path file, long row, FormatColumn column, BillingTable table, @Nullable String value) {
        String advice = switch (column.kind()) {
            case MONEY -> value == null ? "the cost is missing" : MoneyAdvice.of(value);
            case INSTANT -> value == null ? "the date is missing" : "not a date or time such as 2026-10-01T00:00:00Z";
            default -> "the value is missing";
        };
        return new Problem(file.toString(), row, table.recognition().columns().get(column.name()), value, advice);
    }
}
