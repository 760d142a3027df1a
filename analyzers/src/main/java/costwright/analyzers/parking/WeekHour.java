package costwright.analyzers.parking;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;

/** The 48 cells in which use is judged: the hours of a weekday and of a day of the weekend, by the local clock. */
final class WeekHour {
    static final int CELLS = 48;
    static final int HOURS_PER_WEEK = 168;
    private static final int HOURS_PER_DAY = 24;
    private static final int WEEKDAYS = 5;

    private WeekHour() {}

    /** Days of one sort are pooled: four Mondays say little, twenty weekdays say something. */
    static int cell(ZonedDateTime local) {
        return (isWeekend(local.getDayOfWeek()) ? HOURS_PER_DAY : 0) + local.getHour();
    }

    /** The cell of an hour of the week, counted from Monday midnight. */
    static int cellOf(int hourOfWeek) {
        return (hourOfWeek / HOURS_PER_DAY >= WEEKDAYS ? HOURS_PER_DAY : 0) + hourOfWeek % HOURS_PER_DAY;
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
