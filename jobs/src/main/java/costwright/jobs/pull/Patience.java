package costwright.jobs.pull;

import java.time.Duration;

/**
 * How long a source is waited for.
 *
 * @param attempts how often one request is sent before it counts as failed
 * @param firstWait the pause after the first failure; it doubles with each further one
 * @param longestWait no pause is longer; a source that asks for more is not asked again in this run
 * @param answerWithin the timeout of one attempt
 * @param leaveAloneFor how long an endpoint rests whose last {@code attempts} answers all failed
 */
public record Patience(
        int attempts, Duration firstWait, Duration longestWait, Duration answerWithin, Duration leaveAloneFor) {
    /** Four attempts over some seconds, two minutes at most where the source asks for them. */
    public static final Patience DEFAULT = new Patience(
            4, Duration.ofMillis(500), Duration.ofMinutes(2), Duration.ofSeconds(60), Duration.ofMinutes(10));

    /** The pause after {@code failures} failures in a row, at least 1. */
    Duration waitAfter(int failures) {
        Duration doubled = firstWait.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(longestWait) > 0 ? longestWait : doubled;
    }
}
