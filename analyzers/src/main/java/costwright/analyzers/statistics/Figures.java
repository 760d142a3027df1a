package costwright.analyzers.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as evidence prints them: four significant digits and all before the decimal point, no exponent. */
public final class Figures {
    private static final int DIGITS = 4;

    private Figures() {}

    /** Such as {@code 0.0125}, {@code 1771} or {@code 32768}; "not measured" for NaN. */
    public static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "not measured";
        }
        BigDecimal exact = new BigDecimal(value);
        // 32768 MiB are not 32770, however few digits a reader wants.
        int whole = exact.precision() - exact.scale();
        BigDecimal rounded = exact.round(new MathContext(Math.max(DIGITS, whole)));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
