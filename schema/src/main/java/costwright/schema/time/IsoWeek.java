package costwright.schema.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A week of ISO 8601 in UTC: Monday to Sunday, numbered within its week-based year.
 *
 * @param year the week-based year, which differs from the calendar year for some days around New Year
 * @param number from 1 to 52 or 53
 */
public record IsoWeek(int year, int number) implements Period, Comparable<IsoWeek> {
    private static final Pattern SHAPE = Pattern.compile("(\\d{4})-W(\\d{2})");

    public IsoWeek {
        if (number < 1
                || number
                        > IsoFields.WEEK_OF_WEEK_BASED_YEAR
                                .rangeRefinedBy(LocalDate.of(year, 7, 1))
                                .getMaximum()) {
            throw new IllegalArgumentException("The year %d has no week %d.".formatted(year, number));
        }
    }

    /** @throws IllegalArgumentException if {@code text} is not a week such as {@code 2026-W46} */
    public static IsoWeek parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no ISO week: write the year and the week, such as 2026-W46.".formatted(text));
        }
        return new IsoWeek(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** The week in which {@code day} lies. */
    public static IsoWeek containing(LocalDate day) {
        return new IsoWeek(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /** The latest week that had ended at {@code asOf}: on a Monday, the week that ended with that midnight. */
    public static IsoWeek lastCompleteBefore(Instant asOf) {
        return containing(LocalDate.ofInstant(asOf, ZoneOffset.UTC)).previous();
    }

    /** The Monday. */
    public LocalDate firstDay() {
        // The 4th of January always lies in week 1.
        return LocalDate.of(year, 1, 4).with(DayOfWeek.MONDAY).plusWeeks(number - 1L);
    }

    /** The Sunday. */
    public LocalDate lastDay() {
        return firstDay().plusDays(6);
    }

    @Override
    public Instant start() {
        return firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public Instant end() {
        return firstDay().plusDays(7).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public IsoWeek previous() {
        return containing(firstDay().minusDays(7));
    }

    public IsoWeek next() {
        return containing(firstDay().plusDays(7));
    }

    public boolean contains(LocalDate day) {
        return containing(day).equals(this);
    }

    @Override
    public int compareTo(IsoWeek other) {
        return firstDay().compareTo(other.firstDay());
    }

    /** {@code 2026-W46}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04d-W%02d", year, number);
    }
}
