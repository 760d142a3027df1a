package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the optimizer with an independent linear programme on many random instances. */
class PortfolioDifferentialIT {
    private static PortfolioPlan plan(Demand demand, List<Offer> offers) {
        return new PortfolioOptimizer(List.of()).plan(demand, List.of(), offers, PurchaseLimits.NONE);
    }

    private static double total(PortfolioPlan plan) {
        return plan.bill().totalCost().amount().doubleValue();
    }

    private static double bound(PortfolioPlan plan) {
        return plan.lowerBound().amount().doubleValue();
    }

    /** Usage in whole units and rates with three decimals, so that every breakpoint can be bought. */
    static final class Instance {
        final Demand demand;
        final List<Offer> offers;

        Instance(Demand demand, List<Offer> offers) {
            this.demand = demand;
            this.offers = offers;
        }
    }

    /** Two families with an EC2 plan each under one compute plan; {@code spread} in thousandths makes ratios differ. */
    static Instance nested(int seed, int spread, boolean reserved) {
        Random random = new Random(seed);
        Lines lines = new Lines();
        int lineCount = 2 + random.nextInt(4);
        Map<String, String> compute = new TreeMap<>();
        List<Map<String, String>> families = List.of(new TreeMap<>(), new TreeMap<>());
        int[] ratios = {700 + random.nextInt(250), 700 + random.nextInt(250)};
        for (int line = 0; line < lineCount; line++) {
            int onDemand = 100 * (1 + random.nextInt(20));
            int family = line % 2;
            int shareOfOnDemand = 550 + random.nextInt(400);
            int ratio = ratios[family] + (spread == 0 ? 0 : random.nextInt(2 * spread) - spread);
            String name = "line" + line;
            lines.with(Lines.line(name, BigDecimal.valueOf(onDemand, 3).toPlainString()));
            compute.put(
                    name,
                    BigDecimal.valueOf((long) onDemand * shareOfOnDemand, 6).toPlainString());
            families.get(family)
                    .put(
                            name,
                            BigDecimal.valueOf((long) onDemand * shareOfOnDemand * Math.min(999, ratio), 9)
                                    .toPlainString());
        }
        int hours = 6 + random.nextInt(14);
        for (int hour = 0; hour < hours; hour++) {
            Map<String, String> quantities = new TreeMap<>();
            for (int line = 0; line < lineCount; line++) {
                if (random.nextInt(5) > 0) {
                    quantities.put("line" + line, Integer.toString(1000 * random.nextInt(12)));
                }
            }
            lines.hour(quantities);
        }
        List<Offer> offers = new ArrayList<>();
        offers.add(Lines.compute("compute", compute));
        offers.add(Lines.ec2("ec2-a", families.get(0)));
        offers.add(Lines.ec2("ec2-b", families.get(1)));
        if (reserved) {
            offers.add(Lines.reservation(
                    "ri",
                    OfferKind.RESERVED_INSTANCE,
                    OfferScope.REGIONAL,
                    new BigDecimal(families.get(0).get("line0"))
                            .multiply(new BigDecimal("0.97"))
                            .toPlainString(),
                    null,
                    "line0"));
        }
        return new Instance(lines.demand(), offers);
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalsTheLinearProgrammeOnNestedPlansWithUniformRatios(int seed) {
        Instance instance = nested(seed, 0, false);
        double optimum = FreeAllocation.optimum(instance.demand, instance.offers);
        PortfolioPlan plan = plan(instance.demand, instance.offers);
        assertThat(total(plan)).isCloseTo(optimum, within(1e-6 * optimum));
        assertThat(bound(plan)).isCloseTo(optimum, within(1e-6 * optimum));
        assertThat(bound(plan)).isLessThanOrEqualTo(optimum * (1 + 1e-12));
    }

    @Test
    void staysWithinHalfAPercentOfTheLinearProgrammeOnMixedRatios() {
        double gaps = 0;
        double certified = 0;
        int count = 150;
        for (int seed = 0; seed < count; seed++) {
            Instance instance = nested(10_000 + seed, 150, seed % 2 == 0);
            double optimum = FreeAllocation.optimum(instance.demand, instance.offers);
            PortfolioPlan plan = plan(instance.demand, instance.offers);
            assertThat(bound(plan)).as("seed %d", seed).isLessThanOrEqualTo(optimum * (1 + 1e-9));
            double gap = total(plan) / optimum - 1;
            gaps += gap;
            certified += total(plan) / bound(plan) - 1;
            for (Offer offer : instance.offers) {
                assertThat(plan.bill().totalCost())
                        .isLessThanOrEqualTo(
                                SinglePlan.of(instance.demand, offer).bill().totalCost());
            }
        }
        assertThat(gaps / count).isLessThanOrEqualTo(0.005);
        assertThat(certified / count).isLessThanOrEqualTo(0.01);
    }
}
