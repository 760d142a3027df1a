package costwright.reports.format;

import costwright.schema.time.BillingPeriod;
import costwright.schema.time.IsoWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Days and weeks for people, in words that depend on no locale data of the Java in use. */
public final class Dates {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    /** A day never breaks across lines. */
    private static final String NO_BREAK_SPACE = "\u00a0";

    /** {@code 26 Oct 2026}. */
    public String day(LocalDate day) {
        return shortDay(day) + NO_BREAK_SPACE + day.getYear();
    }

    /** {@code 26 Oct}. */
    public String shortDay(LocalDate day) {
        return day.getDayOfMonth() + NO_BREAK_SPACE + MONTHS.get(day.getMonthValue() - 1);
    }

    /** First and last day, both included: {@code 26 Oct – 1 Nov 2026}. */
    public String range(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return day(first);
        }
        return (first.getYear() == last.getYear() ? shortDay(first) : day(first)) + " – " + day(last);
    }

    /** {@code 26 Oct – 1 Nov 2026}. */
    public String week(IsoWeek week) {
        return range(week.firstDay(), week.lastDay());
    }

    /** {@code Oct 2026}. */
    public String month(BillingPeriod period) {
        return MONTHS.get(period.month().getMonthValue() - 1) + " "
                + period.month().getYear();
    }

    /** {@code 2 Nov 2026, 06:00 UTC}. */
    public String instant(Instant instant) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        return String.format(Locale.ROOT, "%s, %02d:%02d UTC", day(utc.toLocalDate()), utc.getHour(), utc.getMinute());
    }

    /** A half-open window as its instants in UTC: {@code 19 Oct 2026, 06:00 UTC to 2 Nov 2026, 06:00 UTC}. */
    public String window(Instant start, Instant end) {
        return instant(start) + " to " + instant(end);
    }
}
