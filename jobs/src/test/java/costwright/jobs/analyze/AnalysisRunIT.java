package costwright.jobs.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Catalogue;
import costwright.analyzers.Dataset;
import costwright.jobs.SmallEstate;
import costwright.jobs.ledger.Ledger;
import costwright.jobs.pull.file.FolderSource;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.reconcile.StoreBalance;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.LedgerStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.RecommendationState;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnalysisRunIT {
    private static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00Z");
    private static final Catalogue CATALOGUE = Catalogue.discover();
    private static final FindingId LEFT = FindingId.of("unattached-disk", SmallEstate.LEFT);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void findsTheDiskThatNobodyUses(Dialect dialect) {
        try (Store store = filled(dialect)) {
            AnalysisRun.Outcome outcome = new AnalysisRun(store, CATALOGUE, ThresholdsInForce.defaults()).run(AS_OF);
            FindingStore findings = new FindingStore(store);
            List<Recommendation> recommendations = findings.recommendations(outcome.analysis());
            assertThat(recommendations).extracting(Recommendation::id).containsExactly(LEFT);
            // 0.25 USD a day of the last two billed weeks: 3.50 USD / 336 h × 730 h.
            assertThat(recommendations.get(0).savings().bill()).isEqualTo(Money.of("7.604167", "USD"));
            assertThat(findings.findings(outcome.analysis()))
                    .extracting(Finding::id)
                    .containsExactly(LEFT);
            assertThat(findings.silences(outcome.analysis())).isNotEmpty();
            assertThat(new LedgerStore(store).current(LEFT).orElseThrow().state())
                    .isEqualTo(RecommendationState.OPEN);
            assertThat(StoreBalance.require(store)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keepsTheSameAnalysisOnceAndKnowsIt(Dialect dialect) {
        try (Store store = filled(dialect)) {
            AnalysisRun run = new AnalysisRun(store, CATALOGUE, ThresholdsInForce.defaults());
            assertThat(run.isKept(AS_OF)).isFalse();
            AnalysisRun.Outcome first = run.run(AS_OF);
            assertThat(run.isKept(AS_OF)).isTrue();
            AnalysisRun.Outcome second = run.run(AS_OF);
            assertThat(second.analysis()).isEqualTo(first.analysis());
            assertThat(second.ledgerEntries()).isZero();
            assertThat(new FindingStore(store).analyses()).hasSize(1);
            assertThat(run.isKept(AS_OF.plusSeconds(1))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void leavesOutOfThePlanWhatSomebodyDismissed(Dialect dialect) {
        try (Store store = filled(dialect)) {
            AnalysisRun run = new AnalysisRun(store, CATALOGUE, ThresholdsInForce.defaults());
            run.run(AS_OF);
            FindingStore findings = new FindingStore(store);
            new Ledger(new LedgerStore(store), findings).dismiss(LEFT, "web team", "kept for an audit", AS_OF);
            assertThat(run.isKept(AS_OF)).isFalse();
            AnalysisRun.Outcome outcome = run.run(AS_OF);
            assertThat(findings.recommendations(outcome.analysis())).isEmpty();
            assertThat(findings.findings(outcome.analysis()))
                    .extracting(Finding::id)
                    .containsExactly(LEFT);
            assertThat(new LedgerStore(store).history(LEFT))
                    .extracting(LedgerEntry::state)
                    .containsExactly(RecommendationState.OPEN, RecommendationState.DISMISSED);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void doesNotLetAnOlderAnalysisMoveTheLedger(Dialect dialect) {
        try (Store store = filled(dialect)) {
            AnalysisRun run = new AnalysisRun(store, CATALOGUE, ThresholdsInForce.defaults());
            run.run(AS_OF);
            // As of two weeks after it was left alone, the disk had not been billed in this store.
            run.run(Instant.parse("2026-09-15T00:00:00Z"));
            assertThat(new LedgerStore(store).history(LEFT))
                    .extracting(LedgerEntry::state)
                    .containsExactly(RecommendationState.OPEN);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void obeysTheThresholdsOfTheSettings(Dialect dialect) {
        try (Store store = filled(dialect)) {
            // Alone since 1 September, 62 days.
            assertThat(found(store, "62")).containsExactly(LEFT);
            assertThat(found(store, "63")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void namesTheDataByItsContent(Dialect dialect) {
        try (Store store = filled(dialect)) {
            DatasetLoader loader = new DatasetLoader(store);
            Dataset dataset = loader.load(AS_OF);
            assertThat(dataset.fingerprint()).isEqualTo(loader.fingerprint(AS_OF));
            assertThat(dataset.resources()).hasSize(3);
            assertThat(dataset.charges().all()).hasSize(93);
            importEstate(store);
            assertThat(loader.fingerprint(AS_OF)).isEqualTo(dataset.fingerprint());
        }
    }

    private static List<FindingId> found(Store store, String graceDays) {
        ThresholdsInForce thresholds = ThresholdsInForce.of(
                CATALOGUE, Map.of("unattached-disk", Map.of("grace-days", new BigDecimal(graceDays))));
        return new AnalysisRun(store, CATALOGUE, thresholds)
                .run(AS_OF).plan().findings().stream().map(Finding::id).toList();
    }

    private Store filled(Dialect dialect) {
        Store store = TestStores.open(dialect, folder);
        importEstate(store);
        return store;
    }

    private void importEstate(Store store) {
        Path estate = SmallEstate.write(folder.resolve("estate"));
        new FolderSource("exports", estate, ImportOptions.standard(), stage -> {}).importInto(store, AS_OF);
    }
}
