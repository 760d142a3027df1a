package costwright.jobs.ledger;

import costwright.analyzers.portfolio.Plan;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.RecommendationState;
import costwright.schema.finding.Silence;
import costwright.schema.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an analysis does to the ledger. Applying the steps and asking again gives no more steps, so that an analysis that
 * was interrupted can be repeated.
 */
final class LedgerSteps {
    /**
     * How long something that was marked as applied may still be found: checks look at up to two weeks of the past, and
     * the bill lags by two days at most.
     */
    static final Duration APPLIED_GRACE = Duration.ofDays(16);

    private LedgerSteps() {}

    /**
     * The entries that {@code plan} adds.
     *
     * @param current the newest entry of each finding
     * @param asOf the instant of the analysis, which the entries carry
     * @param previous what the entries that are no longer found were about, by id
     */
    static List<LedgerEntry> after(
            Instant asOf, Plan plan, Map<FindingId, LedgerEntry> current, Map<FindingId, Finding> previous) {
        Set<FindingId> planned =
                plan.recommendations().stream().map(Recommendation::id).collect(Collectors.toSet());
        Set<FindingId> found = plan.findings().stream().map(Finding::id).collect(Collectors.toSet());
        Set<String> unjudged = unjudged(plan.silences());
        Set<FindingId> all = new TreeSet<>(current.keySet());
        all.addAll(planned);
        List<LedgerEntry> steps = new ArrayList<>();
        for (FindingId id : all) {
            LedgerEntry entry = current.get(id);
            Optional<String> reopened = entry == null
                    ? Optional.of("found by an analysis")
                    : found.contains(id) ? whyOpenAgain(entry, asOf) : Optional.empty();
            if (reopened.isPresent()) {
                steps.add(new LedgerEntry(id, RecommendationState.OPEN, asOf, "", reopened.get(), null));
            } else if (entry != null && !found.contains(id) && goesWhenNotFound(entry.state())) {
                if (!mayStillBeThere(previous.get(id), unjudged)) {
                    steps.add(new LedgerEntry(
                            id, RecommendationState.GONE, asOf, "", "no longer found by the analysis", null));
                }
            }
        }
        return steps;
    }

    private static Optional<String> whyOpenAgain(LedgerEntry entry, Instant asOf) {
        Instant until = entry.until();
        return Optional.ofNullable(
                switch (entry.state()) {
                    case OPEN, ACCEPTED, DISMISSED -> null;
                    case SNOOZED -> until != null && !asOf.isBefore(until) ? "the snooze has ended" : null;
                    case APPLIED ->
                        asOf.isBefore(entry.at().plus(APPLIED_GRACE))
                                ? null
                                : "still found %d days after it was marked as applied"
                                        .formatted(Duration.between(entry.at(), asOf)
                                                .toDays());
                    case GONE -> "found again";
                });
    }

    /** What was dismissed stays hidden should it come back, and what was applied is done. */
    static boolean goesWhenNotFound(RecommendationState state) {
        return switch (state) {
            case OPEN, ACCEPTED, SNOOZED -> true;
            case DISMISSED, APPLIED, GONE -> false;
        };
    }

    /** Not found because it could not be judged is not gone. */
    private static boolean mayStillBeThere(Finding finding, Set<String> unjudged) {
        return finding != null
                && (unjudged.contains(key(finding.analyzerId(), null))
                        || finding.subjects().stream()
                                .anyMatch(subject -> unjudged.contains(key(finding.analyzerId(), subject))));
    }

    private static Set<String> unjudged(List<Silence> silences) {
        Set<String> keys = new HashSet<>();
        silences.stream()
                .filter(silence -> !silence.reason().judged())
                .forEach(silence -> keys.add(key(silence.analyzerId(), silence.subject())));
        return keys;
    }

    private static String key(String analyzer, ResourceId subject) {
        return analyzer + ' ' + (subject == null ? "" : subject.value());
    }
}
