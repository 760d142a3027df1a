package costwright.analyzers.statistics;

import java.util.Arrays;

/**
 * How far an hourly series repeats itself.
 *
 * @param daily the autocorrelation at 24 hours
 * @param weekly the autocorrelation at 168 hours
 * @param weeklyStrength {@code max(0, 1 - Var(remainder) / Var(series))} after the median of each hour of the week is
 *     taken away; 0 without two whole weeks
 */
public record Seasonality(double daily, double weekly, double weeklyStrength) {
    public static final int HOURS_PER_WEEK = 168;

    /** From one value per hour, NaN for an hour without one, in time order without holes. */
    public static Seasonality of(double[] hourly) {
        return new Seasonality(
                autocorrelation(hourly, 24), autocorrelation(hourly, HOURS_PER_WEEK), weeklyStrength(hourly));
    }

    /** The correlation of the series with itself {@code lag} hours earlier; 0 where it is constant or too short. */
    public static double autocorrelation(double[] hourly, int lag) {
        double mean = Arrays.stream(hourly)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        double together = 0;
        double alone = 0;
        int pairs = 0;
        int present = 0;
        for (int i = 0; i < hourly.length; i++) {
            if (Double.isNaN(hourly[i])) {
                continue;
            }
            alone += (hourly[i] - mean) * (hourly[i] - mean);
            present++;
            if (i >= lag && !Double.isNaN(hourly[i - lag])) {
                together += (hourly[i] - mean) * (hourly[i - lag] - mean);
                pairs++;
            }
        }
        return pairs < lag || alone <= 0 ? 0 : together / pairs / (alone / present);
    }

    private static double weeklyStrength(double[] hourly) {
        if (hourly.length < 2 * HOURS_PER_WEEK) {
            return 0;
        }
        double[] remainder = new double[hourly.length];
        for (int hour = 0; hour < HOURS_PER_WEEK; hour++) {
            double[] same = new double[(hourly.length - hour + HOURS_PER_WEEK - 1) / HOURS_PER_WEEK];
            for (int week = 0; week < same.length; week++) {
                same[week] = hourly[hour + week * HOURS_PER_WEEK];
            }
            Samples samples = Samples.of(same);
            double typical = samples.isEmpty() ? Double.NaN : samples.quantile(0.5);
            for (int week = 0; week < same.length; week++) {
                remainder[hour + week * HOURS_PER_WEEK] = same[week] - typical;
            }
        }
        double variance = Math.pow(Samples.of(hourly).standardDeviation(), 2);
        return variance <= 0
                ? 0
                : Math.max(0, 1 - Math.pow(Samples.of(remainder).standardDeviation(), 2) / variance);
    }
}
