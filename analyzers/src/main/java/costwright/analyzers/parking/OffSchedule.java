package costwright.analyzers.parking;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * The hours of a week, by the local clock, in which a machine may be off.
 *
 * @param off by hour from Monday midnight
 */
record OffSchedule(List<Boolean> off) {
    private static final int HOURS_PER_DAY = 24;

    OffSchedule {
        off = List.copyOf(off);
    }

    /** Quiet hours in runs of at least {@code leastHours}; the week is a circle. */
    static OffSchedule of(IntPredicate quietHour, int leastHours) {
        int hours = WeekHour.HOURS_PER_WEEK;
        Boolean[] off = new Boolean[hours];
        Arrays.fill(off, false);
        for (int start = 0; start < hours; start++) {
            int length = 0;
            while (length < hours && quietHour.test((start + length) % hours)) {
                length++;
            }
            if (length >= leastHours) {
                for (int i = 0; i < length; i++) {
                    off[(start + i) % hours] = true;
                }
            }
        }
        return new OffSchedule(List.of(off));
    }

    int hoursOff() {
        return (int) off.stream().filter(Boolean::booleanValue).count();
    }

    boolean isOff(int hourOfWeek) {
        return off.get(hourOfWeek);
    }

    /** Such as {@code Monday 19:00 to Tuesday 08:00; …}, in order of the week. */
    String text() {
        List<String> parts = new ArrayList<>();
        int hours = WeekHour.HOURS_PER_WEEK;
        for (int start = 0; start < hours; start++) {
            if (isOff(start) && !isOff((start + hours - 1) % hours)) {
                int end = start;
                while (isOff(end % hours)) {
                    end++;
                }
                parts.add("%s to %s".formatted(at(start), at(end % hours)));
            }
        }
        return String.join("; ", parts);
    }

    private static String at(int hourOfWeek) {
        return "%s %02d:00"
                .formatted(
                        DayOfWeek.of(hourOfWeek / HOURS_PER_DAY + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                        hourOfWeek % HOURS_PER_DAY);
    }
}
