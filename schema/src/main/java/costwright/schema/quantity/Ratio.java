package costwright.schema.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A share that keeps both parts, so that shares are combined by adding parts and never by averaging.
 *
 * @param numerator the part
 * @param denominator the whole; not negative, and zero means that the ratio has no value
 */
public record Ratio(BigDecimal numerator, BigDecimal denominator) {
    public static final Ratio NONE = new Ratio(BigDecimal.ZERO, BigDecimal.ZERO);

    public Ratio {
        if (denominator.signum() < 0) {
            throw new IllegalArgumentException(
                    "The whole of a ratio must not be negative: " + denominator.toPlainString());
        }
        numerator = numerator.signum() == 0 ? BigDecimal.ZERO : numerator.stripTrailingZeros();
        denominator = denominator.signum() == 0 ? BigDecimal.ZERO : denominator.stripTrailingZeros();
    }

    public static Ratio of(long numerator, long denominator) {
        return new Ratio(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator));
    }

    /** The ratio of both populations together: parts are added, then divided. */
    public Ratio plus(Ratio other) {
        return new Ratio(numerator.add(other.numerator), denominator.add(other.denominator));
    }

    /** The quotient to 34 digits, or empty when the whole is zero. */
    public Optional<BigDecimal> value() {
        return denominator.signum() == 0
                ? Optional.empty()
                : Optional.of(numerator.divide(denominator, MathContext.DECIMAL128));
    }

    /** Whether the ratio has a value of at least {@code bound}; a ratio of nothing has none. */
    public boolean isAtLeast(BigDecimal bound) {
        return denominator.signum() > 0 && numerator.compareTo(bound.multiply(denominator)) >= 0;
    }
}
