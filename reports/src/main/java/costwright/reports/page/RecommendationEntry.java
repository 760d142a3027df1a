package costwright.reports.page;

import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.RecommendationState;
import costwright.schema.finding.Savings;
import java.util.List;

/**
 * One recommendation with all that is needed to check it by hand.
 *
 * @param rank its place in the plan, from 1
 * @param action what to do, an imperative sentence without the full stop
 * @param title what was found, a sentence without the full stop
 * @param name what people call the subject; empty for a commitment
 * @param subjects the full ids
 * @param account the sub account; empty when it concerns none or several
 * @param owner the owner's tag; empty when nobody is named
 * @param place service and region, or what is known of them
 * @param savings per month, not overlapping with any other entry
 * @param weeksOpen how many weeks ago it was first found; 0 for a new one
 * @param replaces ids of findings about the same subjects that this one makes pointless
 */
public record RecommendationEntry(
        int rank,
        FindingId id,
        ActionKind kind,
        String action,
        String title,
        String name,
        List<String> subjects,
        String account,
        String owner,
        String place,
        Savings savings,
        RecommendationState state,
        int weeksOpen,
        List<FindingId> replaces,
        Evidence evidence) {
    public RecommendationEntry {
        subjects = List.copyOf(subjects);
        replaces = List.copyOf(replaces);
    }
}
