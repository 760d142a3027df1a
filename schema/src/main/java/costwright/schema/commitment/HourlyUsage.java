package costwright.schema.commitment;

import costwright.schema.resource.ResourceId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one resource used of one line in each hour of a UTC day.
 *
 * @param line the {@link UsageLine#name}
 * @param resource null where the bill names none
 * @param onDemand 24 quantities that no commitment covered, by hour of the UTC day
 * @param covered 24 quantities that a commitment covered
 */
public record HourlyUsage(
        LocalDate day,
        String line,
        @Nullable ResourceId resource,
        List<BigDecimal> onDemand,
        List<BigDecimal> covered) {
    public HourlyUsage {
        onDemand = List.copyOf(onDemand);
        covered = List.copyOf(covered);
        if (onDemand.size() != 24 || covered.size() != 24) {
            throw new IllegalArgumentException(
                    "A day of hourly usage has 24 values, not %d and %d.".formatted(onDemand.size(), covered.size()));
        }
    }
}
