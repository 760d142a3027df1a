package costwright.jobs.utilization;

import costwright.schema.resource.ResourceId;
import costwright.schema.time.Period;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.SampleConsumer;
import costwright.schema.utilization.Series;
import costwright.schema.utilization.UtilizationSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Samples packed in memory, for plans from files without a store: about two bytes for each sample. */
public final class PackedSamples implements UtilizationSource {
    private record SeriesKey(ResourceId resource, Metric metric) implements Comparable<SeriesKey> {
        @Override
        public int compareTo(SeriesKey other) {
            int byResource = resource.compareTo(other.resource);
            return byResource != 0 ? byResource : metric.compareTo(other.metric);
        }
    }

    private final Map<SeriesKey, TreeMap<DayKey, byte[]>> packed = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private PackedSamples() {}

    /** All that {@code reading} delivers. */
    public static PackedSamples collect(Consumer<SampleConsumer> reading) {
        PackedSamples samples = new PackedSamples();
        SampleBuffer buffer = new SampleBuffer(SampleBuffer.DEFAULT_CAPACITY, samples::add);
        reading.accept(buffer);
        buffer.flush();
        return samples;
    }

    private void add(DayKey key, DaySamples day) {
        packed.computeIfAbsent(new SeriesKey(key.resource(), key.metric()), series -> new TreeMap<>())
                .merge(
                        key,
                        PackedDay.pack(day, key.intervalSeconds()),
                        (earlier, later) -> PackedDay.pack(
                                PackedDay.unpack(earlier, key.intervalSeconds()).with(day), key.intervalSeconds()));
        long midnight = (long) key.epochDay() * DayKey.SECONDS_PER_DAY;
        first = Math.min(first, midnight + day.secondOfDay()[0]);
        last = Math.max(last, midnight + day.secondOfDay()[day.size() - 1] + key.intervalSeconds());
    }

    public boolean isEmpty() {
        return packed.isEmpty();
    }

    /** The resources with at least one sample, in order. */
    public List<ResourceId> resources() {
        return packed.keySet().stream().map(SeriesKey::resource).distinct().toList();
    }

    /** The start of the first interval in seconds since 1970. */
    public long firstEpochSecond() {
        return first;
    }

    /** The end of the last interval in seconds since 1970. */
    public long endEpochSecond() {
        return last;
    }

    /** How many bytes the packed days take. */
    public long bytes() {
        return packed.values().stream()
                .flatMap(days -> days.values().stream())
                .mapToLong(content -> content.length)
                .sum();
    }

    @Override
    public Optional<Series> series(ResourceId resource, Metric metric, Period period) {
        int firstDay = Math.toIntExact(Math.floorDiv(period.start().getEpochSecond(), DayKey.SECONDS_PER_DAY));
        int lastDay = Math.toIntExact(Math.floorDiv(period.end().getEpochSecond(), DayKey.SECONDS_PER_DAY));
        List<DaysOfSeries.Day> days = new ArrayList<>();
        packed.getOrDefault(new SeriesKey(resource, metric), new TreeMap<>()).forEach((key, content) -> {
            if (key.epochDay() >= firstDay && key.epochDay() <= lastDay) {
                days.add(new DaysOfSeries.Day(key.intervalSeconds(), key.epochDay(), content));
            }
        });
        return DaysOfSeries.join(resource, metric, period, Collections.unmodifiableList(days));
    }
}
