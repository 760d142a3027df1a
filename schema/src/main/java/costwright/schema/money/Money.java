package costwright.schema.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Currency;
import java.util.Objects;

/**
 * An amount of one currency at full scale: it is never rounded unless the caller names the scale and the mode.
 *
 * <p>Two amounts are equal when their values are, whatever number of trailing zeros they were written with.
 *
 * @param amount the decimal amount, in units of the currency (dollars, not cents)
 * @param currency the ISO 4217 currency
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {
    public Money {
        Objects.requireNonNull(currency, "currency");
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /** An amount in units of {@code currency}, such as dollars. */
    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(amount, currency);
    }

    /**
     * Reads a plain or E-notation decimal and an ISO 4217 code.
     *
     * @throws NumberFormatException if {@code amount} is no decimal
     * @throws IllegalArgumentException if {@code currencyCode} is no ISO 4217 code
     */
    public static Money of(String amount, String currencyCode) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    /** An amount given in millionths of the currency unit, the form the embedded store keeps. */
    public static Money ofMicros(long micros, Currency currency) {
        return new Money(BigDecimal.valueOf(micros, 6), currency);
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * The sum of amounts that all must be in {@code currency}; zero of it when there are none.
     *
     * @throws CurrencyMismatchException at the first amount in another currency
     */
    public static Money total(Collection<Money> amounts, Currency currency) {
        Money sum = zero(currency);
        for (Money amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }

    /** @throws CurrencyMismatchException if {@code other} is in another currency */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    /** @throws CurrencyMismatchException if {@code other} is in another currency */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.subtract(other.amount), currency);
    }

    /** The exact product; the scale grows by the scale of {@code factor}. */
    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    public Money times(long factor) {
        return times(BigDecimal.valueOf(factor));
    }

    /** The quotient rounded once to {@code scale} decimals by {@code mode}; division is the one place that must round. */
    public Money dividedBy(BigDecimal divisor, int scale, RoundingMode mode) {
        return new Money(amount.divide(divisor, scale, mode), currency);
    }

    public Money rounded(int scale, RoundingMode mode) {
        return new Money(amount.setScale(scale, mode), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** The smaller of the two. */
    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The larger of the two. */
    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public int signum() {
        return amount.signum();
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    /**
     * Millionths of the currency unit, rounded half-even.
     *
     * @throws ArithmeticException if the amount does not fit, beyond nine million million units
     */
    public long toMicros() {
        return amount.setScale(6, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }

    /** The amount as a decimal string without exponent: the form of JSON and CSV output. */
    public String toDecimalString() {
        return amount.toPlainString();
    }

    /** @throws CurrencyMismatchException if {@code other} is in another currency: order across currencies has no meaning */
    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return amount.compareTo(other.amount);
    }

    @Override
    public String toString() {
        return toDecimalString() + " " + currency.getCurrencyCode();
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new CurrencyMismatchException(currency, other.currency);
        }
    }
}
