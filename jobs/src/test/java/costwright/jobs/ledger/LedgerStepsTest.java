package costwright.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.portfolio.Plan;
import costwright.jobs.store.SampleFindings;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.RecommendationState;
import costwright.schema.finding.Silence;
import costwright.schema.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerStepsTest {
    private static final Finding DISK = SampleFindings.finding("unattached-disk", "vol-1", "8");
    private static final FindingId ID = DISK.id();
    private static final Instant AS_OF = SampleFindings.AS_OF;
    private static final Instant WEEK_BEFORE = Instant.parse("2026-10-26T06:00:00Z");
    private static final Plan FOUND =
            new Plan(List.of(DISK), List.of(), List.of(SampleFindings.recommendation(DISK, 1)));
    private static final Plan NOTHING = new Plan(List.of(), List.of(), List.of());

    @Test
    void opensWhatIsNew() {
        assertThat(LedgerSteps.after(AS_OF, FOUND, Map.of(), Map.of()))
                .containsExactly(
                        new LedgerEntry(ID, RecommendationState.OPEN, AS_OF, "", "found by an analysis", null));
    }

    @Test
    void addsNothingTheSecondTime() {
        Map<FindingId, LedgerEntry> current = new TreeMap<>();
        LedgerSteps.after(AS_OF, FOUND, current, Map.of()).forEach(entry -> current.put(entry.id(), entry));
        assertThat(LedgerSteps.after(AS_OF, FOUND, current, Map.of(ID, DISK))).isEmpty();
        LedgerSteps.after(AS_OF, NOTHING, current, Map.of(ID, DISK)).forEach(entry -> current.put(entry.id(), entry));
        assertThat(LedgerSteps.after(AS_OF, NOTHING, current, Map.of(ID, DISK))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = RecommendationState.class,
            names = {"OPEN", "ACCEPTED", "SNOOZED"})
    void closesWhatIsNoLongerFound(RecommendationState state) {
        assertThat(states(NOTHING, entry(state, WEEK_BEFORE, null))).containsExactly(RecommendationState.GONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = RecommendationState.class,
            names = {"DISMISSED", "APPLIED", "GONE"})
    void leavesADecisionAsItIsWhenNothingIsFound(RecommendationState state) {
        assertThat(states(NOTHING, entry(state, WEEK_BEFORE, null))).isEmpty();
    }

    @Test
    void opensWhatComesBack() {
        assertThat(states(FOUND, entry(RecommendationState.GONE, WEEK_BEFORE, null)))
                .containsExactly(RecommendationState.OPEN);
    }

    @Test
    void keepsADismissedOneDismissed() {
        assertThat(states(FOUND, entry(RecommendationState.DISMISSED, WEEK_BEFORE, null)))
                .isEmpty();
    }

    @Test
    void endsASnoozeAtItsInstantAndNotBefore() {
        assertThat(states(FOUND, entry(RecommendationState.SNOOZED, WEEK_BEFORE, AS_OF.plusSeconds(1))))
                .isEmpty();
        assertThat(states(FOUND, entry(RecommendationState.SNOOZED, WEEK_BEFORE, AS_OF)))
                .containsExactly(RecommendationState.OPEN);
    }

    @Test
    void opensAnAppliedOneThatIsStillFoundAfterSixteenDays() {
        Instant justBefore = AS_OF.minusSeconds(16L * 86_400 - 1);
        Instant after = AS_OF.minusSeconds(16L * 86_400);
        assertThat(states(FOUND, entry(RecommendationState.APPLIED, justBefore, null)))
                .isEmpty();
        assertThat(states(FOUND, entry(RecommendationState.APPLIED, after, null)))
                .containsExactly(RecommendationState.OPEN);
    }

    @Test
    void doesNotCallGoneWhatCouldNotBeJudged() {
        Plan unjudged = new Plan(
                List.of(),
                List.of(new Silence(
                        "unattached-disk", new ResourceId("vol-1"), Silence.Reason.PRICE_UNKNOWN, "no bill")),
                List.of());
        Plan judged = new Plan(
                List.of(),
                List.of(new Silence("unattached-disk", new ResourceId("vol-1"), Silence.Reason.IN_ORDER, "attached")),
                List.of());
        assertThat(states(unjudged, entry(RecommendationState.OPEN, WEEK_BEFORE, null)))
                .isEmpty();
        assertThat(states(judged, entry(RecommendationState.OPEN, WEEK_BEFORE, null)))
                .containsExactly(RecommendationState.GONE);
    }

    private static List<RecommendationState> states(Plan plan, LedgerEntry current) {
        return LedgerSteps.after(AS_OF, plan, Map.of(ID, current), Map.of(ID, DISK)).stream()
                .map(LedgerEntry::state)
                .toList();
    }

    private static LedgerEntry entry(RecommendationState state, Instant at, @Nullable Instant until) {
        return new LedgerEntry(ID, state, at, "finops", "because", until);
    }
}
