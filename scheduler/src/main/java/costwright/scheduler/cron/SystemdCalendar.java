package costwright.scheduler.cron;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cron expression as systemd.time(7) writes it for OnCalendar. */
final class SystemdCalendar {
    private static final List<String> DAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private SystemdCalendar() {}

    /** Such as {@code Mon *-*-* 06:00:00 Europe/Berlin}. */
    static String of(Cron cron) {
        List<String> fields = cron.fields();
        String days = days(fields.get(4));
        return (days.isEmpty() ? "" : days + " ")
                + "*-" + numbers(fields.get(3), 1, 12) + "-" + numbers(fields.get(2), 1, 31) + " "
                + numbers(fields.get(1), 0, 23) + ":" + numbers(fields.get(0), 0, 59) + ":00 "
                + cron.zone().getId();
    }

    private static String days(String field) {
        return field.equals("*")
                ? ""
                : values(field, 0, 7).stream()
                        .map(day -> day % 7)
                        .distinct()
                        .map(DAYS::get)
                        .collect(Collectors.joining(","));
    }

    private static String numbers(String field, int minimum, int maximum) {
        return field.equals("*")
                ? "*"
                : values(field, minimum, maximum).stream()
                        .map(value -> String.format(Locale.ROOT, "%02d", value))
                        .collect(Collectors.joining(","));
    }

    /** All values that a field of lists, ranges and steps stands for, ascending. */
    private static SortedSet<Integer> values(String field, int minimum, int maximum) {
        SortedSet<Integer> values = new TreeSet<>();
        Stream.of(field.split(",", -1)).forEach(part -> values.addAll(range(part, minimum, maximum)));
        return values;
    }

    private static List<Integer> range(String part, int minimum, int maximum) {
        String[] stepped = part.split("/", -1);
        int step = stepped.length > 1 ? Integer.parseInt(stepped[1]) : 1;
        String[] ends = stepped[0].split("-", -1);
        boolean all = ends[0].equals("*");
        // Sunday is 0 and 7: a star means each day once.
        int first = all ? minimum : number(ends[0]);
        int last = all ? (maximum == 7 ? 6 : maximum) : ends.length > 1 ? number(ends[1]) : first;
        // Spring and crontab alike read "5/15" as from 5 to the end.
        int end = !all && ends.length == 1 && stepped.length > 1 ? maximum : last;
        return IntStream.iterate(first, value -> value <= end, value -> value + step)
                .boxed()
                .toList();
    }

    private static int number(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (MONTHS.contains(lower)) {
            return MONTHS.indexOf(lower) + 1;
        }
        String capital = lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
        return DAYS.contains(capital) ? DAYS.indexOf(capital) : Integer.parseInt(word);
    }
}
