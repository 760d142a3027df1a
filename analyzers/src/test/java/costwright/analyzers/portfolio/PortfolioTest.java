package costwright.analyzers.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Catalogue;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Estates;
import costwright.analyzers.Input;
import costwright.analyzers.Outcome;
import costwright.analyzers.Thresholds;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import costwright.schema.finding.Action;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Recommendation;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Provider;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortfolioTest {
    private static final Currency USD = Currency.getInstance("USD");

    @Test
    void deletesRatherThanResizesTheSameMachine() {
        Plan plan = plan(
                oneMachine("24", "24"),
                finding("idle", ActionKind.DELETE, "i-1", "730", "730"),
                finding("resize", ActionKind.RESIZE, "i-1", "365", "365"));
        assertThat(plan.findings()).hasSize(2);
        assertThat(plan.recommendations()).singleElement().satisfies(recommendation -> {
            assertThat(recommendation.finding().analyzerId()).isEqualTo("idle");
            assertThat(recommendation.savings().bill()).isEqualTo(Money.of("730", "USD"));
            assertThat(recommendation.replaces()).containsExactly(FindingId.of("resize", "i-1"));
        });
    }

    @Test
    void aLargerSizeIsShownAsItsCostAndInNoTotalOfSavings() {
        Estates estate = oneMachine("24", "24")
                .with(Estates.resource("i-2", ResourceType.VM, ResourceState.RUNNING, Map.of()))
                .billed("i-2", "24", 14);
        Plan plan = plan(
                estate,
                finding("idle", ActionKind.DELETE, "i-1", "730", "730"),
                finding("resize", ActionKind.RESIZE, "i-2", "-365", "-365"));
        assertThat(plan.recommendations())
                .extracting(recommendation -> recommendation.finding().analyzerId() + " "
                        + recommendation.savings().bill() + " " + recommendation.addsCost())
                .containsExactly("idle 730 USD false", "resize -365 USD true");
        assertThat(plan.totals().get(USD).bill()).isEqualTo(Money.of("730", "USD"));
    }

    @Test
    void resizesOnlyTheHoursThatParkingLeaves() {
        // Parking takes 60 % of 730; half the price on the other 40 % is 0.5 × 0.4 × 730 = 146, not 365.
        Plan plan = plan(
                oneMachine("24", "24"),
                finding("resize", ActionKind.RESIZE, "i-1", "365", "365"),
                finding("park", ActionKind.PARK, "i-1", "438", "438"));
        assertThat(plan.recommendations())
                .extracting(recommendation -> recommendation.finding().analyzerId() + " "
                        + recommendation.savings().bill())
                .containsExactly("park 438 USD", "resize 146 USD");
        assertThat(plan.totals().get(USD).bill()).isEqualTo(Money.of("584", "USD"));
    }

    @Test
    void valuesTheHalvingOfAFleetUnderAPlanAsTheDifferenceOfTwoBills() {
        // 120 machines × 0.384 × 730 = 33,638.40 on demand; a plan of 14,000 covers 20,000 of it. Halved, 16,819.20 is
        // left,
        // all of it under the plan: the bill falls from 27,638.40 to 14,000, by 13,638.40 and not by the naive
        // 16,819.20.
        Estates estate = new Estates()
                .with(Estates.resource("fleet", ResourceType.VM, ResourceState.RUNNING, Map.of()))
                .with(line("0.384"));
        BigDecimal perHour = new BigDecimal("120");
        BigDecimal covered = new BigDecimal("20000").divide(new BigDecimal("280.32"), SimulatedBill.PRECISION);
        for (int day = 0; day < 14; day++) {
            estate.with(usage("fleet", day, perHour.subtract(covered), covered));
            // 14,000 and 13,638.40 a month, per day of 24 h: × 24 / 730
            estate.billedOn(
                    "fleet",
                    Estates.LAST_BILLED.minusDays(day),
                    perDay("14000"),
                    perDay("20000"),
                    CommitmentStatus.USED);
            estate.billedOn(
                    "fleet",
                    Estates.LAST_BILLED.minusDays(day),
                    perDay("13638.40"),
                    perDay("13638.40"),
                    CommitmentStatus.NONE);
        }
        Plan plan = plan(estate, finding("halve", ActionKind.RESIZE, "fleet", "13819.20", "16819.20"));
        Recommendation recommendation = plan.recommendations().get(0);
        assertThat(recommendation.savings().bill().rounded(2, RoundingMode.HALF_EVEN))
                .isEqualTo(Money.of("13638.40", "USD"));
        assertThat(recommendation.savings().retail()).isEqualTo(Money.of("16819.20", "USD"));
    }

    @Test
    void savesNothingByDeletingWhatAPlanCoversWhenNothingElseRuns() {
        Plan plan = plan(covered("i-1"), finding("idle", ActionKind.DELETE, "i-1", "500", "730"));
        assertThat(plan.recommendations())
                .singleElement()
                .satisfies(recommendation ->
                        assertThat(recommendation.savings().bill()).isEqualTo(Money.zero(USD)));
    }

    @Test
    void countsAFreedCommitmentOnceWhenItMovesToOtherUsage() {
        Estates estate = covered("i-1")
                .with(Estates.resource("i-2", ResourceType.VM, ResourceState.RUNNING, Map.of()))
                .billed("i-2", "24", 14);
        for (int day = 0; day < 14; day++) {
            estate.with(usage("i-2", day, BigDecimal.ONE, BigDecimal.ZERO));
        }
        Finding idle = finding("idle", ActionKind.DELETE, "i-1", "500", "730");
        assertThat(plan(estate, idle).totals().get(USD).bill()).isEqualTo(Money.of("500", "USD"));
        // With the other machine gone as well, the bill cannot fall below the plan: 730 is all that was on demand.
        Plan both = plan(estate, idle, finding("idle", ActionKind.DELETE, "i-2", "730", "730"));
        assertThat(both.totals().get(USD).bill()).isEqualTo(Money.of("730", "USD"));
    }

    @Test
    void sizesCommitmentsOnWhatTheOtherActionsLeave() {
        Estates estate = new Estates()
                .with(line("1"))
                .with(Estates.resource("i-1", ResourceType.VM, ResourceState.RUNNING, Map.of()))
                .billed("i-1", "24", 14)
                .with(usage("i-1", 0, BigDecimal.ONE, BigDecimal.ZERO));
        List<Dataset> seen = new ArrayList<>();
        Analyzer idle = check("idle", Capability.WASTE, finding("idle", ActionKind.DELETE, "i-1", "730", "730"));
        Analyzer commitment = new Analyzer() {
            @Override
            public Descriptor descriptor() {
                return PortfolioTest.descriptor("commitment", Capability.COMMITMENT);
            }

            @Override
            public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
                seen.add(dataset);
                return List.of();
            }
        };
        Portfolio.recommend(
                new Catalogue(List.of(commitment, idle)), Descriptor::defaults, estate.dataset(), id -> false);
        assertThat(seen)
                .singleElement()
                .satisfies(dataset -> assertThat(dataset.hourlyUsage().get(0).onDemand())
                        .allSatisfy(quantity -> assertThat(quantity).isZero()));
    }

    @Test
    void doesNotPlanWhatAPersonDismissed() {
        Finding idle = finding("idle", ActionKind.DELETE, "i-1", "730", "730");
        Plan plan = Portfolio.recommend(
                new Catalogue(List.of(check("idle", Capability.WASTE, idle))),
                Descriptor::defaults,
                oneMachine("24", "24").dataset(),
                idle.id()::equals);
        assertThat(plan.findings()).containsExactly(idle);
        assertThat(plan.recommendations()).isEmpty();
    }

    private static Estates oneMachine(String effectivePerDay, String listPerDay) {
        Estates estate = new Estates().with(Estates.resource("i-1", ResourceType.VM, ResourceState.RUNNING, Map.of()));
        for (int day = 0; day < 14; day++) {
            estate.billedOn(
                    "i-1", Estates.LAST_BILLED.minusDays(day), effectivePerDay, listPerDay, CommitmentStatus.NONE);
        }
        return estate;
    }

    /** A machine at 1 $/h on demand, wholly covered by a plan that costs 500 $ a month. */
    private static Estates covered(String id) {
        Estates estate = new Estates()
                .with(line("1"))
                .with(Estates.resource(id, ResourceType.VM, ResourceState.RUNNING, Map.of()));
        for (int day = 0; day < 14; day++) {
            estate.with(usage(id, day, BigDecimal.ZERO, BigDecimal.ONE));
            estate.billedOn(id, Estates.LAST_BILLED.minusDays(day), perDay("500"), "24", CommitmentStatus.USED);
        }
        return estate;
    }

    private static String perDay(String perMonth) {
        return new BigDecimal(perMonth)
                .multiply(BigDecimal.valueOf(24))
                .divide(BigDecimal.valueOf(730), SimulatedBill.PRECISION)
                .toPlainString();
    }

    private static UsageLine line(String rate) {
        return new UsageLine(
                "line", new BigDecimal(rate), Provider.AWS, "us-east-1", "m5", "large", null, "linux", "shared", null);
    }

    private static HourlyUsage usage(String id, int daysAgo, BigDecimal onDemand, BigDecimal covered) {
        return new HourlyUsage(
                Estates.LAST_BILLED.minusDays(daysAgo),
                "line",
                new ResourceId(id),
                Collections.nCopies(24, onDemand),
                Collections.nCopies(24, covered));
    }

    private static Plan plan(Estates estate, Finding... findings) {
        List<Analyzer> checks = new ArrayList<>();
        for (int i = 0; i < findings.length; i++) {
            checks.add(check(findings[i].analyzerId() + "-" + i, Capability.WASTE, findings[i]));
        }
        return Portfolio.recommend(new Catalogue(checks), Descriptor::defaults, estate.dataset(), id -> false);
    }

    private static Analyzer check(String id, Capability capability, Finding finding) {
        return new Analyzer() {
            @Override
            public Descriptor descriptor() {
                return PortfolioTest.descriptor(id, capability);
            }

            @Override
            public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
                return List.of(new Outcome.Found(finding));
            }
        };
    }

    private static Descriptor descriptor(String id, Capability capability) {
        return new Descriptor(
                id, "Is it?", capability, Set.of(Input.CHARGES), List.of(), "all", "nothing", List.of(), 1);
    }

    private static Finding finding(String analyzer, ActionKind kind, String subject, String effective, String retail) {
        return new Finding(
                FindingId.of(analyzer, subject),
                analyzer,
                List.of(new ResourceId(subject)),
                "title",
                new Action(kind, "do it", Map.of()),
                Money.of(effective, "USD"),
                Money.of(retail, "USD"),
                new Evidence(
                        costwright.schema.time.Lookback.ofDays(14, Estates.AS_OF),
                        Ratio.NONE,
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        null,
                        analyzer,
                        1,
                        "test-dataset"));
    }
}
