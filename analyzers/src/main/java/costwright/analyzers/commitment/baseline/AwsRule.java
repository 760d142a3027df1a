package costwright.analyzers.commitment.baseline;

import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.PurchaseRule;
import costwright.analyzers.commitment.SinglePlan;
import costwright.analyzers.commitment.SinglePlan.Estimate;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cost Explorer's rule: for each type of commitment alone, the quantities that would have saved most over the lookback;
 * of the types, the one that saves most. Offers of one type for the same usage exclude each other, those for different
 * usage (instance families) are recommended side by side.
 */
public final class AwsRule implements PurchaseRule {
    @Override
    public String name() {
        return "aws";
    }

    @Override
    public List<Owned> buy(Demand history, List<Owned> holdings, List<Offer> offers) {
        Map<OfferKind, Map<Set<String>, Estimate>> types = new TreeMap<>();
        for (Estimate estimate : SinglePlan.estimates(history, holdings, offers)) {
            types.computeIfAbsent(estimate.offer().kind(), any -> new TreeMap<>(Comparator.comparing(Set::toString)))
                    .merge(estimate.offer().rates().keySet(), estimate, AwsRule::better);
        }
        return types.values().stream()
                .map(Map::values)
                .max(Comparator.comparingDouble(AwsRule::total))
                .map(AwsRule::purchases)
                .orElse(List.of());
    }

    private static Estimate better(Estimate first, Estimate second) {
        return second.savings() > first.savings() ? second : first;
    }

    private static double total(Collection<Estimate> type) {
        return type.stream().mapToDouble(Estimate::savings).sum();
    }

    private static List<Owned> purchases(Collection<Estimate> type) {
        return type.stream()
                .filter(estimate -> estimate.quantity().signum() > 0)
                .map(estimate -> Owned.of(estimate.offer(), estimate.quantity()))
                .collect(Collectors.toUnmodifiableList());
    }
}
