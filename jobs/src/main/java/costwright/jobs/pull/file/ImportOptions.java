package costwright.jobs.pull.file;

import costwright.jobs.engine.EngineLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an import may be done.
 *
 * @param force whether a slice may be replaced by one that covers less
 * @param temporary an existing folder for what does not fit in memory
 * @param memoryMib what the engine may use; null for a size that suits the files
 * @param threads likewise
 */
public record ImportOptions(
        boolean force,
        Path temporary,
        @Nullable Integer memoryMib,
        @Nullable Integer threads) {
    public static ImportOptions standard() {
        return new ImportOptions(false, Path.of(System.getProperty("java.io.tmpdir")), null, null);
    }

    EngineLimits limits(long bytes) {
        EngineLimits usual = EngineLimits.forBytes(bytes, temporary);
        return new EngineLimits(
                memoryMib == null ? usual.memoryMib() : memoryMib,
                threads == null ? usual.threads() : threads,
                temporary);
    }
}
