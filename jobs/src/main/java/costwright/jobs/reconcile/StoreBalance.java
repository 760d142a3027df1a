package costwright.jobs.reconcile;

import costwright.jobs.store.SliceBalance;
import costwright.jobs.store.Store;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.Problem;
import java.util.List;

/** Asserts that the daily rows of every live slice still add up to its exact totals. */
public final class StoreBalance {
    private StoreBalance() {}

    /**
     * Compares all live slices.
     *
     * @return how many slices were compared
     * @throws CostwrightException INPUT naming each slice that does not add up
     */
    public static int require(Store store) {
        List<SliceBalance> balances = SliceBalance.of(store);
        List<Problem> problems = balances.stream()
                .flatMap(balance -> balance.problems().stream())
                .map(problem -> new Problem(store.location(), null, null, null, problem))
                .toList();
        if (!problems.isEmpty()) {
            throw CostwrightException.of(
                    FailureKind.INPUT,
                    "The bills in the store do not add up. Import the named months again with --force:",
                    problems);
        }
        return balances.size();
    }
}
