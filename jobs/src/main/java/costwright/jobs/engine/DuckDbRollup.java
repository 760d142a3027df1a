package costwright.jobs.engine;

import costwright.schema.CostwrightException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * What the rollup of files came to. Lines and days stay in the engine, and are read on connections of their own, because they
 * are read at the same time.
 */
record DuckDbRollup(
        DuckDBConnection connection,
        RowCounts counts,
        List<SetAsideRow> setAside,
        List<Breach> conformance,
        List<Overlap> overlaps,
        List<StatedRow> stated,
        List<SliceRow> slices,
        List<TotalRow> totals)
        implements Rollup {
    static DuckDbRollup of(DuckDBConnection connection, RolledTable rolled, RowCounts counts, boolean byFile) {
        return new DuckDbRollup(
                connection,
                counts,
                rolled.setAside(),
                rolled.conformance(),
                byFile ? rolled.overlaps() : List.of(),
                rolled.stated(),
                rolled.slices(),
                rolled.totals());
    }

    @Override
    public void forEachLine(Consumer<LineRow> consumer) {
        stream(
                "sorted_lines",
                row -> new LineRow(
                        row.getInt(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14),
                        row.getString(15),
                        row.getString(16),
                        row.getString(17)),
                consumer);
    }

    @Override
    public void forEachDay(Consumer<DayRow> consumer) {
        stream(
                "sorted_days",
                row -> new DayRow(
                        row.getInt(1),
                        row.getLong(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        nullableLong(row, 7),
                        nullableLong(row, 8),
                        row.getString(9),
                        row.getString(10)),
                consumer);
    }

    private static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private <T> void stream(String text, RowStream.Reader<T> reader, Consumer<T> consumer) {
        try (Connection reading = connection.duplicate()) {
            RowStream.read(reading, SqlText.named(text), reader, consumer);
        } catch (SQLException e) {
            throw CostwrightException.defect("The engine gives no further connection.", e);
        }
    }
}
