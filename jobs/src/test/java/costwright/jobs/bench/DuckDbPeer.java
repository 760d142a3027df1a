package costwright.jobs.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** DuckDB alone, with the memory limit and the threads that an import gives it: the limit. */
public final class DuckDbPeer {
    private DuckDbPeer() {}

    /** Arguments: the file, and which SQL text to run on it. */
    public static void main(String[] arguments) throws SQLException, IOException {
        String file = arguments[0];
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "1024MiB");
        settings.setProperty("preserve_insertion_order", "false");
        String reader = file.endsWith(".parquet") ? "read_parquet('%s')" : "read_csv('%s', all_varchar = true)";
        String text = BillingBench.resource(arguments[1]).replace("${source}", reader.formatted(file));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = duck.createStatement()) {
            for (String sql : text.split(";\\s*\n", -1)) {
                statement.execute(sql);
            }
        }
    }
}
