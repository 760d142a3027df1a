package costwright.scheduler.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a job runs, as the five fields of crontab(5) in a time zone: {@code 0 6 * * MON}, or a macro such as
 * {@code @weekly}.
 */
public final class Cron {
    private final String expression;
    private final CronExpression parsed;
    private final ZoneId zone;

    private Cron(String expression, CronExpression parsed, ZoneId zone) {
        this.expression = expression;
        this.parsed = parsed;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException saying what is wrong, if it is not five fields or a macro, or never fires */
    public static Cron of(String expression, ZoneId zone) {
        String text = expression.strip().replaceAll("\\s+", " ");
        if (!text.startsWith("@") && text.split(" ").length != 5) {
            throw new IllegalArgumentException(
                    "it must have the five fields minute, hour, day of month, month and day of week");
        }
        CronExpression parsed;
        try {
            // Spring's expressions begin with a field for seconds.
            parsed = CronExpression.parse(text.startsWith("@") ? text : "0 " + text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(lowerFirst(String.valueOf(e.getMessage())), e);
        }
        Cron cron = new Cron(text, parsed, zone);
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
