package costwright.analyzers.rightsizing;

import costwright.schema.finding.Evidence.Sparkline;
import costwright.schema.time.Period;
import costwright.schema.utilization.Series;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small charts of a window: the largest value of each of at most 112 equal stretches, NaN where nothing was measured. */
public final class Sparklines {
    /** Eight points a day over two weeks: a phone shows them all. */
    private static final int POINTS = 112;

    private Sparklines() {}

    /** A chart of demand against capacity, both in the unit of the dimension. */
    public static Sparkline ofDemand(
            Dimension dimension, Track track, Period window, double current, @Nullable Double proposed) {
        String metric = dimension == Dimension.CPU ? "CPU, vCPU used" : "Memory, MiB used";
        return new Sparkline(
                title(metric, window),
                dimension.unit(),
                largest(track.startEpochSeconds(), track.peak(), window),
                current,
                proposed);
    }

    /** A chart of percentages. */
    public static Sparkline ofPercent(
            String metric, Series series, Period window, double current, @Nullable Double proposed) {
        double[] peaks = new double[series.size()];
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] = series.peak(i);
        }
        return new Sparkline(
                title(metric + ", percent", window),
                "percent",
                largest(series.startEpochSeconds(), peaks, window),
                current,
                proposed);
    }

    /** Such as {@code CPU, vCPU used, 14 days to 2026-11-02}. */
    private static String title(String metric, Period window) {
        return "%s, %d days to %s"
                .formatted(
                        metric,
                        Math.round(window.length().toHours() / 24.0),
                        window.end().atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private static List<Double> largest(long[] starts, double[] values, Period window) {
        double[] largest = new double[POINTS];
        Arrays.fill(largest, Double.NaN);
        long from = window.start().getEpochSecond();
        double length = window.length().toSeconds();
        for (int i = 0; i < starts.length; i++) {
            int point = (int) Math.floor((starts[i] - from) / length * POINTS);
            if (point >= 0 && point < POINTS) {
                largest[point] = Double.isNaN(largest[point]) ? values[i] : Math.max(largest[point], values[i]);
            }
        }
        List<Double> points = new ArrayList<>(POINTS);
        for (double value : largest) {
            // Two decimals are more than a chart of this size can show and keep the evidence small.
            points.add(Double.isNaN(value) ? value : Math.round(value * 100) / 100.0);
        }
        return points;
    }
}
