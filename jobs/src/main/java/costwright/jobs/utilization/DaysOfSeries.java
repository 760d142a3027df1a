package costwright.jobs.utilization;

import costwright.schema.resource.ResourceId;
import costwright.schema.time.Period;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Joins packed days to one series. */
public final class DaysOfSeries {
    private DaysOfSeries() {}

    /** A packed day of one series. */
    @SuppressWarnings("ArrayRecordComponent") // lives as long as one question
    public record Day(int intervalSeconds, int epochDay, byte[] content) {}

    /**
     * The samples that start within {@code period}, whose ends count as whole seconds. Where a resource was measured at several granularities, the one that
     * covers most of the period is taken, the finer of two that cover the same; they are never mixed.
     *
     * @param days in order of day
     */
    public static Optional<Series> join(ResourceId resource, Metric metric, Period period, List<Day> days) {
        Map<Integer, Growing> byInterval = new TreeMap<>();
        for (Day day : days) {
            byInterval
                    .computeIfAbsent(day.intervalSeconds(), Growing::new)
                    .add(day.epochDay(), PackedDay.unpack(day.content(), day.intervalSeconds()), period);
        }
        return byInterval.values().stream()
                .filter(growing -> growing.size > 0)
                .max(Comparator.comparingLong(Growing::coveredSeconds).thenComparingInt(g -> -g.interval))
                .map(growing -> growing.series(resource, metric));
    }

    private static final class Growing {
        private final int interval;
        private long[] starts = new long[512];
        private double[] averages = new double[512];
        private double[] maxima = new double[512];
        private int size;

        Growing(int interval) {
            this.interval = interval;
        }

        void add(int epochDay, DaySamples day, Period period) {
            long midnight = (long) epochDay * DayKey.SECONDS_PER_DAY;
            long from = period.start().getEpochSecond();
            long to = period.end().getEpochSecond();
            ensure(day.size());
            for (int i = 0; i < day.size(); i++) {
                long start = midnight + day.secondOfDay()[i];
                if (start >= from && start < to) {
                    starts[size] = start;
                    averages[size] = day.average()[i];
                    maxima[size++] = day.maximum()[i];
                }
            }
        }

        private void ensure(int more) {
            if (size + more > starts.length) {
                int larger = Math.max(starts.length * 2, size + more);
                starts = Arrays.copyOf(starts, larger);
                averages = Arrays.copyOf(averages, larger);
                maxima = Arrays.copyOf(maxima, larger);
            }
        }

        long coveredSeconds() {
            return (long) size * interval;
        }

        Series series(ResourceId resource, Metric metric) {
            return new Series(
                    resource,
                    metric,
                    interval,
                    Arrays.copyOf(starts, size),
                    Arrays.copyOf(averages, size),
                    Arrays.copyOf(maxima, size));
        }
    }
}
