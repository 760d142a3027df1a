package costwright.analyzers.commitment;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How one unit of a commitment is paid over its term: a part at once, the rest by the hour.
 *
 * @param upfront paid at once
 * @param perHourOfTerm paid for each hour of the term, used or not
 * @param termHours 8,760 for a year, 26,280 for three
 */
public record PaymentTerms(BigDecimal upfront, BigDecimal perHourOfTerm, long termHours) {
    public PaymentTerms {
        if (upfront.signum() < 0 || perHourOfTerm.signum() < 0 || termHours <= 0) {
            throw new IllegalArgumentException(
                    "A commitment needs payments of at least 0 and a term of at least an hour, not %s, %s and %d."
                            .formatted(upfront.toPlainString(), perHourOfTerm.toPlainString(), termHours));
        }
    }

    static PaymentTerms of(String upfront, String perHourOfTerm, long termHours) {
        return new PaymentTerms(new BigDecimal(upfront), new BigDecimal(perHourOfTerm), termHours);
    }

    /** The effective hourly rate: upfront over the hours of the term, and what each hour costs; to 16 digits. */
    public BigDecimal perHour() {
        return upfront.divide(BigDecimal.valueOf(termHours), MathContext.DECIMAL64)
                .add(perHourOfTerm);
    }

    /** All payments of the term (AWS: list value). */
    public BigDecimal total() {
        return upfront.add(perHourOfTerm.multiply(BigDecimal.valueOf(termHours)));
    }
}
