package costwright.jobs.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The one spelling in which instants, days and exact decimals are stored as text: its order is the order of time. */
public final class StoredText {
    private StoredText() {}

    /** {@code 2026-11-02T06:00:00Z}: UTC, to the second; a fraction is cut off. */
    public static String of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 2026-11-02}. */
    public static String of(LocalDate day) {
        return day.toString();
    }

    /** Plain digits without exponent or trailing zeros. */
    public static String of(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
