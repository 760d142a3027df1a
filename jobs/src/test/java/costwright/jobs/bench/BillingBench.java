package costwright.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Imports one large FOCUS file, as CSV.gz and as Parquet, and lets others do the like in the same run: DuckDB alone with the
 * same aggregate (the limit), a plain Java CSV reader, the sqlite3 shell and a pandas script. Each runs in a process of its
 * own, with everything that it has to start. Prints a table. Peers that this machine lacks are named as absent.
 *
 * <p>{@code mvn -Pbench -pl jobs -am verify -DskipTests -Dbench.rows=5000000}; after {@code mvn -DskipTests package} imports
 * are measured from the shell, else in a plain JVM. {@code -Dbench.inputs=parquet} leaves an input out, {@code
 * -Dbench.peers=false} the slow peers. Parquet needs pyarrow beside pandas.
 */
public final class BillingBench {
    private static final String LIMIT = "DuckDB alone";
    private static final String CAPTION = """
            %d rows, 46 columns, %d processors. Seconds are wall time from the start of the process to its end, the best of %d \
            (of the slow peers one run); peak is the largest resident set of the process tree.
            DuckDB alone: the same library, threads and memory limit in a JVM of its own, by plain SQL into temporary tables: the \
            daily rollup (day, sub account, service, region, resource, SKU, category, commitment, status, unit, tags; four exact \
            costs, quantity), the hourly lines of machine hours, the exact totals of month, account, service and currency. It reads \
            the file once. It does not judge conformance, keep a store, hash the file or check anything.
            one GROUP BY: only its daily rollup, without hours and totals.
            import's SQL: the texts that an import runs, which judge each row by the rules of FOCUS as well.
            costwright: %s.
            """;

    private final Path folder;
    private final long rows;
    private final int repeats;
    private final Launcher launcher;
    private final List<Measured> measured = new ArrayList<>();

    private BillingBench(Path folder, long rows, int repeats) throws IOException {
        this.folder = folder;
        this.rows = rows;
        this.repeats = repeats;
        this.launcher = Launcher.find(Path.of(System.getProperty("bench.launcher", "../scheduler/costwright")));
    }

    /** A contender: what it is called and how it is started. */
    private record Contender(String name, List<String> command) {}

    /** A contender's best run. */
    private record Measured(String input, String peer, Run run, String note) {}

    /** Arguments: folder, rows, repeats. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        new BillingBench(folder, Long.parseLong(arguments[1]), Integer.parseInt(arguments[2])).run();
    }

    private void run() throws IOException, InterruptedException, SQLException {
        List<String> inputs =
                List.of(System.getProperty("bench.inputs", "parquet,csv.gz").split(",", -1));
        boolean slow = Boolean.parseBoolean(System.getProperty("bench.peers", "true"));
        generate(rows, inputs);
        warmUp();
        for (String input : inputs) {
            Path file = file(rows, input);
            inTurns(input, file);
            measure(input, new Contender("costwright spend", launcher.spend(store())));
            if (slow && input.equals("csv.gz")) {
                measure(input, new Contender("Java, FastCSV", Launcher.java(FastCsvPeer.class, file.toString())));
                measure(input, new Contender("sqlite3 shell", sqlite(file)));
            }
            if (slow) {
                measure(
                        input,
                        new Contender(
                                "pandas", List.of(python(), script("peer.py").toString(), file.toString())));
            }
        }
        print();
    }

    private Path file(long count, String ending) {
        return folder.resolve("focus-" + count + "." + ending);
    }

    private Path store() {
        return folder.resolve("store.db");
    }

    /** The first start of the program archives its classes; that is paid once, not by each import. */
    private void warmUp() throws IOException, InterruptedException, SQLException {
        generate(1_000, List.of("parquet"));
        deleteStores();
        for (List<String> command : List.of(
                launcher.importing(file(1_000, "parquet"), store()),
                launcher.importing(file(1_000, "parquet"), store()),
                launcher.spend(store()))) {
            Run.of(command, folder.resolve("peer.log"));
        }
    }

    private void generate(long count, List<String> endings) throws IOException, SQLException {
        List<String> missing = endings.stream()
                .filter(ending -> !Files.exists(file(count, ending)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "2GiB");
        settings.setProperty("temp_directory", folder.toString());
        settings.setProperty("preserve_insertion_order", "false");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = duck.createStatement()) {
            String text = resource("generate.sql").replace("${rows}", Long.toString(count));
            for (String sql : text.split(";\\s*\n", -1)) {
                statement.execute(sql);
            }
            for (String ending : missing) {
                String format = ending.equals("parquet")
                        ? "FORMAT parquet, COMPRESSION zstd"
                        : "FORMAT csv, HEADER, COMPRESSION gzip";
                statement.execute("COPY focus TO '%s' (%s)".formatted(file(count, ending), format));
            }
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(BillingBench.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path script(String name) throws IOException {
        return Files.writeString(folder.resolve(name), resource(name));
    }

    /** A Python that has pandas: the one on the path may be another than that for which the system's packages are. */
    private String python() throws IOException, InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            Run run = Run.of(List.of(python, "-c", "import pandas"), folder.resolve("peer.log"));
            if (run.failure().isEmpty()) {
                return python;
            }
        }
        return "python3";
    }

    private List<String> sqlite(Path file) throws IOException {
        return List.of(
                "sh",
                script("sqlite.sh").toString(),
                file.toString(),
                folder.resolve("peer.db").toString());
    }

    /** The limit and the imports, one after the other and again, so that a noisy minute meets all of them. */
    private void inTurns(String input, Path file) throws IOException, InterruptedException {
        List<Contender> contenders = List.of(
                new Contender(LIMIT, Launcher.java(DuckDbPeer.class, file.toString(), "duckdb-alone.sql")),
                new Contender(
                        "DuckDB, one GROUP BY", Launcher.java(DuckDbPeer.class, file.toString(), "duckdb-group.sql")),
                new Contender("DuckDB, import's SQL", Launcher.java(EnginePeer.class, file.toString())),
                new Contender("costwright import", launcher.importing(file, store())),
                new Contender("costwright import again", launcher.importing(file, store())));
        for (int turn = 0; turn < repeats; turn++) {
            deleteStores();
            for (Contender contender : contenders) {
                measure(input, contender);
            }
        }
    }

    private void measure(String input, Contender contender) throws IOException, InterruptedException {
        Run run = Run.of(contender.command(), folder.resolve("peer.log"));
        Measured now =
                new Measured(input, contender.name(), run, run.failure().isEmpty() ? note(contender) : run.failure());
        for (int i = 0; i < measured.size(); i++) {
            Measured before = measured.get(i);
            if (before.input.equals(input) && before.peer.equals(contender.name())) {
                measured.set(i, before.run.seconds() <= now.run.seconds() ? before : now);
                return;
            }
        }
        measured.add(now);
    }

    private String note(Contender contender) throws IOException {
        if (!contender.name().equals("costwright import")) {
            return "";
        }
        long bytes = Files.size(store());
        return String.format(
                Locale.ROOT, "store %.1f MiB, %.2f MiB per million rows", bytes / 1048576.0, bytes / 1.048576 / rows);
    }

    private void deleteStores() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().contains(".db"))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                CAPTION,
                rows,
                Runtime.getRuntime().availableProcessors(),
                repeats,
                launcher.description());
        System.out.printf(
                Locale.ROOT, "%-8s %-24s %9s %9s %9s  %s%n", "input", "peer", "seconds", "ratio", "peak MiB", "");
        for (Measured one : measured) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %-24s %9.2f %9.2f %9d  %s%n",
                    one.input,
                    one.peer,
                    one.run.seconds(),
                    one.run.seconds() / limit(one.input),
                    one.run.peakMib(),
                    one.note);
        }
    }

    private double limit(String input) {
        return measured.stream()
                .filter(one -> one.input.equals(input) && one.peer.equals(LIMIT))
                .mapToDouble(one -> one.run.seconds())
                .findFirst()
                .orElse(Double.NaN);
    }
}
