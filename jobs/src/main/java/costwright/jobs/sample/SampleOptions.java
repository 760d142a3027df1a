package costwright.jobs.sample;

import costwright.schema.CostwrightException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What estate to write, and how.
 *
 * @param folder where; made when it is not there
 * @param seed the same seed, rows and dialects give the same bytes
 * @param rows exactly how many charges the files in {@code billing} have, of all months together, 200,000 or more; 0 for
 *     the small estate as it is, some 190,000
 * @param dialects how the bills are spelled
 * @param deliveries how many cumulative deliveries of the last month are written beside the bills, 0 to 4
 * @param violations whether rules of FOCUS are broken in about one row of ten thousand
 * @param threads how many files are written at once; does not change the bytes
 * @param format how the bills are stored
 * @param exports in what other words the bills are told, in the folder {@code exports}
 */
public record SampleOptions(
        Path folder,
        long seed,
        long rows,
        Set<Dialect> dialects,
        int deliveries,
        boolean violations,
        int threads,
        BillFormat format,
        Set<ExportKind> exports) {
    /** The seed of the demo. */
    public static final long DEMO_SEED = 2026;

    /** No seed makes the small estate larger. */
    private static final long LEAST_ROWS = 200_000;

    public SampleOptions {
        dialects = Set.copyOf(dialects);
        exports = exports.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(exports));
        if (rows != 0 && (rows < LEAST_ROWS || rows > 1_000_000_000L)) {
            throw CostwrightException.settings(
                    "--rows %d is out of range: write %d to 1000000000, or leave it out for the small estate."
                            .formatted(rows, LEAST_ROWS));
        }
        if (deliveries < 0 || deliveries > 4) {
            throw CostwrightException.settings("--deliveries %d is out of range: write 0 to 4.".formatted(deliveries));
        }
        if (threads < 1) {
            throw CostwrightException.settings("--threads %d is out of range: write 1 or more.".formatted(threads));
        }
    }

    /** With bills in CSV.gz. */
    public SampleOptions(
            Path folder, long seed, long rows, Set<Dialect> dialects, int deliveries, boolean violations, int threads) {
        this(folder, seed, rows, dialects, deliveries, violations, threads, BillFormat.CSV_GZ, Set.of());
    }

    SampleOptions withoutExports() {
        return new SampleOptions(folder, seed, rows, dialects, deliveries, violations, threads, format, Set.of());
    }

    /** The small estate of the demo. */
    public static SampleOptions demo(Path folder) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        return new SampleOptions(folder, DEMO_SEED, 0, Set.of(), 0, false, threads);
    }
}
