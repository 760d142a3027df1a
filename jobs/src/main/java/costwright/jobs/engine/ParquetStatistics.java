package costwright.jobs.engine;

import static costwright.jobs.engine.SqlText.quoted;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the footers of Parquet files tell about their columns, so that no row needs to be asked. */
final class ParquetStatistics {
    private ParquetStatistics() {}

    /**
     * The columns in which no row of any of the files has an empty text: the least text of each row group is longer, or
     * all its rows are null. A column without statistics is not among them. The least text sorts first, and the empty
     * text before all others, also where a writer cut the statistics short.
     */
    static Set<String> neverEmpty(Connection connection, List<Path> files) throws SQLException {
        String list = files.stream().map(file -> quoted(file.toString())).collect(Collectors.joining(", "));
        Set<String> columns = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT path_in_schema FROM parquet_metadata([%s])
                        GROUP BY path_in_schema
                        HAVING bool_and(coalesce(stats_min_value <> '' OR stats_null_count = num_values, false))""".formatted(list))) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }
}
