package costwright.jobs.engine;

import costwright.jobs.engine.TableHeader.Storage;
import costwright.schema.format.FormatColumn;
import costwright.schema.format.Recognition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * The same file, taken for one that writes its instants as 2026-10-01T00:00:00Z and its numbers plainly, as most do: the
     * engine's reader then makes values of them itself, which saves it many texts, but refuses a file that writes one otherwise.
     */
    public BillingTable plain() {
        if (header.storage() == Storage.PARQUET) {
            return this;
        }
        List<String> types = new ArrayList<>(header.types());
        for (FormatColumn column : recognition.format().columns()) {
            String raw = recognition.columns().get(column.name());
            String type = switch (column.kind()) {
                case INSTANT -> "TIMESTAMP";
                case NUMBER -> "DOUBLE";
                default -> null;
            };
            if (raw != null && type != null) {
                types.set(header.names().indexOf(raw), type);
            }
        }
        TableHeader plain = new TableHeader(header.storage(), header.names(), types);
        return new BillingTable(file, plain, recognition, costView, views, scope);
    }
}
