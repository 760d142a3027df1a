package costwright.jobs.utilization;

import java.util.Arrays;

/**
 * The samples of one day, in order of time and without duplicates.
 *
 * @param secondOfDay the start of each interval after midnight UTC, strictly ascending
 * @param average NaN where there is none
 * @param maximum NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // built once, given away, never written to again
public record DaySamples(int[] secondOfDay, double[] average, double[] maximum) {
    /**
     * Sorts samples that came in any order; of several with the same start the last one counts, because a later row
     * corrects an earlier one. The arrays are used up to {@code size} and not kept.
     */
    static DaySamples of(int[] seconds, double[] averages, double[] maxima, int size) {
        if (isAscending(seconds, size)) {
            return new DaySamples(
                    Arrays.copyOf(seconds, size), Arrays.copyOf(averages, size), Arrays.copyOf(maxima, size));
        }
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = ((long) seconds[i] << 32) | i;
        }
        Arrays.sort(order);
        int[] second = new int[size];
        double[] average = new double[size];
        double[] maximum = new double[size];
        int kept = 0;
        for (long entry : order) {
            int from = (int) entry;
            int at = kept > 0 && second[kept - 1] == seconds[from] ? kept - 1 : kept++;
            second[at] = seconds[from];
            average[at] = averages[from];
            maximum[at] = maxima[from];
        }
        return new DaySamples(Arrays.copyOf(second, kept), Arrays.copyOf(average, kept), Arrays.copyOf(maximum, kept));
    }

    public int size() {
        return secondOfDay.length;
    }

    /** These samples with the later ones put in; where both have the same start, the later one counts. */
    public DaySamples with(DaySamples later) {
        int both = size() + later.size();
        int[] seconds = Arrays.copyOf(secondOfDay, both);
        double[] averages = Arrays.copyOf(average, both);
        double[] maxima = Arrays.copyOf(maximum, both);
        System.arraycopy(later.secondOfDay, 0, seconds, size(), later.size());
        System.arraycopy(later.average, 0, averages, size(), later.size());
        System.arraycopy(later.maximum, 0, maxima, size(), later.size());
        return of(seconds, averages, maxima, both);
    }

    private static boolean isAscending(int[] seconds, int size) {
        for (int i = 1; i < size; i++) {
            if (seconds[i] <= seconds[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
