package costwright.reports.format;

import costwright.schema.quantity.Ratio;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Counts and shares for people. */
public final class Figures {
    private static final String MINUS = "\u2212";
    private static final String NONE = "–";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A whole number grouped by thousands. */
    public String count(long number) {
        StringBuilder text = new StringBuilder(Long.toString(Math.abs(number)));
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return (number < 0 ? MINUS : "") + text;
    }

    /** {@code 1 disk}, {@code 2 disks}. */
    public String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** A share in percent to one decimal, rounded down so that 99.96 percent is never called all; {@code unknown} for a ratio of nothing. */
    public String share(Ratio ratio) {
        return ratio.value().map(value -> percent(value, RoundingMode.FLOOR)).orElse("unknown");
    }

    /** A share given as a number from 0 to 1, in percent to one decimal. */
    public String percent(BigDecimal share) {
        return percent(share, RoundingMode.HALF_EVEN);
    }

    /** A decimal without trailing zeros, to as many decimals as are given at most. */
    public String decimal(BigDecimal number, int decimals) {
        BigDecimal shown = number.setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return (shown.signum() < 0 ? MINUS : "") + shown.abs().toPlainString();
    }

    /** How much more or less {@code current} is than {@code previous}: {@code +4.6%}; {@code new} when there was nothing before. */
    public String growth(BigDecimal previous, BigDecimal current) {
        if (previous.signum() <= 0) {
            return previous.compareTo(current) == 0 ? "±0.0%" : previous.signum() == 0 ? "new" : "n/a";
        }
        BigDecimal change = current.subtract(previous).divide(previous, 6, RoundingMode.HALF_EVEN);
        BigDecimal shown = change.multiply(HUNDRED).setScale(1, RoundingMode.HALF_EVEN);
        String sign = shown.signum() > 0 ? "+" : shown.signum() < 0 ? MINUS : "±";
        return sign + shown.abs().toPlainString() + "%";
    }

    /** One amount as a percentage of another to one decimal; {@code unknown} when the whole is nothing. */
    public String part(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0
                ? "unknown"
                : percent(part.divide(whole, 6, RoundingMode.HALF_EVEN), RoundingMode.HALF_EVEN);
    }

    /** A statistic that is a share, in percent to one decimal; a dash for what could not be estimated. */
    public String percent(double share) {
        return Double.isFinite(share) ? percent(BigDecimal.valueOf(share), RoundingMode.HALF_EVEN) : NONE;
    }

    /** A statistic to two decimals; a dash for what could not be estimated. */
    public String number(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal shown = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
        return (shown.signum() < 0 ? MINUS : "") + shown.abs().toPlainString();
    }

    /** A grid line of an axis of percentages. */
    public String percentTick(BigDecimal percent) {
        String digits =
                percent.signum() == 0 ? "0" : percent.abs().stripTrailingZeros().toPlainString();
        return (percent.signum() < 0 ? MINUS : "") + digits + "%";
    }

    private static String percent(BigDecimal share, RoundingMode mode) {
        BigDecimal shown = share.multiply(HUNDRED).setScale(1, mode);
        return (shown.signum() < 0 ? MINUS : "") + shown.abs().toPlainString() + "%";
    }
}
