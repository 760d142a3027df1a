package costwright.schema.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The window of the past on which a judgement rests; it ends at the as-of instant, which is not part of it. */
public record Lookback(Instant start, Instant end) implements Period {
    public Lookback {
        Period.requireOrder(start, end);
    }

    /** The {@code days} times 24 hours before {@code asOf}. */
    public static Lookback ofDays(int days, Instant asOf) {
        return new Lookback(asOf.minus(Duration.ofDays(days)), asOf);
    }

    /** The {@code days} whole UTC days before the day of {@code asOf}. */
    public static Lookback ofWholeDays(int days, Instant asOf) {
        Instant midnight = asOf.truncatedTo(ChronoUnit.DAYS);
        return new Lookback(midnight.minus(Duration.ofDays(days)), midnight);
    }

    /** The length in hours, counting a part of an hour as none. */
    public long hours() {
        return length().toHours();
    }

    /** The length in days, counting a part of a day as none. */
    public long days() {
        return length().toDays();
    }
}
