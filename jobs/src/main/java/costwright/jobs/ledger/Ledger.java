package costwright.jobs.ledger;

import costwright.analyzers.portfolio.Plan;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.LedgerStore;
import costwright.schema.CostwrightException;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.RecommendationState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people decide about recommendations, and what an analysis makes of it. */
public final class Ledger {
    private final LedgerStore entries;
    private final FindingStore findings;

    public Ledger(LedgerStore entries, FindingStore findings) {
        this.entries = entries;
        this.findings = findings;
    }

    /** Somebody will do it. */
    public LedgerEntry accept(FindingId id, String who, String reason, Instant at) {
        return decide(id, RecommendationState.ACCEPTED, who, reason, null, at);
    }

    /**
     * Nobody will do it: it is left out of every plan from now on.
     *
     * @throws CostwrightException SETTINGS if no reason is given
     */
    public LedgerEntry dismiss(FindingId id, String who, String reason, Instant at) {
        if (reason.isBlank()) {
            throw CostwrightException.settings(
                    "Recommendation %s was not dismissed: give a reason with --reason, so that others know why."
                            .formatted(id));
        }
        return decide(id, RecommendationState.DISMISSED, who, reason, null, at);
    }

    /**
     * Not now: it is left out of every plan until {@code until}.
     *
     * @throws CostwrightException SETTINGS if that is not after {@code at}
     */
    public LedgerEntry snooze(FindingId id, String who, String reason, Instant until, Instant at) {
        if (!until.isAfter(at)) {
            throw CostwrightException.settings(
                    "Recommendation %s was not snoozed: --until %s is not after %s.".formatted(id, until, at));
        }
        return decide(id, RecommendationState.SNOOZED, who, reason, until, at);
    }

    /** It has been done; should it still be found weeks later, it is opened again. */
    public LedgerEntry applied(FindingId id, String who, String reason, Instant at) {
        return decide(id, RecommendationState.APPLIED, who, reason, null, at);
    }

    /** What a person has hidden as of {@code asOf}: dismissed, or snoozed until later. */
    public Set<FindingId> suppressed(Instant asOf) {
        Set<FindingId> suppressed = new TreeSet<>();
        entries.current().values().stream()
                .filter(entry -> isHidden(entry, asOf))
                .forEach(entry -> suppressed.add(entry.id()));
        return suppressed;
    }

    private static boolean isHidden(LedgerEntry entry, Instant asOf) {
        Instant until = entry.until();
        return entry.state() == RecommendationState.DISMISSED
                || (entry.state() == RecommendationState.SNOOZED && (until == null || asOf.isBefore(until)));
    }

    /**
     * Moves the ledger on after an analysis: opens what is new or back, and closes what is no longer found. Doing it
     * again for the same analysis changes nothing.
     *
     * @return how many entries were added
     */
    public int moveOn(Instant asOf, Plan plan) {
        Map<FindingId, LedgerEntry> current = entries.current();
        Map<FindingId, Finding> known = new TreeMap<>();
        Set<FindingId> found = plan.findings().stream().map(Finding::id).collect(Collectors.toSet());
        for (LedgerEntry entry : current.values()) {
            if (LedgerSteps.goesWhenNotFound(entry.state()) && !found.contains(entry.id())) {
                findings.newest(entry.id()).ifPresent(finding -> known.put(finding.id(), finding));
            }
        }
        List<LedgerEntry> steps = LedgerSteps.after(asOf, plan, current, known);
        entries.append(steps);
        return steps.size();
    }

    private LedgerEntry decide(
            FindingId id, RecommendationState state, String who, String reason, @Nullable Instant until, Instant at) {
        Optional<LedgerEntry> current = entries.current(id);
        if (current.isEmpty()) {
            throw CostwrightException.settings(
                    "There is no recommendation %s. See \"costwright recommendations list\" for the ids."
                            .formatted(id));
        }
        LedgerEntry entry = new LedgerEntry(id, state, at, who, reason, until);
        entries.append(List.of(entry));
        return entry;
    }
}
