package costwright.jobs.reconcile;

import costwright.jobs.engine.ExactCosts;
import costwright.jobs.store.SliceChange;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one slice holds, beside what others say that it should.
 *
 * @param change what the import did to it
 * @param costs its exact sums
 * @param statedBilled the files' own cost column of the actual view; null for FOCUS, where it is BilledCost itself
 * @param statedEffective likewise of the amortized view
 * @param invoice the total of the invoice; null where none was given
 */
public record SliceAccount(
        SliceChange change,
        ExactCosts costs,
        @Nullable BigDecimal statedBilled,
        @Nullable BigDecimal statedEffective,
        @Nullable BigDecimal invoice) {
    /** BilledCost minus what the files state; null where they state nothing else. */
    public @Nullable BigDecimal statedBilledDifference() {
        return statedBilled == null ? null : costs.billed().subtract(statedBilled);
    }

    /** EffectiveCost minus what the files state; null where they state nothing else. */
    public @Nullable BigDecimal statedEffectiveDifference() {
        return statedEffective == null ? null : costs.effective().subtract(statedEffective);
    }

    /** BilledCost minus the invoice; null where none was given. */
    public @Nullable BigDecimal invoiceDifference() {
        return invoice == null ? null : costs.billed().subtract(invoice);
    }
}
