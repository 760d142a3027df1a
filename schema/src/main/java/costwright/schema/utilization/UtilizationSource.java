package costwright.schema.utilization;

import costwright.schema.resource.ResourceId;
import costwright.schema.time.Period;
import java.util.Optional;

/**
 * Looks up samples when they are asked for, because a fleet's samples do not fit in memory at once. The same question
 * always has the same answer.
 */
@FunctionalInterface
public interface UtilizationSource {
    UtilizationSource NONE = (resource, metric, period) -> Optional.empty();

    /** The samples whose interval starts within {@code period}; empty when there is none. */
    Optional<Series> series(ResourceId resource, Metric metric, Period period);
}
