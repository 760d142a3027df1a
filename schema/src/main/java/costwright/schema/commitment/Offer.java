package costwright.schema.commitment;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A commitment discount that can be bought, with the usage lines it covers.
 *
 * @param name unique within a plan
 * @param termMonths how long it is paid for, 12 or 36 for all that are sold today
 * @param paymentOption the provider's word, such as {@code no_upfront}; empty where unknown
 * @param currency of all its rates
 * @param unitRate what one unit costs per hour, upfront parts spread over the term: for savings plans one unit is one
 *     unit of currency per hour, so this is 1
 * @param unitNormalizationFactor how much of the lines' size one unit covers in an hour; null where sizes do not flex, so
 *     that one unit covers one unit of any eligible line
 * @param rates the committed price of one unit of each eligible line for one hour, by line name
 */
public record Offer(
        String name,
        OfferKind kind,
        int termMonths,
        String paymentOption,
        OfferScope scope,
        Currency currency,
        BigDecimal unitRate,
        @Nullable BigDecimal unitNormalizationFactor,
        SortedMap<String, BigDecimal> rates) {
    /** Hours of a month wherever a term becomes hours: 8,760 / 12. */
    public static final int HOURS_PER_MONTH = 730;

    /** The smallest step in which savings plans are sold, in currency per hour. */
    public static final int SAVINGS_PLAN_DECIMALS = 5;

    public Offer {
        rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
        if (name.isBlank()) {
            throw new IllegalArgumentException("An offer needs a name.");
        }
        if (termMonths <= 0) {
            throw new IllegalArgumentException("The term of offer %s must be at least one month.".formatted(name));
        }
        if (unitRate.signum() < 0 || (unitNormalizationFactor != null && unitNormalizationFactor.signum() <= 0)) {
            throw new IllegalArgumentException(
                    "Offer %s needs a unit rate of at least 0 and a size factor above 0.".formatted(name));
        }
    }

    /** A savings plan: bought in money per hour, applied at {@code rates}. */
    public static Offer savingsPlan(
            String name,
            OfferKind kind,
            int termMonths,
            String paymentOption,
            Currency currency,
            Map<String, BigDecimal> rates) {
        return new Offer(
                name,
                kind,
                termMonths,
                paymentOption,
                OfferScope.defaultOf(kind),
                currency,
                BigDecimal.ONE,
                null,
                new TreeMap<>(rates));
    }

    /** Hours for which one purchase is paid, by the 730-hour month. */
    public long termHours() {
        return (long) termMonths * HOURS_PER_MONTH;
    }

    /** The smallest amount that can be bought: 0.00001 per hour, or one unit. */
    public BigDecimal step() {
        return kind.inWholeUnits() ? BigDecimal.ONE : BigDecimal.ONE.movePointLeft(SAVINGS_PLAN_DECIMALS);
    }
}
