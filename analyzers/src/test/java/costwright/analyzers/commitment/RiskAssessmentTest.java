package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskAssessmentTest {
    private static final Offer PLAN = Lines.compute("csp", Map.of("vm", "0.7"));
    private static final BigDecimal SHARE = new BigDecimal("0.95");

    private static Uncertainty averse(double aversion, double tail) {
        return new Uncertainty(1000, 1, 0, 0, Map.of(), 0, aversion, tail, BigDecimal.valueOf(8));
    }

    private static Demand flat(int hours) {
        return new Lines()
                .with(Lines.line("vm", "1"))
                .hours(hours, Map.of("vm", "10"))
                .demand();
    }

    private static PortfolioPlan plan(Demand demand) {
        return new PortfolioOptimizer(List.of()).plan(demand, List.of(), List.of(PLAN), PurchaseLimits.NONE);
    }

    @Test
    void breaksEvenAtADeclineOfExactlyTheDiscount() {
        Demand demand = flat(336);
        PurchaseRisk risk = new RiskAssessment(demand, List.of(), averse(0, 0.1)).of(plan(demand), SHARE);
        assertThat(risk.breakEvenDecline()).isCloseTo(0.3, within(1e-5));
        // 7 per hour for 8,760 hours.
        assertThat(risk.lockIn().amount()).isEqualByComparingTo("61320");
        // Without trend every future of flat usage saves 10 × 0.3 × 336.
        assertThat(risk.p10().amount()).isEqualByComparingTo("1008");
        assertThat(risk.p90().amount()).isEqualByComparingTo("1008");
        assertThat(risk.lossProbability()).isZero();
        // At 70 %: 7 of usage are covered by 4.9 of 7.
        assertThat(risk.stress().get(0).stranded().amount()).isEqualByComparingTo("705.6");
        assertThat(risk.stress().get(0).savings().amount()).isEqualByComparingTo("0");
        assertThat(risk.plateau().portfolio().get(0).holding().quantity())
                .isCloseTo(new BigDecimal("6.65"), within(new BigDecimal("1e-4")));
        // Twelve months at 70 % of the on-demand price.
        assertThat(risk.purchases().get(0).breakEvenMonths()).isEqualByComparingTo("8.4");
    }

    /** U = 10 with 80 %, 6 with 20 %: averse buyers of tail 20 % leave 7.0 for 4.2 once λ exceeds 0.125. */
    @Test
    void buysLessOnceAverseToTheDecline() {
        Demand demand = flat(336);
        Map<String, BigDecimal> cleanup = Map.of("vm", new BigDecimal("0.4"));
        PortfolioPlan plan = plan(demand);
        Uncertainty bold = new Uncertainty(4000, 1, 0, 0, cleanup, 0.2, 0.05, 0.2, BigDecimal.valueOf(8));
        Uncertainty averse = new Uncertainty(4000, 1, 0, 0, cleanup, 0.2, 0.3, 0.2, BigDecimal.valueOf(8));
        assertThat(new RiskAssessment(demand, List.of(), bold)
                        .suited(plan)
                        .portfolio()
                        .get(0)
                        .holding()
                        .quantity())
                .isEqualByComparingTo("7");
        assertThat(new RiskAssessment(demand, List.of(), averse)
                        .suited(plan)
                        .portfolio()
                        .get(0)
                        .holding()
                        .quantity())
                .isEqualByComparingTo("4.2");
    }

    @Test
    void takesTheMeanOfTheWorstFutures() {
        double[] savings = {-1, 3, 3, 3, 3};
        assertThat(Futures.conditionalValueAtRisk(savings, 0.2)).isEqualTo(-1);
        assertThat(Futures.conditionalValueAtRisk(savings, 0.4)).isEqualTo(1);
        assertThat(Futures.conditionalValueAtRisk(savings, 0.3)).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void discountsPaymentsAndSavings() {
        Demand demand = flat(336);
        Uncertainty free = new Uncertainty(10, 1, 0, 0, Map.of(), 0, 0, 0.1, BigDecimal.ZERO);
        PurchaseRisk risk = new RiskAssessment(demand, List.of(), free).of(plan(demand), SHARE);
        // Without a price of money: 12 months of 10 × 0.3 × 730.
        assertThat(risk.purchases().get(0).netPresentValue().amount()).isEqualByComparingTo("26280");
    }

    @Test
    void risksNothingWithoutAPurchase() {
        Demand demand = new Lines().with(Lines.line("vm", "1")).demand();
        PurchaseRisk risk = new RiskAssessment(demand, List.of(), averse(0.5, 0.1)).of(plan(demand), SHARE);
        assertThat(risk.p50().isZero()).isTrue();
        assertThat(risk.breakEvenDecline()).isEqualTo(1);
    }
}
