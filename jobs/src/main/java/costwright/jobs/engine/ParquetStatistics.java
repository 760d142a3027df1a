package costwright.jobs.engine;

import static costwright.jobs.engine.SqlText.quoted;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the footers of Parquet files tell about their columns, so that no row needs to be asked. A column without statistics
 * is in none of the two.
 *
 * @param neverEmpty the columns in which no row of any of the files has an empty text: the least text of each row group is
 *     longer, or all its rows are null. The least text sorts first, and the empty text before all others, also where a
 *     writer cut the statistics short
 * @param constants the value, as text, of each column that has the same one in all rows of all files: none is null, and the
 *     least is the greatest
 */
record ParquetStatistics(Set<String> neverEmpty, Map<String, String> constants) {
    static final ParquetStatistics NONE = new ParquetStatistics(Set.of(), Map.of());

    ParquetStatistics {
        neverEmpty = Set.copyOf(neverEmpty);
        constants = Map.copyOf(constants);
    }

    static ParquetStatistics of(Connection connection, List<Path> files) throws SQLException {
        String list = files.stream().map(file -> quoted(file.toString())).collect(Collectors.joining(", "));
        Set<String> neverEmpty = new HashSet<>();
        Map<String, String> constants = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT
                          path_in_schema,
                          bool_and(coalesce(stats_min_value <> '' OR stats_null_count = num_values, false)),
                          bool_and(coalesce(stats_min_value = stats_max_value AND stats_null_count = 0, false))
                            AND min(stats_min_value) = max(stats_max_value),
                          min(stats_min_value)
                        FROM parquet_metadata([%s])
                        GROUP BY path_in_schema""".formatted(list))) {
            while (rows.next()) {
                if (rows.getBoolean(2)) {
                    neverEmpty.add(rows.getString(1));
                }
                if (rows.getBoolean(3)) {
                    constants.put(rows.getString(1), rows.getString(4));
                }
            }
        }
        return new ParquetStatistics(neverEmpty, constants);
    }
}
