package costwright.analyzers.portfolio;

import costwright.schema.finding.Finding;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.Savings;
import costwright.schema.finding.Silence;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that one analysis says.
 *
 * @param findings all that was found, in order of id; they overlap
 * @param silences all that was looked at and not found, in the order of the catalogue
 * @param recommendations the plan, by rank; their savings do not overlap
 */
public record Plan(List<Finding> findings, List<Silence> silences, List<Recommendation> recommendations) {
    public Plan {
        findings = List.copyOf(findings);
        silences = List.copyOf(silences);
        recommendations = List.copyOf(recommendations);
    }

    /** The savings of the whole plan per month, one total for each currency; what adds cost is not part of them. */
    public Map<Currency, Savings> totals() {
        Map<Currency, Savings> totals = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
        recommendations.stream()
                .filter(recommendation -> !recommendation.addsCost())
                .forEach(recommendation -> totals.merge(
                        recommendation.savings().bill().currency(), recommendation.savings(), Savings::plus));
        return totals;
    }
}
