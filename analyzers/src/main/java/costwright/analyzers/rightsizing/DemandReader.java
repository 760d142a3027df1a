package costwright.analyzers.rightsizing;

import costwright.schema.resource.ResourceId;
import costwright.schema.time.Period;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import costwright.schema.utilization.UtilizationSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Turns samples of utilization into demand.
 *
 * <p>Percentages are of the capacity that was there at the time: where the source gives the capacity of each slot
 * ({@code cpu_capacity_vcpu}, {@code memory_capacity_mib}) that one counts, else the capacity of the machine now.
 */
public final class DemandReader {
    private static final double BYTES_PER_SECOND_TO_MBPS = 8 / 1e6;
    private static final double BYTES_TO_MIB = 1.0 / (1 << 20);

    private final UtilizationSource source;

    public DemandReader(UtilizationSource source) {
        this.source = source;
    }

    /**
     * The demand of a machine within a period.
     *
     * @param vcpu the capacity now
     * @param memoryMib the capacity now
     */
    public Demand read(ResourceId resource, Period period, double vcpu, double memoryMib) {
        Map<Dimension, Track> tracks = new EnumMap<>(Dimension.class);
        series(resource, Metric.CPU_PERCENT, period)
                .map(percent -> ofPercent(percent, series(resource, Metric.CPU_CAPACITY_VCPU, period), vcpu))
                .ifPresent(track -> tracks.put(Dimension.CPU, track));
        series(resource, Metric.MEMORY_USED_MIB, period)
                .map(used -> scaled(used, 1))
                .or(() -> series(resource, Metric.MEMORY_PERCENT, period)
                        .map(percent ->
                                ofPercent(percent, series(resource, Metric.MEMORY_CAPACITY_MIB, period), memoryMib)))
                .ifPresent(track -> tracks.put(Dimension.MEMORY, track));
        sum(
                        resource,
                        period,
                        Metric.NETWORK_IN_BYTES_PER_SECOND,
                        Metric.NETWORK_OUT_BYTES_PER_SECOND,
                        BYTES_PER_SECOND_TO_MBPS)
                .ifPresent(track -> tracks.put(Dimension.NETWORK, track));
        sum(resource, period, Metric.DISK_READ_IOPS, Metric.DISK_WRITE_IOPS, 1)
                .ifPresent(track -> tracks.put(Dimension.DISK_IOPS, track));
        sum(resource, period, Metric.DISK_READ_BYTES_PER_SECOND, Metric.DISK_WRITE_BYTES_PER_SECOND, BYTES_TO_MIB)
                .ifPresent(track -> tracks.put(Dimension.DISK_THROUGHPUT, track));
        return new Demand(tracks, period.end().getEpochSecond());
    }

    private Optional<Series> series(ResourceId resource, Metric metric, Period period) {
        return source.series(resource, metric, period).filter(series -> series.size() > 0);
    }

    private static Track ofPercent(Series percent, Optional<Series> capacity, double capacityNow) {
        if (capacity.isEmpty()) {
            return scaled(percent, capacityNow / 100);
        }
        double[] average = new double[percent.size()];
        double[] peak = new double[percent.size()];
        Series capacities = capacity.get();
        int at = 0;
        for (int i = 0; i < average.length; i++) {
            while (at + 1 < capacities.size()
                    && capacities.startEpochSeconds()[at + 1] <= percent.startEpochSeconds()[i]) {
                at++;
            }
            double here = capacities.peak(at) / 100;
            average[i] = averageOrPeak(percent, i) * here;
            peak[i] = percent.peak(i) * here;
        }
        return slots(new Track(percent.intervalSeconds(), percent.startEpochSeconds(), average, peak));
    }

    /**
     * Rows without a value are no slots, and rows that begin within half an interval of the one before describe the same
     * slot: time is counted once.
     */
    private static Track slots(Track all) {
        Track rows = measured(all);
        long half = rows.intervalSeconds() / 2;
        long[] starts = rows.startEpochSeconds();
        int same = 0;
        for (int i = 1; i < starts.length; i++) {
            same += starts[i] - starts[i - 1] <= half ? 1 : 0;
        }
        if (same == 0) {
            return rows;
        }
        long[] kept = new long[starts.length];
        double[] average = new double[starts.length];
        double[] peak = new double[starts.length];
        int size = 0;
        for (int i = 0; i < starts.length; i++) {
            if (size > 0 && starts[i] - kept[size - 1] <= half) {
                peak[size - 1] = Math.max(peak[size - 1], rows.peak()[i]);
            } else {
                kept[size] = starts[i];
                average[size] = rows.average()[i];
                peak[size++] = rows.peak()[i];
            }
        }
        return new Track(
                rows.intervalSeconds(),
                Arrays.copyOf(kept, size),
                Arrays.copyOf(average, size),
                Arrays.copyOf(peak, size));
    }

    private static Track measured(Track all) {
        int[] kept = IntStream.range(0, all.size())
                .filter(i -> !Double.isNaN(all.average()[i]))
                .toArray();
        return kept.length == all.size()
                ? all
                : new Track(
                        all.intervalSeconds(),
                        IntStream.of(kept)
                                .mapToLong(i -> all.startEpochSeconds()[i])
                                .toArray(),
                        IntStream.of(kept).mapToDouble(i -> all.average()[i]).toArray(),
                        IntStream.of(kept).mapToDouble(i -> all.peak()[i]).toArray());
    }

    private static Track scaled(Series series, double factor) {
        double[] average = new double[series.size()];
        double[] peak = new double[series.size()];
        for (int i = 0; i < average.length; i++) {
            average[i] = averageOrPeak(series, i) * factor;
            peak[i] = series.peak(i) * factor;
        }
        return slots(new Track(series.intervalSeconds(), series.startEpochSeconds(), average, peak));
    }

    private static double averageOrPeak(Series series, int index) {
        return Double.isNaN(series.average()[index]) ? series.peak(index) : series.average()[index];
    }

    /** Both directions added where both were measured in the same slots; one alone where the other is missing. */
    private Optional<Track> sum(ResourceId resource, Period period, Metric first, Metric second, double factor) {
        Optional<Series> one = series(resource, first, period);
        Optional<Series> other = series(resource, second, period);
        if (one.isEmpty()
                || other.isEmpty()
                || one.get().intervalSeconds() != other.get().intervalSeconds()) {
            return one.or(() -> other).map(series -> scaled(series, factor));
        }
        Track a = scaled(one.get(), factor);
        Track b = scaled(other.get(), factor);
        double[] average = a.average();
        double[] peak = a.peak();
        int j = 0;
        for (int i = 0; i < a.size(); i++) {
            while (j < b.size() && b.startEpochSeconds()[j] < a.startEpochSeconds()[i]) {
                j++;
            }
            if (j < b.size() && b.startEpochSeconds()[j] == a.startEpochSeconds()[i]) {
                average[i] += b.average()[j];
                peak[i] += b.peak()[j];
            }
        }
        return Optional.of(new Track(a.intervalSeconds(), a.startEpochSeconds(), average, peak));
    }
}
