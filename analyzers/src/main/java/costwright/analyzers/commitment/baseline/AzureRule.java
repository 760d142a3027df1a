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
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Azure's documented rule: each hour's own best commitment is a candidate, the candidate that would have saved most over
 * the last 30 days wins, and of it and the same over the last 3 days the lower is recommended, which guards against what
 * was just switched off. Of several offers, the one that then saves most.
 *
 * <p>Of more than {@value #MOST_CANDIDATES} different hours an even choice of quantiles stands for all.
 */
public final class AzureRule implements PurchaseRule {
    private static final int RECENT_HOURS = 3 * 24;
    private static final int LOOKBACK_HOURS = 30 * 24;
    private static final int MOST_CANDIDATES = 60;

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public List<Owned> buy(Demand history, List<Owned> holdings, List<Offer> offers) {
        Demand lookback = last(history, LOOKBACK_HOURS);
        Demand recent = last(history, RECENT_HOURS);
        Estimate best = null;
        for (Offer offer : offers) {
            Estimate longer = best(lookback, holdings, offer);
            if (longer.quantity().signum() == 0) {
                continue;
            }
            Estimate shorter = best(recent, holdings, offer);
            BigDecimal quantity = longer.quantity().min(shorter.quantity());
            Estimate settled = SinglePlan.bestOf(lookback, holdings, offer, List.of(quantity));
            best = best == null || settled.savings() > best.savings() ? settled : best;
        }
        return best == null || best.quantity().signum() == 0
                ? List.of()
                : List.of(Owned.of(best.offer(), best.quantity()));
    }

    private static Demand last(Demand history, int hours) {
        return history.slice(Math.max(0, history.hours() - hours), history.hours());
    }

    private static Estimate best(Demand demand, List<Owned> holdings, Offer offer) {
        double[] needs = Arrays.stream(SinglePlan.needs(demand, offer))
                .sorted()
                .distinct()
                .toArray();
        int count = Math.min(MOST_CANDIDATES, needs.length);
        SortedSet<BigDecimal> candidates = new TreeSet<>();
        for (int index = 0; index < count; index++) {
            double need = needs[count == 1 ? 0 : (int) ((long) index * (needs.length - 1) / (count - 1))];
            candidates.add(BigDecimal.valueOf(need).setScale(offer.step().scale(), RoundingMode.FLOOR));
        }
        return SinglePlan.bestOf(demand, holdings, offer, candidates);
    }
}
