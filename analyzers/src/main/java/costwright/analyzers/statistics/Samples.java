package costwright.analyzers.statistics;

import java.util.Arrays;

/**
 * Numbers in ascending order, ready to be asked for quantiles.
 *
 * <p>NaN means "no sample" and is left out when samples are made; it never counts as zero. Quantiles are of type 7 of
 * Hyndman and Fan (1996), the default of R, NumPy and spreadsheets: linear interpolation at rank {@code (n - 1) p}.
 */
public final class Samples {
    /** The name of the quantile convention, for evidence. */
    public static final String CONVENTION = "R-7";

    private final double[] ascending;

    private Samples(double[] ascending) {
        this.ascending = ascending;
    }

    /** The values without NaN; the array is not kept. */
    public static Samples of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted); // puts NaN last
        int size = sorted.length;
        while (size > 0 && Double.isNaN(sorted[size - 1])) {
            size--;
        }
        return new Samples(size == sorted.length ? sorted : Arrays.copyOf(sorted, size));
    }

    public int size() {
        return ascending.length;
    }

    public boolean isEmpty() {
        return ascending.length == 0;
    }

    /**
     * The quantile at {@code share} of 0 (smallest) to 1 (largest).
     *
     * @throws IllegalStateException if there is no sample
     */
    public double quantile(double share) {
        requireSamples(ascending);
        requireShare(share);
        double rank = (ascending.length - 1) * share;
        int below = (int) Math.floor(rank);
        double low = ascending[below];
        if (below + 1 >= ascending.length) {
            return low;
        }
        return low + (rank - below) * (ascending[below + 1] - low);
    }

    /** @throws IllegalStateException if there is no sample */
    public double maximum() {
        requireSamples(ascending);
        return ascending[ascending.length - 1];
    }

    /** @throws IllegalStateException if there is no sample */
    public double mean() {
        requireSamples(ascending);
        double sum = 0;
        for (double value : ascending) {
            sum += value;
        }
        return sum / ascending.length;
    }

    /** The standard deviation with n - 1 below the line; zero for a single sample. */
    public double standardDeviation() {
        if (ascending.length < 2) {
            return 0;
        }
        double mean = mean();
        double squares = 0;
        for (double value : ascending) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (ascending.length - 1));
    }

    /** How many samples lie strictly above {@code bound}. */
    public int countAbove(double bound) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] > bound) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return ascending.length - low;
    }

    /** The share of samples strictly above {@code bound}; zero when there is none. */
    public double shareAbove(double bound) {
        return ascending.length == 0 ? 0 : (double) countAbove(bound) / ascending.length;
    }

    static void requireSamples(double[] samples) {
        if (samples.length == 0) {
            throw new IllegalStateException("There is no sample: ask isEmpty() first.");
        }
    }

    static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A quantile lies within 0 and 1, not at %s.".formatted(share));
        }
    }
}
