package costwright.analyzers.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as evidence prints them: four significant digits, no exponent. */
public final class Figures {
    private static final MathContext DIGITS = new MathContext(4);

    private Figures() {}

    /** Such as {@code 0.0125}, {@code 1771} or {@code 17280000}; "not measured" for NaN. */
    public static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "not measured";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
