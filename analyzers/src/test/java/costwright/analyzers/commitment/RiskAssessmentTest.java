package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /**
     * 10 used at 1.00, all covered: 7,300 avoided a month. At 12 % a year a month discounts by 1.01, so 12 months are
     * worth 11.255077 and 36 are worth 30.107505 of the first. One year at 0.70 costs 5,110 a month, three years at 0.50
     * cost 3,650.
     */
    @ParameterizedTest
    @CsvSource({
        // 2,190 × 11.255077
        "12, no_upfront,      0.7, 24648.619667, 8.40",
        // −30,660 + (7,300 − 2,555) × 11.255077
        "12, partial_upfront, 0.7, 22745.342612, 8.40",
        // −61,320 + 7,300 × 11.255077
        "12, all_upfront,     0.7, 20842.065556, 8.40",
        // 3,650 × 30.107505
        "36, no_upfront,      0.5, 109892.393386, 18.00",
        // −65,700 + (7,300 − 1,825) × 30.107505
        "36, partial_upfront, 0.5, 99138.590079, 18.00",
        // −131,400 + 7,300 × 30.107505
        "36, all_upfront,     0.5, 88384.786772, 18.00"
    })
    void discountsByThePriceOfMoneyForEveryPaymentAndTerm(
            int months, String payment, String rate, String netPresentValue, String breakEvenMonths) {
        Demand demand = flat(336);
        Offer offer = Offer.savingsPlan(
                "csp", OfferKind.COMPUTE_SAVINGS_PLAN, months, payment, Lines.USD, Map.of("vm", new BigDecimal(rate)));
        PortfolioPlan plan =
                new PortfolioOptimizer(List.of()).plan(demand, List.of(), List.of(offer), PurchaseLimits.NONE);
        Uncertainty dear = new Uncertainty(10, 1, 0, 0, Map.of(), 0, 0, 0.1, BigDecimal.valueOf(12));
        PurchaseRisk.Purchase purchase = new RiskAssessment(demand, List.of(), dear)
                .of(plan, SHARE)
                .purchases()
                .get(0);
        assertThat(purchase.netPresentValue().amount()).isEqualByComparingTo(netPresentValue);
        assertThat(purchase.breakEvenMonths()).isEqualByComparingTo(breakEvenMonths);
    }

    /** 7.00 an hour for 336 hours: at 90 % of usage 6.30 of it are used, at 80 % 5.60, at 70 % 4.90. */
    @Test
    void strandsWhatADeclineLeavesUnused() {
        Demand demand = flat(336);
        List<PurchaseRisk.Stress> stress = new RiskAssessment(demand, List.of(), averse(0, 0.1))
                .of(plan(demand), SHARE)
                .stress();
        assertThat(stress)
                .extracting(PurchaseRisk.Stress::usageLevel)
                .map(BigDecimal::toPlainString)
                .containsExactly("0.7", "0.8", "0.9", "1", "1.1");
        assertThat(stress)
                .extracting(each -> each.stranded().amount())
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        new BigDecimal("705.6"),
                        new BigDecimal("470.4"),
                        new BigDecimal("235.2"),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO);
        // On demand 7, 8, 9, 10 and 11 an hour, against 7 and, of the last, one unit on demand.
        assertThat(stress)
                .extracting(each -> each.savings().amount())
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        BigDecimal.ZERO,
                        new BigDecimal("336"),
                        new BigDecimal("672"),
                        new BigDecimal("1008"),
                        new BigDecimal("1008"));
    }

    /**
     * A week of 10 and a week of 2, under 7.00 an hour: futures of two weeks save 168 × (3 + 3), 168 × (3 − 5) or
     * 168 × (−5 − 5), drawn in a quarter, a half and a quarter of all.
     */
    @Test
    void spreadsOverTheWeeksThatMayCome() {
        Demand demand = new Lines()
                .with(Lines.line("vm", "1"))
                .hours(168, Map.of("vm", "10"))
                .hours(168, Map.of("vm", "2"))
                .demand();
        List<Owned> bought = List.of(Owned.of(PLAN, new BigDecimal("7")));
        Bill bill = new BillSimulator(demand, bought).bill();
        Bill without = new BillSimulator(demand, List.of()).bill();
        PortfolioPlan plan = new PortfolioPlan(bought, bill, without, without.totalCost(), 0);
        PurchaseRisk risk = new RiskAssessment(
                        demand, List.of(), new Uncertainty(4000, 1, 0, 0, Map.of(), 0, 0, 0.1, BigDecimal.valueOf(8)))
                .of(plan, SHARE);
        assertThat(risk.p10().amount()).isEqualByComparingTo("-1680");
        assertThat(risk.p50().amount()).isEqualByComparingTo("-336");
        assertThat(risk.p90().amount()).isEqualByComparingTo("1008");
        // Three quarters lose; 0.02 are three standard errors of 4,000 draws.
        assertThat(risk.lossProbability()).isCloseTo(0.75, within(0.02));
    }

    @Test
    void risksNothingWithoutAPurchase() {
        Demand demand = new Lines().with(Lines.line("vm", "1")).demand();
        PurchaseRisk risk = new RiskAssessment(demand, List.of(), averse(0.5, 0.1)).of(plan(demand), SHARE);
        assertThat(risk.p50().isZero()).isTrue();
        assertThat(risk.breakEvenDecline()).isEqualTo(1);
    }
}
