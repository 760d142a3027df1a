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
 * @param onlyNew whether content that was imported once is left alone even where another delivery replaced it since
 * @param invoices the totals of invoices to compare with, by slice
 * @param temporary an existing folder for what does not fit in memory
 * @param memoryMib what the engine may use; null for a size that suits the files
 * @param threads likewise
 */
public record ImportOptions(
        boolean force,
        boolean onlyNew,
        Map<SliceKey, BigDecimal> invoices,
        Path temporary,
        @Nullable Integer memoryMib,
        @Nullable Integer threads) {
    public ImportOptions {
        invoices = Map.copyOf(invoices);
    }

    public static ImportOptions standard() {
        return new ImportOptions(false, false, Map.of(), Path.of(System.getProperty("java.io.tmpdir")), null, null);
    }

    public ImportOptions withForce(boolean forced) {
        return new ImportOptions(forced, onlyNew, invoices, temporary, memoryMib, threads);
    }

    ImportOptions withOnlyNew(boolean only) {
        return new ImportOptions(force, only, invoices, temporary, memoryMib, threads);
    }

    public ImportOptions withInvoices(Map<SliceKey, BigDecimal> totals) {
        return new ImportOptions(force, onlyNew, totals, temporary, memoryMib, threads);
    }

    EngineLimits limits(long bytes) {
        EngineLimits usual = EngineLimits.forBytes(bytes, temporary);
        return new EngineLimits(
                memoryMib == null ? usual.memoryMib() : memoryMib,
                threads == null ? usual.threads() : threads,
                temporary);
    }
}
