package costwright.analyzers.commitment.baseline;

import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.PurchaseRule;
import costwright.analyzers.commitment.SinglePlan;
import costwright.analyzers.commitment.SinglePlan.Estimate;
import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** A rule of thumb: commit to what a fixed share of the hours stays below, on the one offer that saves most with it. */
public final class QuantileRule implements PurchaseRule {
    private final String name;
    private final double share;

    /** @param share 0 for the lowest hour, 0.1 for the tenth percentile (the lower neighbour) */
    public QuantileRule(String name, double share) {
        this.name = name;
        this.share = share;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Owned> buy(Demand history, List<Owned> holdings, List<Offer> offers) {
        Estimate best = null;
        for (Offer offer : offers) {
            double[] needs = SinglePlan.needs(history, offer);
            Arrays.sort(needs);
            if (needs.length == 0) {
                continue;
            }
            BigDecimal quantity = BigDecimal.valueOf(needs[(int) (share * (needs.length - 1))])
                    .setScale(offer.step().scale(), RoundingMode.FLOOR);
            Estimate estimate = SinglePlan.bestOf(history, holdings, offer, List.of(quantity));
            best = best == null || estimate.savings() > best.savings() ? estimate : best;
        }
        return best == null || best.quantity().signum() == 0
                ? List.of()
                : List.of(Owned.of(best.offer(), best.quantity()));
    }
}
