package costwright.schema.time;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A calendar month in UTC, the period of an invoice. */
public record BillingPeriod(YearMonth month) implements Period, Comparable<BillingPeriod> {
    /** @throws java.time.format.DateTimeParseException if {@code text} is not {@code yyyy-MM} */
    public static BillingPeriod parse(String text) {
        return new BillingPeriod(YearMonth.parse(text));
    }

    /** The month in which {@code instant} lies. */
    public static BillingPeriod containing(Instant instant) {
        return new BillingPeriod(YearMonth.from(instant.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Instant start() {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public Instant end() {
        return next().start();
    }

    public BillingPeriod next() {
        return new BillingPeriod(month.plusMonths(1));
    }

    public BillingPeriod previous() {
        return new BillingPeriod(month.minusMonths(1));
    }

    @Override
    public int compareTo(BillingPeriod other) {
        return month.compareTo(other.month);
    }

    /** {@code yyyy-MM}. */
    @Override
    public String toString() {
        return month.toString();
    }
}
