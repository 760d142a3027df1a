package costwright.jobs.sample;

import costwright.schema.time.BillingPeriod;
import java.time.DayOfWeek;
import java.time.Instant;

/** Hours counted from 1970-01-01T00:00Z, and what the calendar says about them. */
final class Hours {
    private Hours() {}

    static long of(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 3600L);
    }

    static long of(String instant) {
        return of(Instant.parse(instant));
    }

    static Instant start(long hour) {
        return Instant.ofEpochSecond(hour * 3600);
    }

    static int ofDay(long hour) {
        return (int) Math.floorMod(hour, 24L);
    }

    static DayOfWeek weekday(long hour) {
        // 1970-01-01 was a Thursday.
        return DayOfWeek.THURSDAY.plus(Math.floorDiv(hour, 24L));
    }

    static boolean isWeekend(long hour) {
        DayOfWeek day = weekday(hour);
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    static long inMonthOf(long hour) {
        return BillingPeriod.containing(start(hour)).length().toHours();
    }
}
