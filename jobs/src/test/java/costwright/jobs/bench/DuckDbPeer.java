package costwright.jobs.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** DuckDB alone with the aggregate that an import makes: the limit. */
public final class DuckDbPeer {
    private DuckDbPeer() {}

    /** Argument: the file. */
    public static void main(String[] arguments) throws SQLException, IOException {
        String file = arguments[0];
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "1024MiB");
        settings.setProperty("preserve_insertion_order", "false");
        String reader = file.endsWith(".parquet") ? "read_parquet('%s')" : "read_csv('%s', all_varchar = true)";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = duck.createStatement()) {
            statement.execute(BillingBench.resource("duckdb-alone.sql").replace("${source}", reader.formatted(file)));
        }
    }
}
