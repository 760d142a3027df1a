package costwright.jobs.utilization;

import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.Metric;
import java.util.Comparator;

/**
 * What a packed day is about.
 *
 * @param intervalSeconds granularities are kept apart: a mean of five minutes and one of an hour are not comparable
 * @param epochDay days since 1970 in UTC
 */
public record DayKey(ResourceId resource, Metric metric, int intervalSeconds, int epochDay)
        implements Comparable<DayKey> {
    public static final int SECONDS_PER_DAY = 86_400;

    private static final Comparator<DayKey> ORDER = Comparator.comparing(DayKey::resource)
            .thenComparing(DayKey::metric)
            .thenComparingInt(DayKey::intervalSeconds)
            .thenComparingInt(DayKey::epochDay);

    @Override
    public int compareTo(DayKey other) {
        return ORDER.compare(this, other);
    }
}
