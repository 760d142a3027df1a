package costwright.analyzers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Samples that are not part of the sources: looked for in a folder named {@code shared} beside one of the parents. */
public final class Shared {
    private Shared() {}

    /** The file or folder, or the test is skipped when it is absent. */
    public static Path find(String path) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared").resolve(path);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        Assumptions.abort(
                "There is no folder \"shared\" with %s beside a parent of the working folder.".formatted(path));
        throw new AssertionError("unreachable: abort throws");
    }

    /** The lines of a text file, unpacked when its name ends in .gz, without the header. */
    public static List<String> rows(Path file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz")
                        ? new GZIPInputStream(Files.newInputStream(file))
                        : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
