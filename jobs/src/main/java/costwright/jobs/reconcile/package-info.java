/**
 * Balance assertions: what a bill says against what the store holds.
 *
 * <p>Counts and exact sums come in, a reconciliation goes out. Nothing is read from disk here. Start reading at
 * {@link costwright.jobs.reconcile.Reconciliation}.
 */
@NullMarked
package costwright.jobs.reconcile;

import org.jspecify.annotations.NullMarked;
