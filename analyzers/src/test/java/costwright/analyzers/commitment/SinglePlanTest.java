package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SinglePlanTest {
    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalsBruteForceOverAllBreakpoints(int seed) {
        Random random = new Random(seed);
        int lineCount = 1 + random.nextInt(5);
        Lines lines = new Lines();
        Map<String, String> rates = new TreeMap<>();
        for (int line = 0; line < lineCount; line++) {
            int onDemand = 5 + random.nextInt(200);
            lines.with(Lines.line("line" + line, "0." + "%03d".formatted(onDemand)));
            rates.put(
                    "line" + line,
                    BigDecimal.valueOf((long) onDemand * (40 + random.nextInt(61)), 5)
                            .toPlainString());
        }
        for (int hour = 0; hour < 6 + random.nextInt(20); hour++) {
            Map<String, String> quantities = new TreeMap<>();
            for (int line = 0; line < lineCount; line++) {
                if (random.nextInt(4) > 0) {
                    quantities.put("line" + line, Integer.toString(random.nextInt(20)));
                }
            }
            lines.hour(quantities);
        }
        Demand demand = lines.demand();
        Offer offer = Lines.compute("csp", rates);
        SinglePlan.Optimum optimum = SinglePlan.of(demand, offer);
        BigDecimal best = null;
        for (BigDecimal candidate : breakpoints(demand, offer)) {
            BigDecimal cost = SinglePlan.priced(demand, offer, candidate)
                    .bill()
                    .totalCost()
                    .amount();
            best = best == null ? cost : best.min(cost);
        }
        assertThat(optimum.bill().totalCost().amount()).isEqualByComparingTo(best);
    }

    /** Every place where the slope of the cost may change, on the purchasable grid. */
    private static Set<BigDecimal> breakpoints(Demand demand, Offer offer) {
        TreeSet<BigDecimal> breakpoints = new TreeSet<>();
        breakpoints.add(BigDecimal.ZERO);
        for (int hour = 0; hour < demand.hours(); hour++) {
            BigDecimal end = BigDecimal.ZERO;
            for (Cascade.Step step : Cascade.steps(demand, List.of(Owned.of(offer, BigDecimal.ONE)))) {
                end = end.add(step.consumption().multiply(demand.quantity(hour, step.line())));
                breakpoints.add(end.setScale(5, RoundingMode.FLOOR));
                breakpoints.add(end.setScale(5, RoundingMode.CEILING));
            }
        }
        return breakpoints;
    }

    /** 60 h of $1000, 60 h of $700 and 48 h of $600 a week at a discount of 30 %: 490 is best. */
    @Test
    void findsTheBestCommitmentOfTheThreeLevelWeek() {
        Demand demand = new Lines()
                .with(Lines.line("usage", "1"))
                .hours(60, Map.of("usage", "1000"))
                .hours(60, Map.of("usage", "700"))
                .hours(48, Map.of("usage", "600"))
                .demand();
        Offer offer = Lines.compute("csp", Map.of("usage", "0.7"));
        SinglePlan.Optimum optimum = SinglePlan.of(demand, offer);
        assertThat(optimum.quantity()).isEqualByComparingTo("490");
        assertThat(optimum.bill().totalCost().amount()).isEqualByComparingTo("100320");
        assertThat(optimum.savings().amount()).isEqualByComparingTo("30480");
        assertThat(SinglePlan.priced(demand, offer, new BigDecimal("420"))
                        .savings()
                        .amount())
                .isEqualByComparingTo("30240");
        assertThat(SinglePlan.priced(demand, offer, new BigDecimal("700"))
                        .savings()
                        .amount())
                .isEqualByComparingTo("13200");
        Demand less = demand.scaled(new BigDecimal("0.9"));
        assertThat(SinglePlan.priced(less, offer, new BigDecimal("490"))
                        .savings()
                        .amount())
                .isEqualByComparingTo("23400");
        Demand more = demand.scaled(new BigDecimal("1.1"));
        assertThat(SinglePlan.priced(more, offer, new BigDecimal("700"))
                        .savings()
                        .amount())
                .isEqualByComparingTo("20280");
    }

    @Test
    void takesTheLowerEndOfAnIntervalOfEqualCosts() {
        Demand demand = new Lines()
                .with(Lines.line("usage", "1"))
                .hours(7, Map.of("usage", "20"))
                .hours(3, Map.of("usage", "10"))
                .demand();
        assertThat(SinglePlan.of(demand, Lines.compute("csp", Map.of("usage", "0.7")))
                        .quantity())
                .isEqualByComparingTo("7");
    }

    @Test
    void buysNothingWhenTheRateIsNoBetterThanOnDemand() {
        Demand demand = new Lines()
                .with(Lines.line("usage", "1"))
                .hours(5, Map.of("usage", "3"))
                .demand();
        assertThat(SinglePlan.of(demand, Lines.compute("csp", Map.of("usage", "1")))
                        .quantity())
                .isEqualByComparingTo("0");
        assertThat(SinglePlan.of(demand, Lines.compute("csp", Map.of("usage", "1.2")))
                        .quantity())
                .isEqualByComparingTo("0");
    }

    @Test
    void buysNothingForNoHours() {
        Demand demand = new Lines().with(Lines.line("usage", "1")).demand();
        SinglePlan.Optimum optimum = SinglePlan.of(demand, Lines.compute("csp", Map.of("usage", "0.7")));
        assertThat(optimum.quantity()).isEqualByComparingTo("0");
        assertThat(optimum.savings().isZero()).isTrue();
    }

    /** 500 in most hours, 700 now and then: 700 pays only when at least 70 % of the hours use it. */
    @Test
    void followsTheSporadicPeakOnlyWhenItIsOftenEnough() {
        Offer offer = Lines.reservation("ri", OfferKind.AZURE_RESERVATION, OfferScope.SHARED, "0.7", null, "usage");
        Demand rare = new Lines()
                .with(Lines.line("usage", "1"))
                .hours(90, Map.of("usage", "500"))
                .hours(10, Map.of("usage", "700"))
                .demand();
        SinglePlan.Optimum optimum = SinglePlan.of(rare, offer);
        assertThat(optimum.quantity()).isEqualByComparingTo("500");
        assertThat(optimum.bill().totalCost().amount()).isEqualByComparingTo("37000");
        assertThat(SinglePlan.priced(rare, offer, new BigDecimal("700"))
                        .bill()
                        .totalCost()
                        .amount())
                .isEqualByComparingTo("49000");
        Demand often = new Lines()
                .with(Lines.line("usage", "1"))
                .hours(29, Map.of("usage", "500"))
                .hours(71, Map.of("usage", "700"))
                .demand();
        assertThat(SinglePlan.of(often, offer).quantity()).isEqualByComparingTo("700");
    }
}
