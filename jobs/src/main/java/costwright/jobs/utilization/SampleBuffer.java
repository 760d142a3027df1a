package costwright.jobs.utilization;

import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.SampleConsumer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects samples by resource, metric, granularity and day, and hands over what it has whenever it is full, so that a
 * file of any size and order needs bounded memory. A day may be handed over in several parts.
 */
public final class SampleBuffer implements SampleConsumer {
    /** Slots of 20 bytes each: 80 MB. */
    public static final int DEFAULT_CAPACITY = 4_000_000;
    /** What a day takes beside its slots, in slots: a day with one sample is not as small as its sample. */
    private static final int SLOTS_PER_DAY = 12;

    private final int capacity;
    private final BiConsumer<DayKey, DaySamples> drain;
    private final Map<DayKey, Growing> days = new HashMap<>();
    private int held;
    private long accepted;

    private @Nullable ResourceId lastResource;
    private @Nullable Metric lastMetric;
    private int lastInterval;
    private int lastDay;
    private @Nullable Growing last;

    /** @param drain takes the days in order of key each time the buffer is full, and at {@link #flush} */
    public SampleBuffer(int capacity, BiConsumer<DayKey, DaySamples> drain) {
        this.capacity = capacity;
        this.drain = drain;
    }

    @Override
    public void accept(
            ResourceId resource,
            Metric metric,
            int intervalSeconds,
            long startEpochSecond,
            double average,
            double maximum) {
        int day = Math.toIntExact(Math.floorDiv(startEpochSecond, DayKey.SECONDS_PER_DAY));
        int second = Math.floorMod(startEpochSecond, DayKey.SECONDS_PER_DAY);
        int grown = growing(resource, metric, intervalSeconds, day).add(second, average, maximum);
        held += grown;
        accepted++;
        if (held >= capacity) {
            flush();
        }
    }

    /** How many samples have come in, duplicates included. */
    public long accepted() {
        return accepted;
    }

    /** Hands over everything. */
    public void flush() {
        new TreeMap<>(days).forEach((key, growing) -> drain.accept(key, growing.samples()));
        days.clear();
        held = 0;
        last = null;
    }

    /** Rows of one series usually follow each other: the last day is found without a look-up. */
    private Growing growing(ResourceId resource, Metric metric, int interval, int day) {
        Growing found = last;
        if (found != null
                && day == lastDay
                && metric == lastMetric
                && interval == lastInterval
                && resource.equals(lastResource)) {
            return found;
        }
        Growing before = found;
        found = days.computeIfAbsent(new DayKey(resource, metric, interval, day), key -> {
            Growing empty = new Growing(likely(before));
            held += SLOTS_PER_DAY + empty.seconds.length;
            return empty;
        });
        lastResource = resource;
        lastMetric = metric;
        lastInterval = interval;
        lastDay = day;
        last = found;
        return found;
    }

    /** A day mostly holds as many samples as the one before. */
    private static int likely(@Nullable Growing before) {
        return before == null ? 16 : Math.max(16, Math.min(before.size, 1440));
    }

    private static final class Growing {
        private int[] seconds;
        private double[] averages;
        private double[] maxima;
        private int size;

        Growing(int capacity) {
            seconds = new int[capacity];
            averages = new double[capacity];
            maxima = new double[capacity];
        }

        /** How many slots it grew by. */
        int add(int second, double average, double maximum) {
            int before = seconds.length;
            if (size == before) {
                int larger = size + (size >> 1);
                seconds = Arrays.copyOf(seconds, larger);
                averages = Arrays.copyOf(averages, larger);
                maxima = Arrays.copyOf(maxima, larger);
            }
            seconds[size] = second;
            averages[size] = average;
            maxima[size++] = maximum;
            return seconds.length - before;
        }

        DaySamples samples() {
            return DaySamples.of(seconds, averages, maxima, size);
        }
    }
}
