package costwright.jobs.engine;

import static costwright.jobs.engine.SqlText.quoted;

import costwright.jobs.engine.TableHeader.Storage;
import costwright.schema.CostwrightException;
import costwright.schema.format.FocusRule;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * The embedded engine. It reads only the files and the temporary folder that it is given, loads no extension and opens
 * no connection to any network.
 */
public final class DuckDbEngine implements RollupEngine {
    /** The most decimals that a bill has, which are Azure's. */
    private static final int MOST_DECIMALS = 28;

    /** Decimals that are tried in turn: the more decimals, the fewer digits are left for whole units of 38. */
    private static final List<Integer> AZURE_SCALES = List.of(MOST_DECIMALS, 18, 9);

    /** All other bills have at most eleven decimals; more would only take time to read. */
    private static final List<Integer> SCALES = List.of(18, MOST_DECIMALS, 9);

    /** The FOCUS columns that need no key in the rollup where they are the same in all rows, as in most monthly exports. */
    private static final Map<String, String> KEYS = Map.of(
            "BillingAccountId", "several accounts",
            "BillingCurrency", "several currencies",
            "BillingPeriodStart", "several periods",
            "ProviderName", "several providers");

    private static final Pattern COMMON = Pattern.compile("\\$\\{(\\w+)}");

    private final Connection connection;
    private final EngineLimits limits;

    private DuckDbEngine(Connection connection, EngineLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /**
     * Begins to load the native library, which takes about a tenth of a second, while the caller does other things. Where that
     * fails, {@link #open} says so.
     */
    public static void loadAhead() {
        Thread loading = new Thread(
                () -> {
                    try {
                        connect(new Properties()).close();
                    } catch (SQLException | LinkageError e) {
                        // The engine will be opened for good in a moment, fails in the same way, and is waited for
                        // then.
                        return;
                    }
                },
                "load-engine");
        loading.setDaemon(true);
        loading.start();
    }

    /** Opens an engine that may read {@code files}. */
    public static DuckDbEngine open(EngineLimits limits, List<Path> files) {
        Properties settings = new Properties();
        settings.setProperty("threads", Integer.toString(limits.threads()));
        settings.setProperty("memory_limit", limits.memoryMib() + "MiB");
        settings.setProperty("temp_directory", limits.temporary().toString());
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("jdbc_stream_results", "true");
        try {
            Connection connection = connect(settings);
            DuckDbEngine engine = new DuckDbEngine(connection, limits);
            engine.run("SET GLOBAL TimeZone = 'UTC'");
            engine.run("SET allowed_directories = [" + quoted(limits.temporary().toString()) + "]");
            engine.run("SET allowed_paths = ["
                    + files.stream().map(file -> quoted(file.toString())).collect(Collectors.joining(", ")) + "]");
            engine.run("SET enable_external_access = false");
            return engine;
        } catch (SQLException e) {
            throw CostwrightException.defect("The engine that rolls up billing files did not start.", e);
        }
    }

    /** Past the driver manager, which would load the drivers of all databases. */
    private static Connection connect(Properties settings) throws SQLException {
        return Objects.requireNonNull(new DuckDBDriver().connect("jdbc:duckdb:", settings), "a connection");
    }

    @Override
    public TableHeader header(Path file) {
        try {
            Storage storage = FileMagic.storage(file);
            return storage == Storage.PARQUET ? parquetHeader(file) : textHeader(file, storage);
        } catch (IOException | SQLException e) {
            throw DamagedFile.refusal(List.of(file), e);
        }
    }

    private TableHeader parquetHeader(Path file) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "DESCRIBE SELECT * FROM read_parquet(" + quoted(file.toString()) + ")")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                types.add(rows.getString(2));
            }
        }
        return new TableHeader(Storage.PARQUET, names, types);
    }

    private TableHeader textHeader(Path file, Storage storage) throws SQLException, IOException {
        String line = storage == Storage.CSV_ZSTD ? firstLineOfZstandard(file) : HeaderLine.first(file, storage);
        if (line == null || line.replace("\uFEFF", "").isBlank()) {
            throw CostwrightException.input(
                    "Cannot import %s: the file is empty. A billing file begins with a header line.".formatted(file));
        }
        List<String> names = HeaderLine.columns(file, line);
        return new TableHeader(
                storage, names, names.stream().map(name -> "VARCHAR").toList());
    }

    /** Java has no Zstandard. The line is read as one column, because a header has no control character in it. */
    private @Nullable String firstLineOfZstandard(Path file) throws SQLException {
        String sql = """
                SELECT line FROM read_csv(%s, compression = 'zstd', parallel = false, header = false, auto_detect = false, \
                delim = '\u0001', quote = '', escape = '', columns = {'line': 'VARCHAR'}) LIMIT 1""".formatted(quoted(file.toString()));
        // With several threads the first row that comes need not be the first of the file.
        run("SET threads = 1");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } finally {
            run("SET threads = " + limits.threads());
        }
    }

    @Override
    public CostViews costView(BillingTable table) {
        String dialect = table.recognition().format().dialect();
        if (!dialect.equals("azure")) {
            return CostViews.BOTH;
        }
        try {
            define(MOST_DECIMALS);
            String sql = "WITH source AS (\n%s\n)\n%s"
                    .formatted(
                            SourceSql.select(table, List.of(table.file()), List.of(), ParquetStatistics.NONE),
                            SqlText.named("azure_view"));
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return CostViews.valueOf(rows.getString(1));
            }
        } catch (SQLException e) {
            throw DamagedFile.refusal(List.of(table.file()), e);
        }
    }

    @Override
    public Rollup roll(List<BillingTable> tables, boolean byFile) {
        List<Path> files = tables.stream().map(BillingTable::file).toList();
        List<BillingTable> readable = tables.stream().map(BillingTable::plain).toList();
        CostwrightException refusal = null;
        for (int scale : hasAzure(tables) ? AZURE_SCALES : SCALES) {
            try {
                define(scale);
                readable = read(readable, tables, byFile);
                RolledTable rolled = new RolledTable(connection, files);
                RowCounts counts = rolled.counts();
                if (counts.rejected() == 0) {
                    DuckDbRollup rollup =
                            DuckDbRollup.of(connection.unwrap(DuckDBConnection.class), rolled, counts, byFile);
                    divide();
                    return rollup;
                }
                if (scale == MOST_DECIMALS) {
                    refusal = rejection(tables);
                }
            } catch (SQLException e) {
                if (!isOverflow(e)) {
                    throw DamagedFile.refusal(
                            tables.stream().map(BillingTable::file).toList(), e);
                }
                refusal = refusal == null ? tooLarge(tables, e) : refusal;
            }
        }
        throw Objects.requireNonNull(refusal, "the most decimals are always tried");
    }

    /** Makes lines and days of the table {@code rolled}, which is let go: those who sort the days need its memory. */
    private void divide() throws SQLException {
        LinesAndDays parts = new LinesAndDays(connection);
        int memoryMib = limits.memoryMibFor(parts.rolledRows());
        if (memoryMib > limits.memoryMib()) {
            run("SET memory_limit = '%dMiB'".formatted(memoryMib));
        }
        parts.divide();
    }

    /** Makes the table {@code rolled}; gives back the tables as they can be read, which are the plain ones or the others. */
    private List<BillingTable> read(List<BillingTable> plain, List<BillingTable> tables, boolean byFile)
            throws SQLException {
        try {
            read(plain, byFile);
            return plain;
        } catch (SQLException e) {
            if (!isNotPlain(e)) {
                throw e;
            }
            read(tables, byFile);
            return tables;
        }
    }

    private void read(List<BillingTable> tables, boolean byFile) throws SQLException {
        Set<String> constant =
                define(tables, byFile ? tables.stream().map(BillingTable::file).toList() : List.of());
        run(SqlText.named("rollup", kinds(tables, byFile, constant)));
        run(absent(constant));
    }

    /** What the lines of the rollup are marked with that these files need. */
    private static Set<String> kinds(List<BillingTable> tables, boolean byFile, Set<String> constant) {
        Set<String> kinds = new HashSet<>();
        for (BillingTable table : tables) {
            kinds.add(table.recognition().format().dialect().equals("focus") ? "focus" : "native");
        }
        if (kinds.equals(Set.of("focus"))) {
            kinds.add("focus alone");
        }
        if (byFile) {
            kinds.add("several");
        }
        KEYS.forEach((column, word) -> {
            if (!constant.contains(column)) {
                kinds.add(word);
            }
        });
        return kinds;
    }

    private static boolean hasAzure(List<BillingTable> tables) {
        return tables.stream()
                .anyMatch(table -> table.recognition().format().dialect().equals("azure"));
    }

    @Override
    public List<Breach> located(List<BillingTable> tables, List<Breach> breaches) {
        try {
            // One thread reads in file order, so that the row number is the row of the file.
            run("SET threads = 1");
            try {
                BreachRows rows = new BreachRows(connection, tables);
                Map<FocusRule, String> first = rows.first(breaches.stream()
                        .flatMap(breach -> FocusRule.ofWord(breach.rule()).stream())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FocusRule.class))));
                List<Breach> located = new ArrayList<>();
                for (Breach breach : breaches) {
                    String place =
                            FocusRule.ofWord(breach.rule()).map(first::get).orElse(breach.sample());
                    located.add(new Breach(breach.rule(), breach.requirement(), breach.rows(), place));
                }
                rows.quotedNulls().ifPresent(located::add);
                return located;
            } finally {
                run("SET threads = " + limits.threads());
            }
        } catch (SQLException e) {
            throw DamagedFile.refusal(tables.stream().map(BillingTable::file).toList(), e);
        }
    }

    private CostwrightException rejection(List<BillingTable> tables) throws SQLException {
        // One thread reads in file order, so that the row number is the row of the file.
        run("SET threads = 1");
        try {
            return RejectedRows.refusal(connection, tables);
        } finally {
            run("SET threads = " + limits.threads());
        }
    }

    /** Whether a file that was taken for {@link BillingTable#plain} is none. */
    private static boolean isNotPlain(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("Error when converting column");
    }

    private static boolean isOverflow(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("Overflow in HUGEINT") || message.contains("Out of Range Error: Overflow");
    }

    private static CostwrightException tooLarge(List<BillingTable> tables, SQLException cause) {
        return CostwrightException.input(
                        "Cannot import %s: the costs need more than 38 digits. Look for amounts that are far too large."
                                .formatted(tables.get(0).file()))
                .causedBy(cause);
    }

    private void define(int scale) throws SQLException {
        String macros = SqlText.named("duckdb").replace("${scale}", Integer.toString(scale));
        run(macros.replace("CREATE MACRO", "CREATE OR REPLACE MACRO"));
    }

    /** The text that adds what the rollup left out: what is the same in all rows, or null. */
    private String absent(Set<String> constant) throws SQLException {
        Map<String, String> values = new HashMap<>();
        if (KEYS.keySet().stream().anyMatch(constant::contains)) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(SqlText.named("common"))) {
                int columns = row.getMetaData().getColumnCount();
                boolean isEmpty = !row.next();
                for (int i = 1; i <= columns && !isEmpty; i++) {
                    String value = row.getString(i);
                    values.put(row.getMetaData().getColumnName(i), value == null ? "NULL" : quoted(value));
                }
            }
        }
        return COMMON.matcher(SqlText.named("absent"))
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "NULL")));
    }

    /**
     * The view of all charges: the dialect step over each set of files that share a header.
     *
     * @return the columns of FOCUS that have one value in all rows; of several headers none is compared
     */
    private Set<String> define(List<BillingTable> tables, List<Path> numbered) throws SQLException {
        run("DROP TABLE IF EXISTS line_day");
        run("DROP TABLE IF EXISTS rolled");
        run("DROP VIEW IF EXISTS charge");
        if (hasAzure(tables)) {
            for (String table : AzureLookups.tables()) {
                run(table);
            }
        }
        Map<List<Object>, List<BillingTable>> byHeader = new LinkedHashMap<>();
        for (BillingTable table : tables) {
            byHeader.computeIfAbsent(
                            List.of(
                                    table.recognition().format().dialect(),
                                    table.header().storage(),
                                    table.header().names(),
                                    table.header().types(),
                                    table.costView()),
                            any -> new ArrayList<>())
                    .add(table);
        }
        List<String> parts = new ArrayList<>();
        Set<String> constant = new HashSet<>();
        for (List<BillingTable> alike : byHeader.values()) {
            BillingTable first = alike.get(0);
            ParquetStatistics statistics = statistics(alike);
            parts.add(charges(alike, numbered, statistics));
            first.recognition().format().columns().stream()
                    .filter(column -> byHeader.size() == 1 && SourceSql.isConstant(column, first, statistics))
                    .forEach(column -> constant.add(column.name()));
        }
        run("CREATE VIEW charge AS\n" + String.join("\nUNION ALL\n", parts));
        return constant;
    }

    private ParquetStatistics statistics(List<BillingTable> alike) throws SQLException {
        return alike.get(0).header().storage() == Storage.PARQUET
                ? ParquetStatistics.of(
                        connection, alike.stream().map(BillingTable::file).toList())
                : ParquetStatistics.NONE;
    }

    private static String charges(List<BillingTable> alike, List<Path> numbered, ParquetStatistics statistics) {
        BillingTable first = alike.get(0);
        List<Path> files = alike.stream().map(BillingTable::file).toList();
        return "(WITH source AS (\n%s\n)\n%s)"
                .formatted(
                        SourceSql.select(first, files, numbered, statistics),
                        SqlText.named(first.recognition().format().dialect()));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw CostwrightException.defect("The engine that rolls up billing files did not close.", e);
        }
    }
}
