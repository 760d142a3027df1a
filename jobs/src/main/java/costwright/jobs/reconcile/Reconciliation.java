package costwright.jobs.reconcile;

import costwright.jobs.engine.RowCounts;
import costwright.jobs.store.Delivery;
import costwright.jobs.store.SliceChange;
import java.util.List;

/** The account of one delivery: where its rows went, and what each slice now holds. */
public record Reconciliation(Delivery delivery, RowCounts rows, List<String> unreadColumns, List<SliceChange> slices) {
    public Reconciliation {
        unreadColumns = List.copyOf(unreadColumns);
        slices = List.copyOf(slices);
    }
}
