package costwright.jobs.pull.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the samples that lie beside the repository on some machines. */
public final class SharedSamples {
    private SharedSamples() {}

    /** The file or folder; skips the test where there is none. */
    public static Path path(String relative) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolveSibling("shared").resolve("data").resolve(relative);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        assumeTrue(false, "no ../shared/data/" + relative + " on this machine");
        throw new IllegalStateException("unreachable: the assumption above never holds");
    }
}
