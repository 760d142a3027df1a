package costwright.schema.finding;

import java.util.List;

/**
 * A finding that made it into the plan, with savings that may be added to those of every other recommendation.
 *
 * @param rank its place in the plan, from 1, by bill savings
 * @param savings non-overlapping savings per month
 * @param replaces findings about the same subjects that this one makes pointless
 */
public record Recommendation(Finding finding, int rank, Savings savings, List<FindingId> replaces) {
    public Recommendation {
        replaces = List.copyOf(replaces);
    }

    public FindingId id() {
        return finding.id();
    }

    /** See {@link Finding#addsCost()}. */
    public boolean addsCost() {
        return finding.addsCost();
    }
}
