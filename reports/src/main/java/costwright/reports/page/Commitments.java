package costwright.reports.page;

import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commitment discounts: how well the present ones are used and what more is worth buying.
 *
 * @param from the first day that the shares below are about
 * @param to the day after the last
 * @param coverage EffectiveCost of usage under a commitment over that of all usage
 * @param utilization EffectiveCost of what was used of commitments over used and unused together
 * @param unused EffectiveCost of what was paid for and not used
 * @param holdings by id
 * @param plan null when no purchase was considered
 */
public record Commitments(
        LocalDate from,
        LocalDate to,
        Ratio coverage,
        Ratio utilization,
        Money unused,
        List<Holding> holdings,
        @Nullable Plan plan) {
    public Commitments {
        holdings = List.copyOf(holdings);
        Parts.requireSum(
                "the unused parts of commitments",
                holdings.stream().map(Holding::unused).toList(),
                unused);
    }

    /**
     * One commitment that is owned.
     *
     * @param ends the day after the last one covered; null when the source does not say
     */
    public record Holding(
            String id,
            String kind,
            Ratio utilization,
            Money used,
            Money unused,
            @Nullable LocalDate ends) {}

    /**
     * The purchase that is advised.
     *
     * @param from the first day of the usage that it was sized on
     * @param to the day after the last
     * @param costWithout of that usage with what is owned today
     * @param cost of the same usage with the purchase
     * @param lowerBound no purchase could have cost less than this
     * @param lossProbability the share of simulated futures in which it loses money; null when none were simulated
     */
    public record Plan(
            LocalDate from,
            LocalDate to,
            List<Purchase> purchases,
            Money costWithout,
            Money cost,
            @Nullable Money lowerBound,
            @Nullable Ratio lossProbability) {
        public Plan {
            purchases = List.copyOf(purchases);
        }

        /** How far the cost is above the lower bound, as a share of the bound; null without a bound. */
        public @Nullable Ratio gap() {
            return lowerBound == null || lowerBound.signum() <= 0
                    ? null
                    : new Ratio(cost.minus(lowerBound).amount(), lowerBound.amount());
        }
    }

    /**
     * @param quantity dollars per hour for savings plans, units for reservations, as a decimal string
     */
    public record Purchase(String offer, String quantity, String unit) {}
}
