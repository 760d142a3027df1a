package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Dataset;
import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.Offer;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavingsPlanCommitmentTest {
    private static final SavingsPlanCommitment CHECK = new SavingsPlanCommitment();
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

    @Test
    void saysNothingWithoutHourlyUsage() {
        assertThat(outcomes(new Estates().dataset())).isEmpty();
    }
}
