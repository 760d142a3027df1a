package costwright.analyzers.commitment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One hour of a simulated bill, all amounts exact in the currency of the demand. Always {@code commitmentUsed +
 * commitmentUnused = commitmentCost} and {@code covered + onDemandCost = onDemandEquivalent}.
 *
 * @param hour the start of the hour
 * @param onDemandEquivalent what the hour would cost without any commitment
 * @param commitmentCost what all commitments in force cost, used or not
 * @param commitmentUsed the part of it that covered usage
 * @param onDemandCost what stayed on demand
 * @param coverings which commitment covered how much of which line, in the order of application
 */
public record HourlyBill(
        Instant hour,
        BigDecimal onDemandEquivalent,
        BigDecimal commitmentCost,
        BigDecimal commitmentUsed,
        BigDecimal onDemandCost,
        List<Covering> coverings) {
    /**
     * @param commitment the place of the commitment in the list simulated
     * @param line the place of the line in the demand
     * @param quantity how many units of the line were covered
     * @param used what of the commitment's cost that took
     * @param onDemandEquivalent what the covered quantity would have cost on demand
     */
    public record Covering(
            int commitment, int line, BigDecimal quantity, BigDecimal used, BigDecimal onDemandEquivalent) {}

    public BigDecimal totalCost() {
        return commitmentCost.add(onDemandCost);
    }

    public BigDecimal commitmentUnused() {
        return commitmentCost.subtract(commitmentUsed);
    }

    /** What of {@link #onDemandEquivalent} commitments covered. */
    public BigDecimal covered() {
        return onDemandEquivalent.subtract(onDemandCost);
    }
}
