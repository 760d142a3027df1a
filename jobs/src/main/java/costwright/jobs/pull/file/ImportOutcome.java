package costwright.jobs.pull.file;

import costwright.jobs.reconcile.Reconciliation;
import java.util.List;

/**
 * What an import did.
 *
 * @param changed false if all of it was live already, so that nothing was read
 * @param reconciliations one for each delivery that was read
 */
public record ImportOutcome(boolean changed, List<Reconciliation> reconciliations) {
    public ImportOutcome {
        reconciliations = List.copyOf(reconciliations);
    }
}
