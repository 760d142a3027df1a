package costwright.jobs.pull.file;

import costwright.jobs.reconcile.Reconciliation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an import did.
 *
 * @param reconciliation the account of what was read; empty if all of it was live already, so that nothing was read
 * @param ignored billing files that no manifest lists
 */
public record ImportOutcome(Optional<Reconciliation> reconciliation, List<Path> ignored) {
    public ImportOutcome {
        ignored = List.copyOf(ignored);
    }

    /** Whether the store changed. */
    public boolean changed() {
        return reconciliation.isPresent();
    }
}
