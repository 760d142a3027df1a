package costwright.reports.page;

import costwright.schema.finding.ActionKind;
import costwright.schema.finding.RecommendationState;
import costwright.schema.finding.Savings;
import costwright.schema.money.Money;
import java.util.List;

/**
 * What can be saved per month of 730 hours, cut in three ways that each sum to the total.
 *
 * @param total of all recommendations that nobody has dismissed, snoozed or applied
 * @param kinds in the order in which the savings are taken
 * @param recommendations the largest first
 * @param further what the page has no room to list
 * @param owners the largest first
 * @param accounts the largest first
 * @param hidden findings outside the total, by what was decided
 * @param costs what is too small and would cost more; outside the total, neither reducing nor raising it
 */
public record SavingsPlan(
        Savings total,
        List<Kind> kinds,
        List<RecommendationEntry> recommendations,
        Further further,
        List<Share> owners,
        List<Share> accounts,
        List<Hidden> hidden,
        Costs costs) {
    public SavingsPlan {
        kinds = List.copyOf(kinds);
        recommendations = List.copyOf(recommendations);
        owners = List.copyOf(owners);
        accounts = List.copyOf(accounts);
        hidden = List.copyOf(hidden);
        Money bill = total.bill();
        Parts.requireSum(
                "the kinds of savings",
                kinds.stream().map(kind -> kind.savings().bill()).toList(),
                bill);
        Parts.requireSum(
                "the kinds of retail savings",
                kinds.stream().map(kind -> kind.savings().retail()).toList(),
                total.retail());
        Parts.requireSum("the owners", owners.stream().map(Share::savings).toList(), bill);
        Parts.requireSum("the accounts", accounts.stream().map(Share::savings).toList(), bill);
        Parts.requireSum(
                "the recommendations",
                recommendations.stream().map(entry -> entry.savings().bill()).toList(),
                bill.minus(further.savings()));
    }

    /**
     * Risks whose remedy adds cost.
     *
     * @param entries those that the page lists, the smallest cost first; their savings are negative
     * @param count of all
     * @param monthly what all would add per month, a positive amount
     */
    public record Costs(List<RecommendationEntry> entries, int count, Money monthly) {
        public Costs {
            entries = List.copyOf(entries);
        }
    }

    /** How many recommendations the total stands for. */
    public int count() {
        return recommendations.size() + further.count();
    }

    /** One kind of action; a kind without a recommendation may be left out. */
    public record Kind(ActionKind kind, int count, Savings savings) {}

    /**
     * @param name of the owner or account; empty when nobody is named
     */
    public record Share(String name, int count, Money savings) {}

    /** The recommendations beyond the last one listed. */
    public record Further(int count, Money savings) {}

    /** Findings that a person has put aside or carried out; each taken by itself, so that they may overlap. */
    public record Hidden(RecommendationState state, int count, Money savings) {}
}
