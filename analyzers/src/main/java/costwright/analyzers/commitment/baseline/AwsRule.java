package costwright.analyzers.commitment.baseline;

import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.PurchaseRule;
import costwright.analyzers.commitment.SinglePlan;
import costwright.analyzers.commitment.SinglePlan.Estimate;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cost Explorer's rule: for each type of commitment alone, the quantities that would have saved most over the lookback;
 * of the types, the one that saves most. Offers of one type that share usage (other terms and payments) exclude each
 * other, those for different usage (instance families) are recommended side by side.
 */
public final class AwsRule implements PurchaseRule {
    @Override
    public String name() {
        return "aws";
    }

    @Override
    public List<Owned> buy(Demand history, List<Owned> holdings, List<Offer> offers) {
        Map<OfferKind, List<Estimate>> types = new TreeMap<>();
        for (Estimate estimate : SinglePlan.estimates(history, holdings, offers)) {
            types.computeIfAbsent(estimate.offer().kind(), any -> new ArrayList<>())
                    .add(estimate);
        }
        return types.values().stream()
                .map(AwsRule::sideBySide)
                .max(Comparator.comparingDouble(AwsRule::total))
                .map(AwsRule::purchases)
                .orElse(List.of());
    }

    /** Of offers that share usage, the one that saves most; of two that save alike, the first by name. */
    private static List<Estimate> sideBySide(List<Estimate> type) {
        List<Estimate> chosen = new ArrayList<>();
        Set<String> used = new HashSet<>();
        type.stream()
                .sorted(Comparator.comparingDouble(Estimate::savings)
                        .reversed()
                        .thenComparing(estimate -> estimate.offer().name()))
                .filter(estimate ->
                        Collections.disjoint(used, estimate.offer().rates().keySet()))
                .forEach(estimate -> {
                    used.addAll(estimate.offer().rates().keySet());
                    chosen.add(estimate);
                });
        return chosen;
    }

    private static double total(Collection<Estimate> type) {
        return type.stream().mapToDouble(Estimate::savings).sum();
    }

    private static List<Owned> purchases(Collection<Estimate> type) {
        return type.stream()
                .filter(estimate -> estimate.quantity().signum() > 0)
                .sorted(Comparator.comparing(estimate -> estimate.offer().name()))
                .map(estimate -> Owned.of(estimate.offer(), estimate.quantity()))
                .collect(Collectors.toUnmodifiableList());
    }
}
