package costwright.schema.finding;

import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import java.util.List;

/**
 * A fact about something that costs more than it must, with what could be done and the evidence.
 *
 * @param analyzerId the check that found it
 * @param subjects the resources it is about, in order of id; empty for a commitment
 * @param title one sentence for people, without the full stop
 * @param monthlySavings what the action alone would save in a month of 730 hours at the prices now paid (EffectiveCost),
 *     taken by itself: findings overlap, recommendations do not
 * @param monthlyRetailSavings the same at on-demand prices
 */
public record Finding(
        FindingId id,
        String analyzerId,
        List<ResourceId> subjects,
        String title,
        Action action,
        Money monthlySavings,
        Money monthlyRetailSavings,
        Evidence evidence)
        implements Comparable<Finding> {
    public Finding {
        subjects = subjects.stream().sorted().toList();
    }

    /**
     * Whether it asks for a larger size because the present one is too small. That is a risk to weigh, not a saving gone wrong:
     * it stands beside the savings with its sign and is in no total of them.
     */
    public boolean addsCost() {
        return action.kind() == ActionKind.RESIZE && monthlySavings.isNegative();
    }

    /** By id: a stable order, whatever order the data came in. */
    @Override
    public int compareTo(Finding other) {
        return id.compareTo(other.id);
    }
}
