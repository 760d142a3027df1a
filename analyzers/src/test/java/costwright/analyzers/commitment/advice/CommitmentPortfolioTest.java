package costwright.analyzers.commitment.advice;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Dataset;
import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.analyzers.commitment.Lines;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.finding.Finding;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CommitmentPortfolioTest {
    private static final CommitmentPortfolio CHECK = new CommitmentPortfolio();
    private static final Offer PLAN = Lines.compute("compute-1y", Map.of("m5.large", "0.07"));

    private static Estates steadyUse(int days) {
        Estates estates = new Estates().with(Lines.line("m5.large", "0.10"));
        for (int day = 0; day < days; day++) {
            estates.with(day(day));
        }
        return estates;
    }

    private static HourlyUsage day(int daysAgo) {
        return new HourlyUsage(
                Estates.LAST_BILLED.minusDays(daysAgo),
                "m5.large",
                null,
                Collections.nCopies(24, new BigDecimal("10")),
                Collections.nCopies(24, BigDecimal.ZERO));
    }

    private static List<Outcome> outcomes(Dataset dataset) {
        return CHECK.analyze(dataset, CHECK.descriptor().defaults());
    }

    private static Silence silence(Dataset dataset) {
        return ((Outcome.Silent) outcomes(dataset).get(0)).silence();
    }

    @Test
    void proposesToCommitToAllOfSteadyUse() {
        Dataset dataset = steadyUse(14).dataset().withCommitments(List.of(PLAN), List.of());
        Finding finding = ((Outcome.Found) outcomes(dataset).get(0)).finding();
        // 10 × (0.10 − 0.07) × 730 h
        assertThat(finding.monthlySavings().toDecimalString()).isEqualTo("219");
        assertThat(finding.action().parameters())
                .containsEntry("offer", "compute-1y")
                .containsEntry("quantity", "0.70000");
        assertThat(finding.evidence().chart()).isNotNull();
        assertThat(finding.evidence().arithmetic()).anyMatch(line -> line.contains("336 h"));
    }

    @Test
    void staysSilentOnThirteenDaysOfHistory() {
        Dataset dataset = steadyUse(13).dataset().withCommitments(List.of(PLAN), List.of());
        assertThat(silence(dataset).reason()).isEqualTo(Reason.DATA_INCOMPLETE);
    }

    @Test
    void staysSilentWhenDaysAreMissing() {
        Estates estates = new Estates().with(Lines.line("m5.large", "0.10"));
        for (int day = 0; day < 20; day += 2) {
            estates.with(day(day));
        }
        Dataset dataset = estates.dataset().withCommitments(List.of(PLAN), List.of());
        assertThat(silence(dataset).reason()).isEqualTo(Reason.DATA_INCOMPLETE);
    }

    @Test
    void staysSilentWhenRatesAreUnknown() {
        assertThat(silence(steadyUse(30).dataset()).reason()).isEqualTo(Reason.PRICE_UNKNOWN);
    }

    @Test
    void staysSilentWhenNoPlanPaysOff() {
        Offer dear = Lines.compute("dear", Map.of("m5.large", "0.11"));
        Dataset dataset = steadyUse(30).dataset().withCommitments(List.of(dear), List.of());
        assertThat(silence(dataset).reason()).isEqualTo(Reason.NO_SAVING);
    }

    @Test
    void takesTheBestOfSeveralPlansAndSaysWhyNotTheOthers() {
        Offer better = Lines.ec2("ec2-1y", Map.of("m5.large", "0.06"));
        Dataset dataset = steadyUse(30).dataset().withCommitments(List.of(PLAN, better), List.of());
        Finding finding = ((Outcome.Found) outcomes(dataset).get(0)).finding();
        assertThat(finding.action().parameters()).containsEntry("offer", "ec2-1y");
        assertThat(finding.evidence().rejected())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.option()).startsWith("compute-1y"));
    }

    private static HourlyUsage day(int daysAgo, String line, String onDemand, String covered) {
        return new HourlyUsage(
                Estates.LAST_BILLED.minusDays(daysAgo),
                line,
                null,
                Collections.nCopies(24, new BigDecimal(onDemand)),
                Collections.nCopies(24, new BigDecimal(covered)));
    }

    /** A reservation for what always runs and a plan for the rest: neither alone saves as much. */
    @Test
    void buysAReservationAndASavingsPlanTogether() {
        Estates estates = new Estates().with(Lines.line("m5.large", "0.10")).with(Lines.line("c5.large", "0.08"));
        for (int day = 0; day < 20; day++) {
            estates.with(day(day, "m5.large", "4", "0")).with(day(day, "c5.large", "5", "0"));
        }
        Offer reserved =
                Lines.reservation("ri-m5", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.05", null, "m5.large");
        Offer compute = Lines.compute("compute-1y", Map.of("m5.large", "0.07", "c5.large", "0.06"));
        Finding finding = found(estates.dataset().withCommitments(List.of(reserved, compute), List.of()));
        // 4 × (0.10 − 0.05) + 5 × (0.08 − 0.06) = 0.30 an hour, × 730 h
        assertThat(finding.monthlySavings().toDecimalString()).isEqualTo("219");
        assertThat(finding.action().parameters())
                .containsEntry("offer_1", "compute-1y")
                .containsEntry("quantity_1", "0.30000")
                .containsEntry("offer_2", "ri-m5")
                .containsEntry("quantity_2", "4");
        PurchasePlan plan = plan(finding);
        assertThat(plan.costWithout().toDecimalString()).isEqualTo("584");
        assertThat(plan.cost().toDecimalString()).isEqualTo("365");
        assertThat(plan.lowerBound().compareTo(plan.cost())).isNotPositive();
        assertThat(plan.savings()).isEqualTo(finding.monthlySavings());
        assertThat(plan.curves())
                .extracting(PurchasePlan.Curve::offer)
                .containsExactlyInAnyOrder("compute-1y", "ri-m5");
        // The rule sizes each type by itself, as if the other were not bought: 4 × 0.07 + 5 × 0.06 of the plan and 4
        // units.
        assertThat(plan.rivals()).singleElement().satisfies(rival -> {
            assertThat(rival.source()).isEqualTo("the documented rule of AWS");
            assertThat(rival.simulated().toDecimalString()).isEqualTo("160.6");
        });
        assertThat(plan.layers())
                .filteredOn(layer -> !layer.advised())
                .hasSize(2)
                .allSatisfy(layer -> assertThat(layer.savings().isNegative()).isTrue());
    }

    /** Half of the use is covered by a plan that ends in ten days: it is planned anew, the other plan is not. */
    @Test
    void plansAnewWhatEndsBeforeTheNextReview() {
        Estates estates = new Estates().with(Lines.line("m5.large", "0.10"));
        for (int day = 0; day < 20; day++) {
            estates.with(day(day, "m5.large", "2", "8"));
        }
        Holding ending = new Holding(
                "compute-1y", new BigDecimal("0.35"), null, Instant.parse("2026-11-12T00:00:00Z"), null, true);
        Holding lasting = new Holding(
                "compute-1y", new BigDecimal("0.21"), null, Instant.parse("2027-06-01T00:00:00Z"), null, true);
        Finding finding = found(estates.dataset().withCommitments(List.of(PLAN), List.of(ending, lasting)));
        // 10 machines × 0.07 = 0.70 an hour, of which 0.21 stay.
        assertThat(finding.action().parameters()).containsEntry("quantity", "0.49000");
        assertThat(plan(finding).renewals())
                .singleElement()
                .satisfies(renewal -> assertThat(renewal.end()).isEqualTo("2026-11-12T00:00:00Z"));
        // 7 machines × 0.03 × 730 h
        assertThat(finding.monthlySavings().toDecimalString()).isEqualTo("153.3");
    }

    /** A reservation bought at 0.05 covers two of ten machines for good; the other eight cannot be had at its price. */
    @Test
    void appliesWhatIsOwnedAndBuysOnlyWhatIsSold() {
        Estates estates = new Estates().with(Lines.line("m5.large", "0.10"));
        for (int day = 0; day < 20; day++) {
            estates.with(day(day, "m5.large", "8", "2"));
        }
        Offer former =
                Lines.reservation("owned", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.05", null, "m5.large");
        List<Holding> owned = List.of(Holding.of("owned", new BigDecimal("2")));
        Finding finding = found(estates.dataset().withCommitments(List.of(PLAN), List.of(former), owned));
        // 8 machines × 0.07 of the plan; at 0.05 of the reservation it would have been 8 units.
        assertThat(finding.action().parameters())
                .containsEntry("offer", "compute-1y")
                .containsEntry("quantity", "0.56000");
        // 8 × 0.03 × 730 h
        assertThat(finding.monthlySavings().toDecimalString()).isEqualTo("175.2");

        assertThat(silence(estates.dataset().withCommitments(List.of(), List.of(former), owned))
                        .reason())
                .isEqualTo(Reason.PRICE_UNKNOWN);
    }

    /** The bill shows eight covered machines and the holdings explain three: only what was on demand is planned. */
    @Test
    void leavesCoveredUsageAloneWhenTheHoldingsDoNotExplainIt() {
        Estates estates = new Estates().with(Lines.line("m5.large", "0.10"));
        for (int day = 0; day < 20; day++) {
            estates.with(day(day, "m5.large", "2", "8"));
        }
        Holding known = Holding.of("compute-1y", new BigDecimal("0.21"));
        Finding finding = found(estates.dataset().withCommitments(List.of(PLAN), List.of(known)));
        assertThat(finding.action().parameters()).containsEntry("quantity", "0.14000");
    }

    /** What is bought and starts after the last billed hour is no reason to buy the same again. */
    @Test
    void countsAPurchaseInFlightOnce() {
        Holding bought = new Holding(
                "compute-1y", new BigDecimal("0.70"), Instant.parse("2026-11-05T00:00:00Z"), null, null, true);
        Dataset dataset = steadyUse(20).dataset().withCommitments(List.of(PLAN), List.of(bought));
        assertThat(silence(dataset).reason()).isEqualTo(Reason.NO_SAVING);
    }

    private static Finding found(Dataset dataset) {
        return ((Outcome.Found) outcomes(dataset).get(0)).finding();
    }

    private static PurchasePlan plan(Finding finding) {
        return Objects.requireNonNull(finding.evidence().purchase());
    }

    @Test
    void saysNothingWithoutHourlyUsage() {
        assertThat(outcomes(new Estates().dataset())).isEmpty();
    }
}
