package costwright.jobs.engine;

import costwright.schema.format.Recognition;
import java.nio.file.Path;

/**
 * One billing file and what its header was recognised as.
 *
 * @param costView what the file tells of a month
 * @param views all views in the delivery, so that no charge is counted in two of them
 */
public record BillingTable(
        Path file, TableHeader header, Recognition recognition, CostViews costView, CostViews views) {
    public BillingTable(Path file, TableHeader header, Recognition recognition) {
        this(file, header, recognition, CostViews.BOTH, CostViews.BOTH);
    }

    /** The same file, known to tell {@code view}, in a delivery that tells {@code all}. */
    public BillingTable telling(CostViews view, CostViews all) {
        return new BillingTable(file, header, recognition, view, all);
    }
}
