package costwright.jobs.engine;

import java.nio.file.Path;

/**
 * What an engine may use.
 *
 * @param memoryMib where it begins to spill to {@code temporary}; see also {@link #memoryMibFor}
 * @param threads at least 1
 * @param temporary an existing folder
 */
public record EngineLimits(int memoryMib, int threads, Path temporary) {
    private static final long SMALL_BYTES = 16L << 20;
    private static final long MANY_ROWS = 8_000_000;

    /**
     * Of each column of a table the engine keeps a little that it cannot spill, and sorts reckon without it: 30 to 40 MiB for each
     * million rows, measured with ten million rows that were as many lines.
     */
    private static final int MIB_PER_MILLION_ROWS = 50;

    public EngineLimits {
        if (memoryMib < 64 || threads < 1) {
            throw new IllegalArgumentException(
                    "An engine needs at least 64 MiB (not %d) and 1 thread (not %d).".formatted(memoryMib, threads));
        }
    }

    /**
     * All cores, and 1 GiB for large files but little for small ones, so that a small import stays small. With less the table of
     * groups is parted earlier, which takes a tenth longer with 768 MiB; with more nothing is gained.
     */
    public static EngineLimits forBytes(long inputBytes, Path temporary) {
        return new EngineLimits(
                inputBytes <= SMALL_BYTES ? 384 : 1024, Runtime.getRuntime().availableProcessors(), temporary);
    }

    /** Where the engine begins to spill once so many rows are left of a bill: more only where that bill has millions of resources. */
    int memoryMibFor(long rows) {
        return Math.toIntExact(memoryMib + Math.max(0, rows - MANY_ROWS) * MIB_PER_MILLION_ROWS / 1_000_000);
    }
}
