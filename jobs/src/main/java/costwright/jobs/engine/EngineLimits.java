package costwright.jobs.engine;

import java.nio.file.Path;

/**
 * What an engine may use.
 *
 * @param memoryMib where it begins to spill to {@code temporary}
 * @param threads at least 1
 * @param temporary an existing folder
 */
public record EngineLimits(int memoryMib, int threads, Path temporary) {
    private static final long SMALL_BYTES = 16L << 20;

    public EngineLimits {
        if (memoryMib < 64 || threads < 1) {
            throw new IllegalArgumentException(
                    "An engine needs at least 64 MiB (not %d) and 1 thread (not %d).".formatted(memoryMib, threads));
        }
    }

    /** All cores, and 1 GiB for large files but little for small ones, so that a small import stays small. Less would not do: the reader
     * holds several buffers of 32 MB, and more of them when a busy machine delays a thread. */
    public static EngineLimits forBytes(long inputBytes, Path temporary) {
        return new EngineLimits(
                inputBytes <= SMALL_BYTES ? 384 : 1024, Runtime.getRuntime().availableProcessors(), temporary);
    }
}
