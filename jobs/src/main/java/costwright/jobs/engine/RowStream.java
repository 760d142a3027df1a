package costwright.jobs.engine;

import costwright.schema.CostwrightException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** Reads the rows of a query one by one. */
final class RowStream {
    private RowStream() {}

    /** Makes a value of the row at which the result stands. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> void read(Connection connection, String sql, Reader<T> reader, Consumer<T> consumer) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                consumer.accept(reader.read(rows));
            }
        } catch (SQLException e) {
            throw NoRoom.behind(e, "the bill")
                    .orElseGet(() -> CostwrightException.defect("The rolled up charges cannot be read.", e));
        }
    }
}
