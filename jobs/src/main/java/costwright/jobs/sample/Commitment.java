package costwright.jobs.sample;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A commitment discount that the company owns.
 *
 * @param offer the name of the offer by which it was bought
 * @param kind the word of the contract, such as {@code compute_savings_plan}
 * @param region where it counts; null for everywhere
 * @param family the family of machines that it covers; null for all
 * @param quantity money per hour of savings plans, units of reservations
 * @param unitRate what one unit costs per hour; 1 for savings plans
 * @param unitSize normalized size of one unit; 1 where sizes do not flex
 * @param payment {@code no_upfront}, {@code all_upfront} or {@code monthly}
 * @param start the first hour
 * @param end the first hour after
 * @param rates savings plans: committed price of an hour by region and type, as {@code region/type}
 */
record Commitment(
        Account owner,
        String id,
        String name,
        String offer,
        String kind,
        @Nullable String region,
        @Nullable String family,
        BigDecimal quantity,
        BigDecimal unitRate,
        BigDecimal unitSize,
        String payment,
        long start,
        long end,
        Map<String, BigDecimal> rates) {
    boolean isSavingsPlan() {
        return kind.endsWith("savings_plan");
    }

    boolean countsAt(long hour) {
        return hour >= start && hour < end;
    }

    /** What one hour costs, used or not. */
    BigDecimal hourly() {
        return quantity.multiply(unitRate);
    }

    /** As FOCUS CommitmentDiscountType. */
    String focusType() {
        return switch (kind) {
            case "reserved_instance" -> "Reserved Instance";
            case "azure_reservation" -> "Reservation";
            default -> "Savings Plan";
        };
    }

    /** As FOCUS CommitmentDiscountCategory. */
    String focusCategory() {
        return isSavingsPlan() ? "Spend" : "Usage";
    }
}
