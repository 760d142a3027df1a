package costwright.analyzers.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Whether a daily value drifts: the median of all pairwise slopes (Theil 1950, Sen 1968) and the two-sided p-value of the
 * rank test of Mann (1945) and Kendall (1975) with the correction for ties.
 *
 * @param slopePerDay the drift, in the unit of the values
 * @param pValue how easily chance alone gives such an order
 */
public record Trend(double slopePerDay, double pValue) {
    public static final Trend NONE = new Trend(0, 1);

    /** Nothing is drawn from it, so it needs no random generator. */
    private static final NormalDistribution STANDARD_NORMAL = new NormalDistribution(null, 0, 1);

    /** The trend of one value per day; NaN marks a day without one. Fewer than four values have no trend. */
    public static Trend of(double[] daily) {
        int[] day = new int[daily.length];
        double[] value = new double[daily.length];
        int n = 0;
        for (int i = 0; i < daily.length; i++) {
            if (!Double.isNaN(daily[i])) {
                day[n] = i;
                value[n++] = daily[i];
            }
        }
        if (n < 4) {
            return NONE;
        }
        double[] slopes = new double[n * (n - 1) / 2];
        long concordance = 0;
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[pairs++] = (value[j] - value[i]) / (day[j] - day[i]);
                concordance += Double.compare(value[j], value[i]);
            }
        }
        return new Trend(Samples.of(slopes).quantile(0.5), pValue(concordance, Arrays.copyOf(value, n)));
    }

    private static double pValue(long concordance, double[] values) {
        double n = values.length;
        double variance = (n * (n - 1) * (2 * n + 5) - ties(values)) / 18;
        if (variance <= 0 || concordance == 0) {
            return 1;
        }
        double z = (concordance - Math.signum((double) concordance)) / Math.sqrt(variance);
        return 2 * (1 - STANDARD_NORMAL.cumulativeProbability(Math.abs(z)));
    }

    private static double ties(double[] values) {
        Arrays.sort(values);
        double sum = 0;
        int start = 0;
        for (int i = 1; i <= values.length; i++) {
            if (i == values.length || values[i] != values[start]) {
                double run = i - start;
                sum += run * (run - 1) * (2 * run + 5);
                start = i;
            }
        }
        return sum;
    }
}
