package costwright.jobs.analyze;

import costwright.analyzers.Analyzer;
import costwright.analyzers.Catalogue;
import costwright.analyzers.Dataset;
import costwright.analyzers.portfolio.Plan;
import costwright.analyzers.portfolio.Portfolio;
import costwright.jobs.ledger.Ledger;
import costwright.jobs.store.Analysis;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.LedgerStore;
import costwright.jobs.store.Store;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs the catalogue over what the store holds and keeps what it says. The same data, thresholds and decisions as of the
 * same instant are the same analysis, kept once; cut off at any point, it can be run again.
 */
public final class AnalysisRun {
    private final Catalogue catalogue;
    private final ThresholdsInForce thresholds;
    private final DatasetLoader datasets;
    private final FindingStore findings;
    private final Ledger ledger;

    public AnalysisRun(Store store, Catalogue catalogue, ThresholdsInForce thresholds) {
        this.catalogue = catalogue;
        this.thresholds = thresholds;
        this.datasets = new DatasetLoader(store);
        this.findings = new FindingStore(store);
        this.ledger = new Ledger(new LedgerStore(store), findings);
    }

    /**
     * What an analysis said, and under which number it is kept.
     *
     * @param resources how many resources were looked at
     * @param ledgerEntries how many entries it added to the ledger
     */
    public record Outcome(long analysis, int resources, Plan plan, int ledgerEntries) {}

    /** Analyzes as of {@code asOf}. The ledger moves on only if no later analysis is kept. */
    public Outcome run(Instant asOf) {
        Dataset dataset = datasets.load(asOf);
        Set<FindingId> suppressed = ledger.suppressed(asOf);
        Plan plan = Portfolio.recommend(catalogue, thresholds, dataset, suppressed::contains);
        Analysis analysis = new Analysis(
                asOf,
                dataset.lookback(),
                dataset.fingerprint(),
                settingsFingerprint(suppressed),
                dataset.resources().size());
        long id = findings.keep(analysis, plan.findings(), plan.silences(), plan.recommendations());
        boolean latest = findings.latest().filter(kept -> kept.id() == id).isPresent();
        int entries = latest ? ledger.moveOn(asOf, plan) : 0;
        return new Outcome(id, dataset.resources().size(), plan, entries);
    }

    /** Whether an analysis of exactly what the store holds now, as of {@code asOf}, is kept already. */
    public boolean isKept(Instant asOf) {
        return findings.isKept(asOf, datasets.fingerprint(asOf), settingsFingerprint(ledger.suppressed(asOf)));
    }

    /** Names the analysis that {@link #run} would make now: data, settings and what people have hidden. */
    public String identity(Instant asOf) {
        return Fingerprint.of(datasets.fingerprint(asOf), settingsFingerprint(ledger.suppressed(asOf)));
    }

    /** Names the checks with their versions and thresholds, and what people have hidden. */
    private String settingsFingerprint(Set<FindingId> suppressed) {
        List<String> parts = new ArrayList<>();
        for (Analyzer analyzer : catalogue.analyzers()) {
            parts.add(analyzer.descriptor().id());
            parts.add(Integer.toString(analyzer.descriptor().version()));
            parts.add(thresholds.apply(analyzer.descriptor()).texts().toString());
        }
        suppressed.forEach(id -> parts.add("suppressed " + id));
        return Fingerprint.of(parts.toArray(String[]::new));
    }
}
