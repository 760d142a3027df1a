package costwright.schema.utilization;

import costwright.schema.resource.ResourceId;

/**
 * The samples of one metric of one resource, in time order and without duplicates; slots without data are absent.
 *
 * <p>The arrays are shared, not copied, because a fleet has hundreds of millions of samples: whoever builds a series
 * gives the arrays away and nobody writes to them.
 *
 * @param intervalSeconds the length of the interval that each sample describes
 * @param startEpochSeconds the start of each interval, strictly ascending
 * @param average the mean within each interval; NaN where the source gave none
 * @param maximum the largest value within each interval; NaN where the source gave none
 */
@SuppressWarnings("ArrayRecordComponent") // see above: sharing is the point
public record Series(
        ResourceId resource,
        Metric metric,
        int intervalSeconds,
        long[] startEpochSeconds,
        double[] average,
        double[] maximum) {
    public Series {
        if (intervalSeconds <= 0) {
            throw new IllegalArgumentException("intervalSeconds (%d) must be positive.".formatted(intervalSeconds));
        }
        if (average.length != startEpochSeconds.length || maximum.length != startEpochSeconds.length) {
            throw new IllegalArgumentException("Starts, averages and maxima differ in number: %d, %d, %d."
                    .formatted(startEpochSeconds.length, average.length, maximum.length));
        }
    }

    public int size() {
        return startEpochSeconds.length;
    }

    /** The maximum of the interval where there is one, else the average: the safe reading of a demand. */
    public double peak(int index) {
        return Double.isNaN(maximum[index]) ? average[index] : maximum[index];
    }
}
