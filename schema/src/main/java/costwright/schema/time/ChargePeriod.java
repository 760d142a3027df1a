package costwright.schema.time;

import java.time.Instant;

/** The stretch that one charge pays for: an hour, a day, a month or a term. */
public record ChargePeriod(Instant start, Instant end) implements Period {
    public ChargePeriod {
        Period.requireOrder(start, end);
    }
}
