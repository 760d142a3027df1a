package costwright.jobs.pull.file;

import costwright.jobs.engine.EngineLimits;
import costwright.jobs.engine.SliceKey;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an import may be done.
 *
 * @param force whether a slice may be replaced by one that covers less
 * @param invoices the totals of invoices to compare with, by slice
 * @param temporary an existing folder for what does not fit in memory
 * @param memoryMib what the engine may use; null for a size that suits the files
 * @param threads likewise
 */
public record ImportOptions(
        boolean force,
        Map<SliceKey, BigDecimal> invoices,
        Path temporary,
        @Nullable Integer memoryMib,
        @Nullable Integer threads) {
    public ImportOptions {
        invoices = Map.copyOf(invoices);
    }

    public static ImportOptions standard() {
        return new ImportOptions(false, Map.of(), Path.of(System.getProperty("java.io.tmpdir")), null, null);
    }

    public ImportOptions withForce(boolean forced) {
        return new ImportOptions(forced, invoices, temporary, memoryMib, threads);
    }

    public ImportOptions withInvoices(Map<SliceKey, BigDecimal> totals) {
        return new ImportOptions(force, totals, temporary, memoryMib, threads);
    }

    EngineLimits limits(long bytes) {
        EngineLimits usual = EngineLimits.forBytes(bytes, temporary);
        return new EngineLimits(
                memoryMib == null ? usual.memoryMib() : memoryMib,
                threads == null ? usual.threads() : threads,
                temporary);
    }
}
