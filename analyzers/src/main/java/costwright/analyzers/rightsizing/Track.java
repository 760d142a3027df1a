package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Samples;
import java.util.Arrays;

/**
 * Demand for one dimension, one value for each slot in which the machine was on and measured.
 *
 * <p>The arrays are shared, not copied; nobody writes to them.
 *
 * @param intervalSeconds the length of a slot
 * @param startEpochSeconds the start of each slot, strictly ascending
 * @param average the mean demand within the slot
 * @param peak the largest demand within the slot; the mean where the source gave no maximum
 */
// A fleet has hundreds of millions of samples: arrays are shared, and one serves both where a source gives one value.
@SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"})
public record Track(int intervalSeconds, long[] startEpochSeconds, double[] average, double[] peak) {
    public static final long SECONDS_PER_DAY = 86_400;

    public Track {
        if (average.length != startEpochSeconds.length || peak.length != startEpochSeconds.length) {
            throw new IllegalArgumentException("Starts, averages and peaks differ in number: %d, %d, %d."
                    .formatted(startEpochSeconds.length, average.length, peak.length));
        }
    }

    /** A track of a source that gives one value per slot. */
    public static Track of(int intervalSeconds, long[] startEpochSeconds, double[] value) {
        return new Track(intervalSeconds, startEpochSeconds, value, value);
    }

    public int size() {
        return startEpochSeconds.length;
    }

    public boolean isEmpty() {
        return startEpochSeconds.length == 0;
    }

    /** How long the machine was seen to be on. */
    public double hours() {
        return size() * (intervalSeconds / 3600.0);
    }

    /** The slots that start in {@code [from, to)}, in seconds since 1970. */
    public Track within(long from, long to) {
        int first = firstAtOrAfter(from);
        int end = firstAtOrAfter(to);
        if (first == 0 && end == size()) {
            return this;
        }
        double[] averages = Arrays.copyOfRange(average, first, end);
        return new Track(
                intervalSeconds,
                Arrays.copyOfRange(startEpochSeconds, first, end),
                averages,
                average == peak ? averages : Arrays.copyOfRange(peak, first, end));
    }

    /** The slots of the last {@code days} days before {@code end}, which itself is not part. */
    public Track lastDays(int days, long end) {
        return within(end - days * SECONDS_PER_DAY, end);
    }

    /** The same demand where each unit is worth {@code factor} of before. */
    public Track times(double factor) {
        double[] averages = Arrays.stream(average).map(value -> value * factor).toArray();
        return new Track(
                intervalSeconds,
                startEpochSeconds,
                averages,
                average == peak
                        ? averages
                        : Arrays.stream(peak).map(value -> value * factor).toArray());
    }

    public Samples averages() {
        return Samples.of(average);
    }

    public Samples peaks() {
        return Samples.of(peak);
    }

    /**
     * The day of each slot, counted back from {@code end}: 0 is the last 24 hours. Days end with the window, not at
     * midnight, so that the last one is whole.
     */
    public int[] daysBefore(long end) {
        int[] days = new int[size()];
        for (int i = 0; i < days.length; i++) {
            days[i] = (int) ((end - 1 - startEpochSeconds[i]) / SECONDS_PER_DAY);
        }
        return days;
    }

    /** The largest peak of each of the last {@code days} days, oldest first; NaN for a day without a slot. */
    public double[] dailyMaxima(int days, long end) {
        double[] maxima = new double[days];
        Arrays.fill(maxima, Double.NaN);
        int[] before = daysBefore(end);
        for (int i = 0; i < before.length; i++) {
            if (before[i] >= 0 && before[i] < days) {
                int day = days - 1 - before[i];
                maxima[day] = Double.isNaN(maxima[day]) ? peak[i] : Math.max(maxima[day], peak[i]);
            }
        }
        return maxima;
    }

    /** The mean of the averages of each of the last {@code hours} hours, oldest first; NaN for an hour without a slot. */
    public double[] hourlyMeans(int hours, long end) {
        double[] sums = new double[hours];
        int[] slots = new int[hours];
        for (int i = 0; i < size(); i++) {
            long before = (end - 1 - startEpochSeconds[i]) / 3600;
            if (before >= 0 && before < hours) {
                int hour = hours - 1 - (int) before;
                sums[hour] += average[i];
                slots[hour]++;
            }
        }
        for (int hour = 0; hour < hours; hour++) {
            sums[hour] = slots[hour] == 0 ? Double.NaN : sums[hour] / slots[hour];
        }
        return sums;
    }

    /** The largest average of each stretch of {@code seconds}, aligned to UTC: what a coarser source would have shown. */
    public Track maximaOver(int seconds) {
        if (seconds <= intervalSeconds) {
            return this;
        }
        long[] starts = new long[size()];
        double[] values = new double[size()];
        int n = 0;
        for (int i = 0; i < size(); i++) {
            long start = Math.floorDiv(startEpochSeconds[i], (long) seconds) * seconds;
            if (n > 0 && starts[n - 1] == start) {
                values[n - 1] = Math.max(values[n - 1], average[i]);
            } else {
                starts[n] = start;
                values[n++] = average[i];
            }
        }
        return Track.of(seconds, Arrays.copyOf(starts, n), Arrays.copyOf(values, n));
    }

    private int firstAtOrAfter(long epochSecond) {
        int index = Arrays.binarySearch(startEpochSeconds, epochSecond);
        return index >= 0 ? index : -index - 1;
    }
}
