package costwright.jobs.engine;

import java.nio.file.Path;
import java.util.List;

/** Reads billing files at the speed of the disk. An engine is used by one thread and closed after use. */
public interface RollupEngine extends AutoCloseable {
    /**
     * The columns of a file and how they are stored.
     *
     * @throws costwright.schema.CostwrightException INPUT if the file cannot be read or has no header
     */
    TableHeader header(Path file);

    /**
     * Which telling of its month a file holds, judged by its rows; {@link CostViews#BOTH} for dialects that tell both in
     * each row.
     */
    CostViews costView(BillingTable table);

    /**
     * Reads all rows of all files once.
     *
     * @param byFile whether the files are to be told apart, for {@link Rollup#overlaps}; this costs memory
     * @throws costwright.schema.CostwrightException INPUT if a file is damaged, or holds rows that must be rejected; the
     *     problems name file, row, column and value
     */
    Rollup roll(List<BillingTable> tables, boolean byFile);

    /**
     * Breaches of FOCUS with the file and row of one example each, and what only a closer look counts. Reads the files once
     * more, in their order.
     *
     * @param breaches what the rollup of the same tables found
     */
    List<Breach> located(List<BillingTable> tables, List<Breach> breaches);

    @Override
    void close();
}
