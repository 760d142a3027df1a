package costwright.jobs.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * One thing that is counted about a resource, with its price.
 *
 * @param name as FOCUS SkuMeter
 * @param unit as FOCUS ConsumedUnit and PricingUnit
 * @param listPrice of one unit, in the currency of the account
 * @param contractedPrice likewise, after the negotiated discount
 * @param dynamic whether the price is a spot price
 * @param machine whether it counts hours of a machine that commitments may cover
 * @param details FOCUS SkuPriceDetails
 */
record Meter(
        String skuId,
        String skuPriceId,
        String name,
        String description,
        Service service,
        String operation,
        String unit,
        BigDecimal listPrice,
        BigDecimal contractedPrice,
        boolean dynamic,
        boolean machine,
        Map<String, String> details,
        Usage usage) {
    /**
     * FOCUS ServiceName and its categories.
     *
     * @param code the provider's own word
     */
    record Service(String name, String category, String subcategory, String code) {}

    /** The same at a multiple of its price. */
    Meter priced(BigDecimal factor) {
        return new Meter(
                skuId,
                skuPriceId,
                name,
                description,
                service,
                operation,
                unit,
                listPrice.multiply(factor),
                contractedPrice.multiply(factor),
                dynamic,
                machine,
                details,
                usage);
    }

    /** How much is counted in an hour. */
    @FunctionalInterface
    interface Usage {
        Usage ONE = hour -> BigDecimal.ONE;

        /** The quantity of the hour that starts {@code epochHour} hours after 1970. */
        BigDecimal at(long epochHour);

        /** A monthly amount, such as GB-Months of a disk, spread evenly over the hours of each month, to ten decimals. */
        static Usage spreadOverMonth(BigDecimal amount) {
            return hour -> amount.divide(BigDecimal.valueOf(Hours.inMonthOf(hour)), 10, RoundingMode.HALF_EVEN);
        }
    }
}
