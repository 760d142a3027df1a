package costwright.analyzers;

import java.math.BigDecimal;

/**
 * A number that decides, with the reason for its default.
 *
 * @param name kebab-case, unique within the check; the key in {@code costwright.yaml}
 * @param unit {@code percent}, {@code days}, {@code bytes/day} …
 * @param minimum the smallest value that makes sense
 * @param maximum the largest
 * @param why why this default, with its source
 */
public record Threshold(
        String name, String unit, BigDecimal defaultValue, BigDecimal minimum, BigDecimal maximum, String why) {
    public Threshold {
        if (defaultValue.compareTo(minimum) < 0 || defaultValue.compareTo(maximum) > 0) {
            throw new IllegalArgumentException("The default of %s (%s) must lie within %s and %s."
                    .formatted(name, defaultValue, minimum, maximum));
        }
    }

    public static Threshold of(
            String name, String unit, String defaultValue, String minimum, String maximum, String why) {
        return new Threshold(
                name, unit, new BigDecimal(defaultValue), new BigDecimal(minimum), new BigDecimal(maximum), why);
    }
}
