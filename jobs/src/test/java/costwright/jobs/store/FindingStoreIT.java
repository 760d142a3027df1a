package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Precedents.Precedent;
import costwright.analyzers.Precedents.Terms;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.Silence;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingStoreIT {
    private static final Finding LARGE = SampleFindings.finding("unattached-disk", "vol-1", "80.123456");
    private static final Finding SMALL = SampleFindings.finding("unattached-disk", "vol-2", "-1.5");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void givesBackWhatAnAnalysisSaid(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            FindingStore findings = new FindingStore(store);
            List<Silence> silences = List.of(
                    new Silence("idle-vm", new ResourceId("i-9"), Silence.Reason.IN_ORDER, "busy"),
                    new Silence("idle-vm", null, Silence.Reason.DATA_INCOMPLETE, "no utilization at all"));
            Recommendation first = SampleFindings.recommendation(LARGE, 1);
            Recommendation second = SampleFindings.recommendation(SMALL, 2);
            long id = findings.keep(
                    analysis(SampleFindings.AS_OF, "data"), List.of(LARGE, SMALL), silences, List.of(second, first));
            assertThat(findings.findings(id))
                    .containsExactlyInAnyOrder(LARGE, SMALL)
                    .isSorted();
            assertThat(findings.silences(id)).isEqualTo(silences);
            assertThat(findings.recommendations(id)).containsExactly(first, second);
            assertThat(findings.finding(id, SMALL.id())).contains(SMALL);
            assertThat(findings.finding(id, new FindingId("none"))).isEmpty();
            assertThat(findings.newest(LARGE.id())).contains(LARGE);
            assertThat(findings.analysis(id).orElseThrow().analysis())
                    .isEqualTo(analysis(SampleFindings.AS_OF, "data"));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keepsTheSameAnalysisOnce(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            FindingStore findings = new FindingStore(store);
            Analysis analysis = analysis(SampleFindings.AS_OF, "data");
            long first = findings.keep(analysis, List.of(LARGE), List.of(), List.of());
            assertThat(findings.keep(analysis, List.of(LARGE), List.of(), List.of()))
                    .isEqualTo(first);
            assertThat(findings.keep(analysis(SampleFindings.AS_OF, "other"), List.of(), List.of(), List.of()))
                    .isNotEqualTo(first);
            assertThat(findings.analyses()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void takesWhatWasKeptLastAsTheNewestOfItsAsOf(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            FindingStore findings = new FindingStore(store);
            Analysis analysis = analysis(SampleFindings.AS_OF, "data");
            findings.keep(analysis, List.of(LARGE), List.of(), List.of());
            assertThat(findings.isKept(SampleFindings.AS_OF, "data", "settings"))
                    .isTrue();
            findings.keep(analysis(SampleFindings.AS_OF, "other"), List.of(), List.of(), List.of());
            assertThat(findings.isKept(SampleFindings.AS_OF, "data", "settings"))
                    .isFalse();
            long again = findings.keep(analysis, List.of(LARGE), List.of(), List.of());
            assertThat(findings.latest().orElseThrow().id()).isEqualTo(again);
            assertThat(findings.findings(again)).containsExactly(LARGE);
            assertThat(findings.analyses()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void knowsTheLatestByItsAsOf(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            FindingStore findings = new FindingStore(store);
            assertThat(findings.latest()).isEmpty();
            Instant weekBefore = Instant.parse("2026-10-26T06:00:00Z");
            long late = findings.keep(analysis(SampleFindings.AS_OF, "data"), List.of(), List.of(), List.of());
            long early = findings.keep(analysis(weekBefore, "data"), List.of(LARGE), List.of(), List.of());
            assertThat(findings.latest().orElseThrow().id()).isEqualTo(late);
            assertThat(findings.latestBefore(SampleFindings.AS_OF).orElseThrow().id())
                    .isEqualTo(early);
            assertThat(findings.latestBefore(weekBefore)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void knowsWhatEarlierAnalysesProposedOfSizes(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            FindingStore findings = new FindingStore(store);
            Instant first = Instant.parse("2026-10-19T06:00:00Z");
            Instant second = Instant.parse("2026-10-26T06:00:00Z");
            Finding resize = SampleFindings.resize("vm-rightsizing", "i-1", "m5.large");
            findings.keep(analysis(first, "withdrawn"), List.of(resize), List.of(), List.of());
            findings.keep(
                    analysis(first, "data"),
                    List.of(),
                    List.of(
                            new Silence("vm-rightsizing", new ResourceId("i-1"), Silence.Reason.IN_ORDER, "fits"),
                            new Silence("vm-rightsizing", new ResourceId("i-2"), Silence.Reason.DATA_INCOMPLETE, "-"),
                            new Silence("idle-vm", new ResourceId("i-1"), Silence.Reason.IN_ORDER, "busy")),
                    List.of());
            findings.keep(analysis(second, "data"), List.of(resize, LARGE), List.of(), List.of());

            Precedent stayed =
                    new Precedent("vm-rightsizing", new ResourceId("i-1"), first, Optional.empty(), Optional.empty());
            Precedent proposed = new Precedent(
                    "vm-rightsizing",
                    new ResourceId("i-1"),
                    second,
                    Optional.of("m5.large"),
                    Optional.of(new Terms(
                            resize.evidence().analyzerVersion(),
                            resize.evidence().thresholds())));
            assertThat(findings.precedents(List.of("vm-rightsizing"), first, second.plusSeconds(1)))
                    .containsExactlyInAnyOrder(stayed, proposed);
            // From the first instant on, and before the last.
            assertThat(findings.precedents(List.of("vm-rightsizing"), first, second))
                    .containsExactly(stayed);
            assertThat(findings.precedents(
                            List.of("vm-rightsizing", "database-rightsizing"),
                            first.plusSeconds(1),
                            second.plusSeconds(1)))
                    .containsExactly(proposed);
        }
    }

    private static Analysis analysis(Instant asOf, String dataset) {
        return new Analysis(asOf, Lookback.ofWholeDays(14, asOf), dataset, "settings", 2);
    }
}
