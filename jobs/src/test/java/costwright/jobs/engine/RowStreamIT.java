package costwright.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowStreamIT {
    @TempDir
    Path folder;

    /** A quarter of what is sorted fits in memory, and the temporary folder may hold next to nothing. */
    @Test
    void doesNotCallAMachineWithoutRoomADefect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "32MiB");
        settings.setProperty("temp_directory", folder.toString());
        settings.setProperty("max_temp_directory_size", "1MiB");
        settings.setProperty("jdbc_stream_results", "true");
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:", settings)) {
            assertThatThrownBy(() -> RowStream.read(
                            engine,
                            "SELECT range, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) AS text FROM range(2000000) ORDER BY text",
                            row -> row.getLong(1),
                            row -> {}))
                    .isInstanceOfSatisfying(
                            CostwrightException.class,
                            refusal -> assertThat(refusal.kind()).isIn(FailureKind.SOURCE, FailureKind.SETTINGS));
        }
    }
}
