package costwright.jobs.reconcile;

import costwright.jobs.engine.Breach;
import costwright.jobs.engine.RowCounts;
import costwright.jobs.engine.SetAsideRow;
import costwright.jobs.store.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account of one delivery: where its rows went, what each slice now holds, and whether the store agrees with the files
 * to the last digit.
 *
 * @param manifestRows the rows that manifests announce; null where there is none or it does not say
 * @param unreadColumns the columns that no rule reads
 * @param missingColumns the columns that FOCUS requires and that the files lack
 */
public record Reconciliation(
        Delivery delivery,
        RowCounts rows,
        @Nullable Long manifestRows,
        List<SetAsideRow> setAside,
        List<SliceAccount> slices,
        List<Balance> balances,
        List<Breach> conformance,
        List<String> unreadColumns,
        List<String> missingColumns) {
    public Reconciliation {
        setAside = List.copyOf(setAside);
        slices = List.copyOf(slices);
        balances = List.copyOf(balances);
        conformance = List.copyOf(conformance);
        unreadColumns = List.copyOf(unreadColumns);
        missingColumns = List.copyOf(missingColumns);
    }

    /** Whether every sum in the store is that of the files. */
    public boolean isEven() {
        return balances.stream().allMatch(Balance::isEven);
    }
}
