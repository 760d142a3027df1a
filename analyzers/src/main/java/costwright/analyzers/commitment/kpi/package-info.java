/**
 * How well the commitments that are owned do, from the charges of a bill: coverage, utilization, effective savings rate
 * and waste.
 *
 * <p>Sums of charges come in, shares with both their parts go out; a share that the bill does not allow is absent with
 * the reason, never zero. Nothing is read or rounded here. Start reading at
 * {@link costwright.analyzers.commitment.kpi.CommitmentKpis}.
 */
@NullMarked
package costwright.analyzers.commitment.kpi;

import org.jspecify.annotations.NullMarked;
