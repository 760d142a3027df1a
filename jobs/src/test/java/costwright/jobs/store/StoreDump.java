package costwright.jobs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that an embedded store holds, but for the history of jobs and migrations, as comparable text. */
public final class StoreDump {
    private StoreDump() {}

    /** One line for each row, in order. */
    public static List<String> of(Store store) {
        return store.read(handle -> {
            List<String> lines = new ArrayList<>();
            List<String> tables = handle.createQuery("""
                            SELECT name FROM sqlite_master
                            WHERE type = 'table' AND name NOT LIKE 'BATCH%' AND name NOT LIKE 'flyway%'
                                AND name NOT LIKE 'sqlite%'
                            ORDER BY name
                            """).mapTo(String.class).list();
            for (String table : tables) {
                handle.createQuery("SELECT * FROM " + table).map((row, context) -> table + row(row)).stream()
                        .sorted()
                        .forEach(lines::add);
            }
            return lines;
        });
    }

    private static String row(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            text.append('|').append(row.getString(column));
        }
        return text.toString();
    }
}
