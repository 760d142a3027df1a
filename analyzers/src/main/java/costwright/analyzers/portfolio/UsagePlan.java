package costwright.analyzers.portfolio;

import costwright.analyzers.portfolio.Portfolio.Valued;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Savings;
import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes actions on usage one after the other and values each on what the earlier ones leave of its subjects and of the
 * bill. A subject that is gone cannot save twice.
 */
final class UsagePlan {
    /** Savings per month are kept to a millionth of the currency unit, as the store keeps them. */
    private static final int SCALE = 6;

    private final SimulatedBill bill;
    /** What is left of each resource after the actions so far: 1 if nothing happened to it. */
    private final Map<ResourceId, BigDecimal> left = new TreeMap<>();
    /** Which planned finding took the rest of a resource. */
    private final Map<ResourceId, FindingId> takenBy = new TreeMap<>();

    UsagePlan(SimulatedBill bill) {
        this.bill = bill;
    }

    /** The findings that save something of what is left, in the order in which they were taken. */
    List<Valued> valued(List<Finding> findings) {
        List<Finding> inOrder = findings.stream()
                .sorted(Comparator.comparing(
                                (Finding finding) -> finding.action().kind())
                        .thenComparing(finding -> finding.monthlySavings().amount(), Comparator.reverseOrder())
                        .thenComparing(Finding::id))
                .toList();
        List<Valued> plan = new ArrayList<>();
        Map<FindingId, List<FindingId>> replaced = new TreeMap<>();
        for (Finding finding : inOrder) {
            BigDecimal share = shareLeft(finding);
            if (share.signum() == 0) {
                finding.subjects().stream()
                        .map(takenBy::get)
                        .filter(taker -> taker != null)
                        .findFirst()
                        .ifPresent(taker -> replaced.computeIfAbsent(taker, key -> new ArrayList<>())
                                .add(finding.id()));
                continue;
            }
            plan.add(new Valued(finding, take(finding, share), List.of()));
        }
        return plan.stream()
                .map(valued -> new Valued(
                        valued.finding(),
                        valued.savings(),
                        replaced.getOrDefault(valued.finding().id(), List.of())))
                .toList();
    }

    private Savings take(Finding finding, BigDecimal share) {
        BigDecimal staysOnBill = BigDecimal.ZERO;
        for (ResourceId subject : finding.subjects()) {
            BigDecimal before = left.getOrDefault(subject, BigDecimal.ONE);
            BigDecimal removed = before.multiply(bill.removedShare(finding, subject));
            staysOnBill = staysOnBill.add(bill.remove(subject, removed));
            left.put(subject, before.subtract(removed));
            if (before.compareTo(removed) <= 0) {
                takenBy.put(subject, finding.id());
            }
        }
        Money stays = new Money(staysOnBill, finding.monthlySavings().currency());
        return new Savings(
                finding.monthlySavings().times(share).minus(stays).rounded(SCALE, RoundingMode.HALF_EVEN),
                finding.monthlyRetailSavings().times(share).rounded(SCALE, RoundingMode.HALF_EVEN));
    }

    /** What is left of the subjects of a finding, weighted by their cost; 1 for a finding without subjects. */
    private BigDecimal shareLeft(Finding finding) {
        BigDecimal leftover = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (ResourceId subject : finding.subjects()) {
            BigDecimal weight = bill.weight(subject);
            leftover = leftover.add(weight.multiply(left.getOrDefault(subject, BigDecimal.ONE)));
            weights = weights.add(weight);
        }
        if (weights.signum() != 0) {
            return leftover.divide(weights, SimulatedBill.PRECISION);
        }
        boolean untouched = finding.subjects().stream()
                .allMatch(subject -> left.getOrDefault(subject, BigDecimal.ONE).signum() != 0);
        return untouched ? BigDecimal.ONE : BigDecimal.ZERO;
    }
}
