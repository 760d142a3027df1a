package costwright.scheduler.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a job runs, as the five fields of crontab(5) in a time zone: {@code 0 6 * * MON}, or a macro such as
 * {@code @weekly}.
 */
public final class Cron {
    private static final Map<String, String> MACROS = new TreeMap<>(Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *"));

    private static final String VALUE = "(\\d{1,2}|[A-Za-z]{3})";
    private static final String RANGE = "(\\*|" + VALUE + "(-" + VALUE + ")?)(/\\d{1,2})?";
    private static final Pattern FIELD = Pattern.compile(RANGE + "(," + RANGE + ")*");

    private final String expression;
    private final List<String> fields;
    private final CronExpression parsed;
    private final ZoneId zone;

    private Cron(String expression, List<String> fields, CronExpression parsed, ZoneId zone) {
        this.expression = expression;
        this.fields = fields;
        this.parsed = parsed;
        this.zone = zone;
    }

    /**
     * @throws IllegalArgumentException saying what is wrong, if it is not five fields or a macro that every cron program
     *     understands alike, or never fires
     */
    public static Cron of(String expression, ZoneId zone) {
        String text = expression.strip().replaceAll("\\s+", " ");
        String[] fields = MACROS.getOrDefault(text, text).split(" ", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "it must have the five fields minute, hour, day of month, month and day of week, or be one of "
                            + String.join(", ", MACROS.keySet()));
        }
        for (String field : fields) {
            if (!FIELD.matcher(field).matches()) {
                throw new IllegalArgumentException(
                        "its field \"" + field + "\" is none that every cron program understands");
            }
        }
        if (!fields[2].equals("*") && !fields[4].equals("*")) {
            throw new IllegalArgumentException(
                    "it names days of the month and of the week, which cron programs read differently: use one");
        }
        CronExpression parsed;
        try {
            // Spring's expressions begin with a field for seconds.
            parsed = CronExpression.parse("0 " + String.join(" ", fields));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(lowerFirst(String.valueOf(e.getMessage())), e);
        }
        Cron cron = new Cron(text, List.of(fields), parsed, zone);
        if (cron.next(Instant.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("it never fires");
        }
        return cron;
    }

    private static String lowerFirst(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    /**
     * The first instant after {@code after} at which it fires. A local time that a clock change skips or repeats fires
     * once.
     */
    public Optional<Instant> next(Instant after) {
        return Optional.ofNullable(parsed.next(after.atZone(zone))).map(ZonedDateTime::toInstant);
    }

    public ZoneId zone() {
        return zone;
    }

    /** Minute, hour, day of month, month and day of week; a macro is written out. */
    List<String> fields() {
        return fields;
    }

    /** As it was written, with single spaces. */
    public String expression() {
        return expression;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron && cron.expression.equals(expression) && cron.zone.equals(zone);
    }

    @Override
    public int hashCode() {
        return expression.hashCode() * 31 + zone.hashCode();
    }

    @Override
    public String toString() {
        return expression + " " + zone;
    }
}
