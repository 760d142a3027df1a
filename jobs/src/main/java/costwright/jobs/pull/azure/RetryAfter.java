package costwright.jobs.pull.azure;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an Azure service asks to be left alone.
 *
 * <p>Cost Management says so in up to five headers at once ({@code …-qpu-}, {@code -entity-}, {@code -tenant-},
 * {@code -client-retry-after} and {@code Retry-After}), each for another of its limits: the longest counts.
 */
final class RetryAfter {
    private static final Pattern SPECIFIC = Pattern.compile("x-ms-ratelimit-microsoft\\.[a-z]+-.*retry-after");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,3}):(\\d{2}):(\\d{2})");

    private RetryAfter() {}

    /** @param headers by name, in any case */
    static Optional<Duration> of(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> value(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().strip()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Duration> value(String name, String value) {
        if (name.equals("retry-after-ms") || name.equals("x-ms-retry-after-ms")) {
            return number(value).map(Duration::ofMillis);
        }
        if (name.equals("retry-after") || SPECIFIC.matcher(name).matches()) {
            return number(value).map(Duration::ofSeconds);
        }
        Matcher clock = CLOCK.matcher(value);
        return name.equals("x-ms-user-quota-resets-after") && clock.matches()
                ? Optional.of(Duration.ofHours(Long.parseLong(clock.group(1)))
                        .plusMinutes(Long.parseLong(clock.group(2)))
                        .plusSeconds(Long.parseLong(clock.group(3))))
                : Optional.empty();
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
