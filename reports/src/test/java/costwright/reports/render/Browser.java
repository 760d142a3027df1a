package costwright.reports.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium of the system, run once for each page that a test looks at. */
final class Browser {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge");
    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--allow-file-access-from-files",
            // Nothing listens there: what a browser asks its maker on its own goes nowhere.
            "--proxy-server=127.0.0.1:9",
            "--enable-logging=stderr");
    private static final int MOST_SECONDS = 90;

    private final Path program;

    private Browser(Path program) {
        this.program = program;
    }

    /** The first one on the PATH. */
    static Optional<Browser> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Browser::new);
    }

    /** What the browser printed: the document after its scripts have run, and its log with console messages. */
    record Visit(String document, String log) {}

    /** Opens the file with more flags and ends. */
    Visit open(Path file, Path folder, String... flags) throws IOException, InterruptedException {
        Path document = Files.createTempFile(folder, "document", ".txt");
        Path log = Files.createTempFile(folder, "log", ".txt");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(QUIET);
        command.add("--user-data-dir=" + Files.createTempDirectory(folder, "profile"));
        // Of a flag given twice the last counts.
        Stream.of(flags).forEach(command::add);
        command.add(file.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(document.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IOException("The browser did not end within %d seconds: %s%n%s"
                    .formatted(MOST_SECONDS, command, Files.readString(log)));
        }
        return new Visit(
                Files.readString(document, StandardCharsets.UTF_8),
                new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
    }
}
