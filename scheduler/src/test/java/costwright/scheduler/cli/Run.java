package costwright.scheduler.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** One run of the program inside the test's own JVM, with what it wrote. */
record Run(int code, String out, String error) {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static Run of(String... arguments) {
        return in(Path.of("").toAbsolutePath(), Map.of(), arguments);
    }

    static Run in(Path folder, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        Surroundings surroundings =
                new Surroundings(environment, Clock.fixed(NOW, ZoneOffset.UTC), folder, out, error, Terminal.NONE);
        int code = Costwright.run(surroundings, arguments);
        return new Run(code, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }
}
