package costwright.jobs.bench;

import java.io.File;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Imports one large FOCUS file, as CSV.gz and as Parquet, and lets others do the like in the same run: DuckDB alone with the
 * same aggregate (the limit), a plain Java CSV reader, the sqlite3 shell and a pandas script. Each runs in a process of its
 * own, with everything that it has to start. Prints a table.
 *
 * <p>{@code mvn -Pbench -pl jobs -am verify -DskipTests -Dbench.rows=5000000}
 */
public final class BillingBench {
    private final Path folder;
    private final long rows;
    private final int repeats;

    private BillingBench(Path folder, long rows, int repeats) {
        this.folder = folder;
        this.rows = rows;
        this.repeats = repeats;
    }

    /** One peer's best run. */
    private record Measured(String input, String peer, double seconds, long peakMib, String note) {}

    /** Arguments: folder, rows, repeats. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        new BillingBench(folder, Long.parseLong(arguments[1]), Integer.parseInt(arguments[2])).run();
    }

    private void run() throws IOException, InterruptedException, SQLException {
        generate();
        List<Measured> all = new ArrayList<>();
        for (String input : List.of("parquet", "csv.gz")) {
            Path file = file(input);
            all.add(measure(input, "DuckDB alone", java(DuckDbPeer.class, file.toString())));
            all.add(measure(input, "costwright import", java(ImportPeer.class, file.toString(), store().toString())));
            all.add(measure(
                    input, "costwright import again", java(ImportPeer.class, file.toString(), store().toString())));
            if (input.equals("csv.gz")) {
                all.add(measure(input, "Java, FastCSV", java(FastCsvPeer.class, file.toString())));
                all.add(measure(input, "sqlite3 shell", sqlite(file)));
            }
            all.add(measure(
                    input, "pandas", List.of("python3", script("peer.py").toString(), file.toString())));
        }
        print(all);
    }

    private Path file(String ending) {
        return folder.resolve("focus-" + rows + "." + ending);
    }

    private Path store() {
        return folder.resolve("store.db");
    }

    private void generate() throws IOException, SQLException {
        if (Files.exists(file("parquet")) && Files.exists(file("csv.gz"))) {
            return;
        }
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "2GiB");
        settings.setProperty("temp_directory", folder.toString());
        settings.setProperty("preserve_insertion_order", "false");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = duck.createStatement()) {
            String text = resource("generate.sql").replace("${rows}", Long.toString(rows));
            for (String sql : text.split(";\\s*\n", -1)) {
                statement.execute(sql);
            }
            statement.execute("COPY focus TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(file("parquet")));
            statement.execute("COPY focus TO '%s' (FORMAT csv, HEADER, COMPRESSION gzip)".formatted(file("csv.gz")));
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

    private static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("bench.classpath", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> sqlite(Path file) throws IOException {
        return List.of(
                "sh",
                script("sqlite.sh").toString(),
                file.toString(),
                folder.resolve("peer.db").toString());
    }

    private Measured measure(String input, String peer, List<String> command) throws IOException, InterruptedException {
        Measured best = null;
        for (int i = 0; i < repeats; i++) {
            if (!peer.endsWith("again")) {
                deleteStores();
            }
            Measured one = once(input, peer, command);
            if (best == null || one.seconds < best.seconds) {
                best = one;
            }
        }
        return Objects.requireNonNull(best);
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

    private Measured once(String input, String peer, List<String> command) throws IOException, InterruptedException {
        File log = folder.resolve("peer.log").toFile();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        long peak = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakOf(process.toHandle()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> said = Files.readAllLines(log.toPath());
        String note = process.exitValue() == 0
                ? grown(peer)
                : "did not run: " + (said.isEmpty() ? "" : said.get(said.size() - 1));
        return new Measured(input, peer, seconds, peak >> 10, note);
    }

    private String grown(String peer) throws IOException {
        if (!peer.startsWith("costwright")) {
            return "";
        }
        long bytes = Files.size(store());
        return String.format(
                Locale.ROOT, "store %.1f MiB, %.2f MiB per million rows", bytes / 1048576.0, bytes / 1.048576 / rows);
    }

    /** The largest resident set of the process and its children so far, in KiB; 0 where the system does not tell. */
    private static long peakOf(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> highWater(one.pid()))
                .sum();
    }

    private static long highWater(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            // The process ended between the two looks, or this is not Linux.
            return 0;
        }
    }

    private static void print(List<Measured> all) {
        System.out.printf(
                Locale.ROOT, "%-8s %-24s %9s %9s %9s  %s%n", "input", "peer", "seconds", "ratio", "peak MiB", "");
        for (Measured one : all) {
            double limit = limit(all, one.input);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %-24s %9.2f %9.2f %9d  %s%n",
                    one.input,
                    one.peer,
                    one.seconds,
                    one.seconds / limit,
                    one.peakMib,
                    one.note);
        }
    }

    private static double limit(List<Measured> all, @Nullable String input) {
        return all.stream()
                .filter(one -> one.input.equals(input) && one.peer.equals("DuckDB alone"))
                .mapToDouble(Measured::seconds)
                .findFirst()
                .orElse(Double.NaN);
    }
}
