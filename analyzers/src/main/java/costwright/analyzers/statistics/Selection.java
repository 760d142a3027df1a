package costwright.analyzers.statistics;

import java.util.Arrays;
import org.apache.commons.math3.util.KthSelector;

/**
 * Numbers in any order, of which one or two quantiles are wanted: they are found by selection, several times faster than by
 * sorting, and are the same to the last bit as those of {@link Samples}.
 *
 * <p>NaN means "no sample" and is left out. Asking reorders the numbers, so threads must not share a selection.
 */
public final class Selection {
    private final double[] work;

    private Selection(double[] work) {
        this.work = work;
    }

    /** The values without NaN; the array is not kept. */
    public static Selection of(double[] values) {
        double[] kept = new double[values.length];
        int size = 0;
        for (double value : values) {
            kept[size] = value;
            size += Double.isNaN(value) ? 0 : 1;
        }
        return new Selection(size == kept.length ? kept : Arrays.copyOf(kept, size));
    }

    public int size() {
        return work.length;
    }

    /**
     * The quantile of type 7 at {@code share} of 0 (smallest) to 1 (largest).
     *
     * @throws IllegalStateException if there is no sample
     */
    public double quantile(double share) {
        Samples.requireSamples(work);
        Samples.requireShare(share);
        double rank = (work.length - 1) * share;
        int below = (int) Math.floor(rank);
        double low = new KthSelector().select(work, null, below);
        if (below + 1 >= work.length) {
            return low;
        }
        // Selection leaves everything from here on at least as large.
        double next = work[below + 1];
        for (int i = below + 2; i < work.length; i++) {
            next = Math.min(next, work[i]);
        }
        return low + (rank - below) * (next - low);
    }

    /** @throws IllegalStateException if there is no sample */
    public double maximum() {
        Samples.requireSamples(work);
        double largest = work[0];
        for (double value : work) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
