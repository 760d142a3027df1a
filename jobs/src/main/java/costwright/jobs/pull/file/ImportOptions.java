package costwright.jobs.pull.file;

import costwright.jobs.engine.EngineLimits;
import costwright.jobs.engine.SliceKey;
import costwright.jobs.pull.Downloaded;
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
 * @param memoryMib where the engine begins to spill; null for a size that suits the files
 * @param scope the billing account of files that have no column for it, such as exports of a subscription; null for none
 * @param downloaded where the files come from; null for files of this machine
 * @param closely whether breaches of FOCUS name file and row, for which the files are read once more
 */
public record ImportOptions(
        boolean force,
        boolean onlyNew,
        Map<SliceKey, BigDecimal> invoices,
        Path temporary,
        @Nullable Integer memoryMib,
        @Nullable String scope,
        @Nullable Downloaded downloaded,
        boolean closely) {
    public ImportOptions {
        invoices = Map.copyOf(invoices);
    }

    public static ImportOptions standard() {
        return new ImportOptions(
                false, false, Map.of(), Path.of(System.getProperty("java.io.tmpdir")), null, null, null, false);
    }

    public ImportOptions withForce(boolean forced) {
        return new ImportOptions(forced, onlyNew, invoices, temporary, memoryMib, scope, downloaded, closely);
    }

    ImportOptions withOnlyNew(boolean only) {
        return new ImportOptions(force, only, invoices, temporary, memoryMib, scope, downloaded, closely);
    }

    public ImportOptions withInvoices(Map<SliceKey, BigDecimal> totals) {
        return new ImportOptions(force, onlyNew, totals, temporary, memoryMib, scope, downloaded, closely);
    }

    /** @param account the billing account of files that do not name one */
    public ImportOptions withScope(@Nullable String account) {
        return new ImportOptions(force, onlyNew, invoices, temporary, memoryMib, account, downloaded, closely);
    }

    /** For files that were downloaded. */
    public ImportOptions withDownloaded(Downloaded from) {
        return new ImportOptions(force, onlyNew, invoices, temporary, memoryMib, scope, from, closely);
    }

    /** With breaches of FOCUS named by file and row. */
    public ImportOptions withClosely(boolean close) {
        return new ImportOptions(force, onlyNew, invoices, temporary, memoryMib, scope, downloaded, close);
    }

    /** @param mib at least 64; null for a size that suits the files */
    public ImportOptions withMemoryMib(@Nullable Integer mib) {
        return new ImportOptions(force, onlyNew, invoices, temporary, mib, scope, downloaded, closely);
    }

    EngineLimits limits(long bytes) {
        EngineLimits usual = EngineLimits.forBytes(bytes, temporary);
        return memoryMib == null ? usual : new EngineLimits(memoryMib, usual.threads(), temporary);
    }
}
