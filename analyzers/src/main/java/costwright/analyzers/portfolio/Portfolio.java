package costwright.analyzers.portfolio;

import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Catalogue;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Outcome;
import costwright.analyzers.Thresholds;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.Savings;
import costwright.schema.finding.Silence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs the catalogue and makes the plan.
 *
 * <p>The order is fixed: delete, then park, then resize, then commit, each valued on what the ones before it leave.
 * Commitments are therefore sized on the usage that remains, never on waste that is about to go.
 */
public final class Portfolio {
    private Portfolio() {}

    /**
     * Analyzes {@code dataset} and plans.
     *
     * @param thresholds the thresholds in force for each check
     * @param suppressed findings that a person has dismissed or snoozed: they are kept as findings, but not planned, and
     *     their usage stays in the base of the commitments
     */
    public static Plan recommend(
            Catalogue catalogue,
            Function<Descriptor, Thresholds> thresholds,
            Dataset dataset,
            Predicate<FindingId> suppressed) {
        Collected collected = new Collected();
        for (Analyzer analyzer : catalogue.analyzers()) {
            if (analyzer.descriptor().capability() != Capability.COMMITMENT) {
                collected.add(analyzer.analyze(dataset, thresholds.apply(analyzer.descriptor())));
            }
        }
        SimulatedBill bill = new SimulatedBill(dataset);
        List<Valued> plan = new ArrayList<>(new UsagePlan(bill)
                .valued(collected.findings.stream()
                        .filter(finding -> !suppressed.test(finding.id()))
                        .toList()));
        Dataset remaining = bill.remaining();
        Collected commitments = new Collected();
        for (Analyzer analyzer : catalogue.analyzers()) {
            if (analyzer.descriptor().capability() == Capability.COMMITMENT) {
                commitments.add(analyzer.analyze(remaining, thresholds.apply(analyzer.descriptor())));
            }
        }
        commitments.findings.stream()
                .filter(finding -> !suppressed.test(finding.id()))
                .forEach(finding -> plan.add(new Valued(
                        finding, new Savings(finding.monthlySavings(), finding.monthlyRetailSavings()), List.of())));
        collected.findings.addAll(commitments.findings);
        collected.silences.addAll(commitments.silences);
        return new Plan(collected.findings.stream().sorted().toList(), collected.silences, ranked(plan));
    }

    /** A finding with what it is worth in the plan. */
    record Valued(Finding finding, Savings savings, List<FindingId> replaces) {}

    /** By currency, then by bill savings from large to small, then by id. */
    private static List<Recommendation> ranked(List<Valued> plan) {
        List<Valued> sorted = plan.stream()
                .sorted(Comparator.comparing((Valued valued) ->
                                valued.savings().bill().currency().getCurrencyCode())
                        .thenComparing(valued -> valued.savings().bill().amount(), Comparator.reverseOrder())
                        .thenComparing(Valued::finding))
                .toList();
        List<Recommendation> recommendations = new ArrayList<>();
        Map<String, Integer> ranks = new TreeMap<>();
        for (Valued valued : sorted) {
            int rank = ranks.merge(valued.savings().bill().currency().getCurrencyCode(), 1, Integer::sum);
            recommendations.add(new Recommendation(valued.finding(), rank, valued.savings(), valued.replaces()));
        }
        return recommendations;
    }

    private static final class Collected {
        private final List<Finding> findings = new ArrayList<>();
        private final List<Silence> silences = new ArrayList<>();

        private void add(List<Outcome> outcomes) {
            for (Outcome outcome : outcomes) {
                if (outcome instanceof Outcome.Found found) {
                    findings.add(found.finding());
                } else if (outcome instanceof Outcome.Silent silent) {
                    silences.add(silent.silence());
                }
            }
        }
    }
}
