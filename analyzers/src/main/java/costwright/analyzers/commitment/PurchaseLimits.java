package costwright.analyzers.commitment;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Caps on what a plan may buy, in the currency of the demand.
 *
 * @param perHour the most that all purchases together may cost per hour; null for no cap
 * @param lockIn the most that all purchases together may cost over their whole terms; null for no cap
 */
public record PurchaseLimits(
        @Nullable BigDecimal perHour, @Nullable BigDecimal lockIn) {
    public static final PurchaseLimits NONE = new PurchaseLimits(null, null);

    /** Whether a portfolio keeps both caps, exactly. */
    public boolean allow(Iterable<Owned> portfolio) {
        BigDecimal hourly = BigDecimal.ZERO;
        BigDecimal locked = BigDecimal.ZERO;
        for (Owned owned : portfolio) {
            hourly = hourly.add(owned.costPerHour());
            locked = locked.add(owned.costPerHour()
                    .multiply(BigDecimal.valueOf(owned.offer().termHours())));
        }
        return (perHour == null || hourly.compareTo(perHour) <= 0) && (lockIn == null || locked.compareTo(lockIn) <= 0);
    }
}
