package costwright.schema.commitment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/**
 * What one hour of a type of machine costs under a savings plan that is sold, as the provider quotes it.
 *
 * @param paymentOption {@code no_upfront}, {@code partial_upfront} or {@code all_upfront}
 * @param currency of the rate
 * @param os linux or windows
 * @param tenancy shared, or as bills call it
 * @param rate for one machine and hour, upfront parts spread over the term
 * @param asOf the day on which it was quoted
 */
public record PlanRate(
        OfferKind kind,
        int termMonths,
        String paymentOption,
        Currency currency,
        String region,
        String instanceType,
        String os,
        String tenancy,
        BigDecimal rate,
        LocalDate asOf) {
    public PlanRate {
        if (kind.inWholeUnits()) {
            throw new IllegalArgumentException("%s is no savings plan.".formatted(kind.word()));
        }
        if (termMonths <= 0 || rate.signum() < 0) {
            throw new IllegalArgumentException(
                    "A plan rate needs a term of at least one month and a rate of at least 0: %s has %d and %s."
                            .formatted(instanceType, termMonths, rate.toPlainString()));
        }
    }

    /** {@code m5} of {@code m5.large}. */
    public String family() {
        int dot = instanceType.indexOf('.');
        return dot < 0 ? instanceType : instanceType.substring(0, dot);
    }
}
