package costwright.jobs.engine;

import static costwright.jobs.engine.SqlText.identifier;
import static costwright.jobs.engine.SqlText.quoted;

import costwright.jobs.engine.TableHeader.Storage;
import costwright.schema.CostwrightException;
import costwright.schema.format.BillingFormats;
import costwright.schema.format.FormatColumn;
import costwright.schema.format.Recognition;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Rewrites a billing file as Parquet: the same columns in the same order, amounts and quantities as decimals of all their
 * digits, times as timestamps of UTC, the maps of CUR 2.0 as maps, all else as text. The same file gives the same bytes.
 */
public final class ParquetCopy {
    /** Decimals of an amount; 14 digits are left for the whole. */
    private static final int SCALE = 24;
    /** What one row group of a wide bill needs, and as much again. */
    private static final String MEMORY = "384MiB";

    private ParquetCopy() {}

    /**
     * Copies {@code csv}, a gzip file of a known dialect, to {@code parquet}, row by row in its order.
     *
     * @throws CostwrightException INPUT if an amount has more than 24 decimals, or a file cannot be read or written
     */
    public static void ofGzip(Path csv, Path parquet) {
        Properties settings = new Properties();
        // Several threads would cut the row groups where they happen to meet.
        settings.setProperty("threads", "1");
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = connection.createStatement()) {
            String macros = SqlText.named("duckdb").replace("${scale}", Integer.toString(SCALE));
            for (String macro : macros.split(";\\s*\n", -1)) {
                statement.execute(macro);
            }
            statement.execute("COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
                    .formatted(select(csv), quoted(parquet.toString())));
        } catch (SQLException | IOException e) {
            throw CostwrightException.input("Cannot rewrite %s as %s: %s".formatted(csv, parquet, e.getMessage()))
                    .causedBy(e);
        }
    }

    private static String select(Path csv) throws IOException {
        List<String> names = HeaderLine.columns(csv, String.valueOf(HeaderLine.first(csv, Storage.CSV_GZIP)));
        TableHeader header = new TableHeader(
                Storage.CSV_GZIP, names, names.stream().map(name -> "VARCHAR").toList());
        Recognition recognition = BillingFormats.recognise(names)
                .orElseThrow(() -> CostwrightException.input("Cannot rewrite %s: it is no bill.".formatted(csv)));
        Map<String, FormatColumn> known = recognition.format().columns().stream()
                .filter(column -> recognition.columns().containsKey(column.name()))
                .collect(Collectors.toMap(column -> recognition.columns().get(column.name()), column -> column));
        boolean hasMaps = recognition.format().dialect().equals("cur");
        String columns = names.stream()
                .map(name -> typed(name, known, hasMaps) + " AS " + identifier(name))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + SourceSql.reader(header, List.of(csv));
    }

    private static String typed(String name, Map<String, FormatColumn> known, boolean hasMaps) {
        FormatColumn column = known.get(name);
        String text = identifier(name);
        if (column == null) {
            return text;
        }
        return switch (column.kind()) {
            case TEXT, CURRENCY -> text;
            case MAP -> hasMaps ? "CAST(CAST(%s AS JSON) AS MAP(VARCHAR, VARCHAR))".formatted(text) : text;
            case INSTANT -> required("instant(" + text + ")", text);
            case MONEY, QUANTITY, NUMBER -> required("amount(" + text + ", NULL)", text);
        };
    }

    /** Fails rather than write null for a text that does not fit. */
    private static String required(String value, String text) {
        return "CASE WHEN %s IS NOT NULL THEN coalesce(%s, error('does not fit: ' || %s)) END"
                .formatted(text, value, text);
    }
}
