package costwright.jobs.engine;

import costwright.schema.format.Recognition;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One billing file and what its header was recognised as.
 *
 * @param costView what the file tells of a month
 * @param views all views in the delivery, so that no charge is counted in two of them
 * @param scope the billing account where the file has no column for it; null where it has one
 */
public record BillingTable(
        Path file,
        TableHeader header,
        Recognition recognition,
        CostViews costView,
        CostViews views,
        @Nullable String scope) {
    public BillingTable(Path file, TableHeader header, Recognition recognition, @Nullable String scope) {
        this(file, header, recognition, CostViews.BOTH, CostViews.BOTH, scope);
    }

    /** The same file, known to tell {@code view}, in a delivery that tells {@code all}. */
    public BillingTable telling(CostViews view, CostViews all) {
        return new BillingTable(file, header, recognition, view, all, scope);
    }
}
