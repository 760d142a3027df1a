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

/**
 * {@link OnlineReservation} on money per hour: a layer of usage is bought once its on-demand cost in the history exceeds
 * what committing to it for the whole horizon costs (α = 0, since today's offers are paid in full every hour). It needs
 * no forecast and buys late; it is the safety net that others are compared with.
 *
 * <p>A layer pays a commitment of {@code horizon} hours at a discount d once it was used in more than
 * {@code horizon × (1 − d)} hours. A history that is shorter than that never shows so many: of 90 days held at d = 30 %
 * it takes more than 63 days, so that after a lookback of 30 days the rule buys nothing, whatever the usage. That is the
 * policy and not an error: its guarantee of 2 − α is one over all that ever was used, and bought by waiting.
 */
public final class BreakEvenRule implements PurchaseRule {
    private final int horizonHours;

    public BreakEvenRule(int horizonHours) {
        this.horizonHours = horizonHours;
    }

    @Override
    public String name() {
        return "a-beta";
    }

    @Override
    public List<Owned> buy(Demand history, List<Owned> holdings, List<Offer> offers) {
        Estimate best = null;
        for (Offer offer : offers) {
            BigDecimal quantity = quantity(history, offer);
            Estimate estimate = SinglePlan.bestOf(history, holdings, offer, List.of(quantity));
            best = best == null || estimate.savings() > best.savings() ? estimate : best;
        }
        return best == null || best.quantity().signum() == 0
                ? List.of()
                : List.of(Owned.of(best.offer(), best.quantity()));
    }

    /** The highest layer that was used in more hours than the horizon times one minus the discount. */
    private BigDecimal quantity(Demand history, Offer offer) {
        double[] needs = SinglePlan.needs(history, offer);
        Arrays.sort(needs);
        int breakEvenHours = (int) Math.ceil(horizonHours * (1 - discount(history, offer)));
        if (breakEvenHours >= needs.length) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(needs[needs.length - 1 - breakEvenHours])
                .setScale(offer.step().scale(), RoundingMode.FLOOR);
    }

    /** One minus the committed over the on-demand cost of all usage that the offer makes cheaper. */
    private static double discount(Demand history, Offer offer) {
        double committed = 0;
        double onDemand = 0;
        for (var rate : offer.rates().entrySet()) {
            int line = history.position(rate.getKey());
            if (line < 0) {
                continue;
            }
            double price = history.lines().get(line).onDemandRate().doubleValue();
            if (rate.getValue().doubleValue() < price) {
                for (int hour = 0; hour < history.hours(); hour++) {
                    committed += rate.getValue().doubleValue()
                            * history.quantity(hour, line).doubleValue();
                    onDemand += price * history.quantity(hour, line).doubleValue();
                }
            }
        }
        return onDemand == 0 ? 0 : 1 - committed / onDemand;
    }
}
