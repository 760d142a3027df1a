package costwright.jobs.engine;

import static costwright.jobs.engine.SqlText.identifier;
import static costwright.jobs.engine.SqlText.quoted;

import costwright.jobs.engine.TableHeader.Storage;
import costwright.schema.format.BillingFormats;
import costwright.schema.format.ColumnKind;
import costwright.schema.format.FormatColumn;
import costwright.schema.format.Need;
import costwright.schema.format.Recognition;
import costwright.schema.format.WireFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the SELECT that reads files of one header: each column of the format under its own name and kind, null where
 * the files lack it, and {@code unreadable} where a row must be rejected.
 */
final class SourceSql {
    /** The column of the file's name; no bill has one of this name. */
    private static final String FILE = "costwright_source_file";

    /**
     * Half of the reader's own choice, of which the memory goes back to the operating system after each block and is cleared anew
     * for the next. It is also what a thread takes at a time: the others wait less for it.
     */
    private static final int BUFFER_BYTES = 16 << 20;

    /** The engine takes words such as "infinity" and "epoch" for instants too, and no bill is so old. */
    private static final String PLAUSIBLE = "TIMESTAMP '1971-01-01' AND TIMESTAMP '9999-12-31'";

    /** Without a format the reader would drop the offset of an instant. */
    private static final String INSTANTS = "%Y-%m-%dT%H:%M:%SZ";

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\(([0-9]+), ?([0-9]+)\\)");

    private SourceSql() {}

    /**
     * The rows of files that share one header.
     *
     * @param numbered the files whose places in this list are the {@code source_file} of their rows; empty for none
     * @param statistics what is known of their columns
     */
    static String select(BillingTable table, List<Path> files, List<Path> numbered, ParquetStatistics statistics) {
        TableHeader header = table.header();
        Recognition recognition = table.recognition();
        List<String> columns = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (FormatColumn column : recognition.format().columns()) {
            String raw = recognition.columns().get(column.name());
            List<String> family = recognition.families().get(column.name());
            String value = family == null ? value(column, table, statistics) : gathered(family);
            columns.add(value + " AS " + identifier(column.name()));
            if (column.kind() == ColumnKind.MONEY && column.need() == Need.NONE) {
                columns.add((raw != null) + " AS " + identifier("has_" + column.name()));
            }
            if (column.kind() == ColumnKind.MONEY) {
                columns.add(rough(raw, value, header) + " AS " + identifier("rough_" + column.name()));
            }
            if (column.kind() == ColumnKind.QUANTITY) {
                columns.add((raw == null ? "CAST(NULL AS DECIMAL(18, 9))" : hourQuantity(raw, header)) + " AS "
                        + identifier("hour_" + column.name()));
            }
            if (raw != null && column.mustBeReadable()) {
                refusals.add(refusal(column, identifier(raw), value));
            }
        }
        columns.add(sourceFile(numbered) + " AS source_file");
        columns.add(quoted(table.costView().word()) + " AS cost_view");
        columns.add(quoted(table.views().word()) + " AS views");
        columns.add("(" + String.join("\n    OR ", refusals) + ") AS unreadable");
        return "SELECT\n  " + String.join(",\n  ", columns) + "\nFROM " + reader(header, files, !numbered.isEmpty());
    }

    private static String sourceFile(List<Path> numbered) {
        return numbered.isEmpty()
                ? "CAST(NULL AS INTEGER)"
                : "list_position([" + list(numbered) + "], " + FILE + ") - 1";
    }

    /** One JSON text of many columns, keyed by what follows the common start of their names; nulls are left out. */
    private static String gathered(List<String> family) {
        String pairs = family.stream()
                .map(name -> quoted(WireFormat.spelling(name).replaceFirst("^[^/:]*[/:]|^resource_tags_", "")) + ", "
                        + identifier(name))
                .collect(Collectors.joining(", "));
        return "CAST(json_merge_patch('{}', json_object(" + pairs + ")) AS VARCHAR)";
    }

    /** True for a row in which the column holds a text that cannot be read, or lacks what it must have. */
    static String refusal(FormatColumn column, String raw, String value) {
        if (column.kind() == ColumnKind.INSTANT) {
            return "(%s BETWEEN %s) IS NOT TRUE".formatted(value, PLAUSIBLE);
        }
        if (column.need() == Need.VALUE) {
            return value + " IS NULL";
        }
        return "(%s IS NOT NULL AND %s IS NULL)".formatted(raw, value);
    }

    /** The value of a column, of the kind that the format wants. */
    static String value(FormatColumn column, BillingTable table) {
        return value(column, table, ParquetStatistics.NONE);
    }

    private static String value(FormatColumn column, BillingTable table, ParquetStatistics statistics) {
        TableHeader header = table.header();
        String raw = table.recognition().columns().get(column.name());
        if (raw == null) {
            String scope = table.scope();
            return scope != null && BillingFormats.isBillingAccount(column)
                    ? quoted(scope)
                    : "CAST(NULL AS " + typeOf(column) + ")";
        }
        String type = type(raw, header);
        String name = isConstant(column, table, statistics)
                ? "CAST(" + quoted(statistics.constants().get(raw)) + " AS " + type + ")"
                : identifier(raw);
        boolean filled = statistics.neverEmpty().contains(raw);
        return switch (column.kind()) {
            case TEXT, CURRENCY ->
                type.equals("VARCHAR") ? text(name, header, filled) : "CAST(" + name + " AS VARCHAR)";
            case MONEY -> money(name, type, currency(table.recognition()));
            case QUANTITY -> isDecimal(type, 38, 12) ? name : "quantity(" + name + ")";
            case NUMBER -> "TRY_CAST(" + name + " AS DOUBLE)";
            case INSTANT -> instant(name, type);
            case MAP -> type.equals("VARCHAR") ? text(name, header, filled) : "CAST(to_json(" + name + ") AS VARCHAR)";
        };
    }

    /** Whether a column is known to have one value in all rows, and one that is exact when written as text and read again. */
    static boolean isConstant(FormatColumn column, BillingTable table, ParquetStatistics statistics) {
        String raw = table.recognition().columns().get(column.name());
        if (raw == null || !statistics.constants().containsKey(raw)) {
            return false;
        }
        String type = type(raw, table.header());
        return type.equals("VARCHAR") || type.equals("DATE") || type.startsWith("TIMESTAMP");
    }

    /**
     * Text files have no empty texts, because the reader makes them null; in Parquet files they mean the same. Asked of
     * each row, that would double the time of the rollup: a column passes as the dictionary that the file keeps of it
     * only while nothing is computed.
     */
    private static String text(String name, TableHeader header, boolean filled) {
        return header.storage() == Storage.PARQUET && !filled ? "nullif(" + name + ", '')" : name;
    }

    /** A cost as double, to be compared with price × quantity: from its text, because a wide decimal is slow to narrow. */
    private static String rough(@Nullable String raw, String value, TableHeader header) {
        if (raw == null) {
            return "CAST(NULL AS DOUBLE)";
        }
        return type(raw, header).equals("VARCHAR")
                ? "coalesce(TRY_CAST(" + identifier(raw) + " AS DOUBLE), CAST(" + value + " AS DOUBLE))"
                : "CAST(" + identifier(raw) + " AS DOUBLE)";
    }

    private static String hourQuantity(String raw, TableHeader header) {
        return isDecimal(type(raw, header), 18, 9) ? identifier(raw) : "hour_quantity(" + identifier(raw) + ")";
    }

    private static String type(String raw, TableHeader header) {
        return header.types().get(header.names().indexOf(raw)).toUpperCase(Locale.ROOT);
    }

    /** Whether a type holds decimals of at most so many digits, so that they can be summed as they are stored. */
    private static boolean isDecimal(String type, int digits, int decimals) {
        Matcher stored = DECIMAL.matcher(type);
        return stored.matches()
                && Integer.parseInt(stored.group(1)) <= digits
                && Integer.parseInt(stored.group(2)) <= decimals;
    }

    /** The column that says in what currency a row is. */
    private static String currency(Recognition recognition) {
        return recognition.format().columns().stream()
                .filter(column -> column.kind() == ColumnKind.CURRENCY)
                .map(column -> recognition.columns().get(column.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(SqlText::identifier)
                .orElse("CAST(NULL AS VARCHAR)");
    }

    private static String money(String name, String type, String currency) {
        if (type.equals("VARCHAR")) {
            return "amount(" + name + ", " + currency + ")";
        }
        // Decimals and whole numbers are summed as they are stored, exactly.
        return type.equals("DOUBLE") || type.equals("FLOAT") ? "amount_of_double(" + name + ")" : name;
    }

    private static String instant(String name, String type) {
        if (type.equals("VARCHAR")) {
            return "instant(" + name + ")";
        }
        return type.startsWith("TIMESTAMP WITH")
                ? "(" + name + " AT TIME ZONE 'UTC')"
                : "CAST(" + name + " AS TIMESTAMP)";
    }

    private static String typeOf(FormatColumn column) {
        return switch (column.kind()) {
            case TEXT, CURRENCY, MAP -> "VARCHAR";
            case MONEY -> "DECIMAL(38, 18)";
            case QUANTITY -> "DECIMAL(38, 12)";
            case NUMBER -> "DOUBLE";
            case INSTANT -> "TIMESTAMP";
        };
    }

    /** The table function that reads the files. */
    static String reader(TableHeader header, List<Path> files) {
        return reader(header, files, false);
    }

    private static String list(List<Path> files) {
        return files.stream().map(file -> quoted(file.toString())).collect(Collectors.joining(", "));
    }

    private static String reader(TableHeader header, List<Path> files, boolean named) {
        String alsoName = named ? ", filename = " + quoted(FILE) : "";
        if (header.storage() == Storage.PARQUET) {
            return "read_parquet([" + list(files) + "]" + alsoName + ")";
        }
        String columns = IntStream.range(0, header.names().size())
                .mapToObj(i -> quoted(header.names().get(i)) + ": "
                        + quoted(header.types().get(i)))
                .collect(Collectors.joining(", "));
        return """
                read_csv([%s], compression = '%s', header = true, auto_detect = false, delim = ',', quote = '"', \
                escape = '"', nullstr = ['', 'NULL', 'null'], allow_quoted_nulls = true, buffer_size = %d, timestampformat = '%s', columns = {%s}%s)""".formatted(list(files), compression(header.storage()), BUFFER_BYTES, INSTANTS, columns, alsoName);
    }

    static String compression(Storage storage) {
        return switch (storage) {
            case CSV_GZIP -> "gzip";
            case CSV_ZSTD -> "zstd";
            default -> "none";
        };
    }
}
