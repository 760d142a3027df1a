package costwright.scheduler.cli;

import costwright.jobs.store.Analysis;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.LedgerStore;
import costwright.jobs.store.Store;
import costwright.scheduler.settings.Nearest;
import costwright.schema.CostwrightException;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.Recommendation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds recommendations in the store with the state that the ledger has of them. */
final class RecommendationQuery {
    private final FindingStore findings;
    private final LedgerStore ledger;

    RecommendationQuery(Store store) {
        this.findings = new FindingStore(store);
        this.ledger = new LedgerStore(store);
    }

    /** What is recommended and where it stands. */
    record Standing(Recommendation recommendation, LedgerEntry entry) {}

    /**
     * The newest analysis.
     *
     * @throws CostwrightException if there is none
     */
    Analysis.Kept analysis() {
        return findings.latest()
                .orElseThrow(() -> CostwrightException.settings(
                        "Nothing has been analyzed yet. Try: costwright analyze, or costwright run weekly."));
    }

    /** The plan of an analysis in order of rank. */
    List<Standing> plan(Analysis.Kept analysis) {
        Map<FindingId, LedgerEntry> current = ledger.current();
        Instant asOf = analysis.analysis().asOf();
        return findings.recommendations(analysis.id()).stream()
                .map(recommendation -> new Standing(
                        recommendation,
                        Optional.ofNullable(current.get(recommendation.id()))
                                .orElseGet(() -> new LedgerEntry(
                                        recommendation.id(),
                                        costwright.schema.finding.RecommendationState.OPEN,
                                        asOf,
                                        "",
                                        "",
                                        null))))
                .toList();
    }

    /** The recommendation of that finding in the newest plan; empty when the plan left it out. */
    Optional<Recommendation> recommendation(FindingId id) {
        return findings.latest()
                .flatMap(analysis -> findings.recommendations(analysis.id()).stream()
                        .filter(recommendation -> recommendation.id().equals(id))
                        .findFirst());
    }

    /**
     * The newest finding of that id.
     *
     * @throws CostwrightException with the nearest id, if there is none
     */
    Finding finding(FindingId id) {
        return findings.newest(id).orElseThrow(() -> {
            TreeSet<String> known = new TreeSet<>();
            findings.latest()
                    .ifPresent(analysis -> findings.findings(analysis.id())
                            .forEach(finding -> known.add(finding.id().value())));
            return CostwrightException.settings("There is no finding \"" + id + "\"." + Nearest.hint(id.value(), known)
                    + " costwright recommendations list shows the ids.");
        });
    }

    /** All that the ledger has of a finding, oldest first. */
    List<LedgerEntry> history(FindingId id) {
        return ledger.history(id);
    }
}
