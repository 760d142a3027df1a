package costwright.schema.time;

import java.time.Duration;
import java.time.Instant;

/** A half-open stretch of time in UTC: the start belongs to it, the end does not. */
public interface Period {
    /** The first instant inside. */
    Instant start();

    /** The first instant after. */
    Instant end();

    default boolean contains(Instant instant) {
        return !instant.isBefore(start()) && instant.isBefore(end());
    }

    default boolean covers(Period other) {
        return !other.start().isBefore(start()) && !other.end().isAfter(end());
    }

    default boolean overlaps(Period other) {
        return start().isBefore(other.end()) && other.start().isBefore(end());
    }

    default Duration length() {
        return Duration.between(start(), end());
    }

    /** @throws IllegalArgumentException if {@code end} is not after {@code start} */
    static void requireOrder(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "The period [%s, %s) is empty or runs backwards: the end must be after the start."
                            .formatted(start, end));
        }
    }
}
