package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortfolioOptimizerTest {
    private static final PortfolioOptimizer OPTIMIZER = new PortfolioOptimizer(List.of());

    private static PortfolioPlan plan(Demand demand, List<Offer> offers) {
        return OPTIMIZER.plan(demand, List.of(), offers, PurchaseLimits.NONE);
    }

    private static double bound(PortfolioPlan plan) {
        return plan.lowerBound().amount().doubleValue();
    }

    /** 10 units flat: buying the compute plan first costs 7, the EC2 plan 6. */
    @Test
    void isNotMisledByTheBroadPlan() {
        Demand demand = new Lines()
                .with(Lines.line("vm", "1"))
                .hours(10, Map.of("vm", "10"))
                .demand();
        PortfolioPlan plan =
                plan(demand, List.of(Lines.compute("csp", Map.of("vm", "0.7")), Lines.ec2("ec2", Map.of("vm", "0.6"))));
        assertThat(plan.bill().totalCost().amount()).isEqualByComparingTo("60");
        assertThat(plan.portfolio())
                .singleElement()
                .satisfies(owned -> assertThat(owned.holding().quantity()).isEqualByComparingTo("6"));
    }

    /** A in 13 of 20 hours, B in the other 7: the EC2 plan on A breaks even alone, but the compute plan serves both. */
    @Test
    void isNotMisledByTheNarrowPlan() {
        Demand demand = new Lines()
                .with(Lines.line("A", "1"))
                .with(Lines.line("B", "1"))
                .hours(13, Map.of("A", "1"))
                .hours(7, Map.of("B", "1"))
                .demand();
        PortfolioPlan plan = plan(
                demand,
                List.of(
                        Lines.compute("csp", Map.of("A", "0.7", "B", "0.7")),
                        Lines.ec2("ec2-a", Map.of("A", "0.6")),
                        Lines.ec2("ec2-b", Map.of("B", "0.6"))));
        assertThat(plan.bill().totalCost().amount()).isEqualByComparingTo("14");
        assertThat(plan.portfolio()).singleElement().satisfies(owned -> {
            assertThat(owned.offer().name()).isEqualTo("csp");
            assertThat(owned.holding().quantity()).isEqualByComparingTo("0.7");
        });
    }

    /** The cost over the EC2 plan has two valleys, at 0 (5.0) and at 1.6633 (5.327), with a ridge of 5.99 between. */
    @Test
    void leavesTheLocalValleyOfTheMultiModalCost() {
        Demand demand = new Lines()
                .with(Lines.line("A", "3"))
                .with(Lines.line("B", "3"))
                .hour(Map.of("A", "1", "B", "1"))
                .hour(Map.of())
                .demand();
        Offer compute = Lines.compute("csp", Map.of("A", "1", "B", "2.97"));
        Offer ec2 = Lines.ec2("ec2", Map.of("A", "1", "B", "1"));
        PortfolioPlan plan =
                OPTIMIZER.plan(demand, List.of(Owned.of(compute, BigDecimal.ONE)), List.of(ec2), PurchaseLimits.NONE);
        assertThat(plan.bill().totalCost().amount()).isEqualByComparingTo("5");
        assertThat(plan.portfolio()).isEmpty();
        PortfolioPlan both = plan(demand, List.of(compute, ec2));
        // EC2 plan of 2 alone: 2 h × 2 = 4.
        assertThat(both.bill().totalCost().amount()).isEqualByComparingTo("4");
    }

    @Test
    void neverBoundsTheCascadeAboveTheFreeAllocation() {
        Demand demand = new Lines()
                .with(Lines.line("A", "1"))
                .with(Lines.line("B", "2"))
                .hour(Map.of("A", "1", "B", "1"))
                .demand();
        List<Offer> offers = List.of(
                Lines.ec2("ec2", Map.of("A", "0.4", "B", "1.4")),
                Lines.compute("csp", Map.of("A", "0.5", "B", "1.98")));
        PortfolioPlan plan = plan(demand, offers);
        // Both lines under the EC2 plan: 0.4 + 1.4.
        assertThat(plan.bill().totalCost().amount()).isEqualByComparingTo("1.8");
        assertThat(bound(plan)).isCloseTo(1.8, within(1e-8));
    }

    @Test
    void buysOnlyWhatHoldingsLeaveAndSeesThemEnd() {
        Lines lines = new Lines().with(Lines.line("vm", "1")).hours(100, Map.of("vm", "10"));
        Demand demand = lines.demand();
        Offer offer = Lines.compute("csp", Map.of("vm", "0.7"));
        Owned lasting = Owned.of(offer, new BigDecimal("7"));
        assertThat(OPTIMIZER
                        .plan(demand, List.of(lasting), List.of(offer), PurchaseLimits.NONE)
                        .portfolio())
                .isEmpty();
        Owned ending = new Owned(offer, new Holding("csp", new BigDecimal("7"), null, demand.hour(20), null, true));
        PortfolioPlan plan = OPTIMIZER.plan(demand, List.of(ending), List.of(offer), PurchaseLimits.NONE);
        // 80 % of the hours are uncovered, more than the break-even of 70 %.
        assertThat(plan.portfolio())
                .singleElement()
                .satisfies(owned -> assertThat(owned.holding().quantity()).isEqualByComparingTo("7"));
    }

    @Test
    void keepsTheHourlyBudget() {
        Demand demand = new Lines()
                .with(Lines.line("vm", "1"))
                .hours(10, Map.of("vm", "10"))
                .demand();
        PortfolioPlan plan = OPTIMIZER.plan(
                demand,
                List.of(),
                List.of(Lines.compute("csp", Map.of("vm", "0.7"))),
                new PurchaseLimits(new BigDecimal("3.5"), null));
        assertThat(plan.bill().totalCost().amount()).isEqualByComparingTo("85");
        assertThat(bound(plan)).isCloseTo(85, within(1e-6));
        assertThat(plan.budgetPrice()).isCloseTo(3.0 / 7, within(1e-6));
    }

    @Test
    void keepsTheLockInCap() {
        Demand demand = new Lines()
                .with(Lines.line("vm", "1"))
                .hours(10, Map.of("vm", "10"))
                .demand();
        PortfolioPlan plan = OPTIMIZER.plan(
                demand,
                List.of(),
                List.of(Lines.compute("csp", Map.of("vm", "0.7"))),
                new PurchaseLimits(null, new BigDecimal("8760")));
        assertThat(plan.portfolio())
                .singleElement()
                .satisfies(owned -> assertThat(owned.holding().quantity()).isEqualByComparingTo("1"));
    }

    @Test
    void plansNothingForNoUsageAndNoOffers() {
        Demand none = new Lines().with(Lines.line("vm", "1")).demand();
        assertThat(plan(none, List.of(Lines.compute("csp", Map.of("vm", "0.7"))))
                        .portfolio())
                .isEmpty();
        Demand some = new Lines()
                .with(Lines.line("vm", "1"))
                .hours(5, Map.of("vm", "1"))
                .demand();
        PortfolioPlan plan = plan(some, List.of());
        assertThat(plan.portfolio()).isEmpty();
        assertThat(plan.lowerBound().amount()).isCloseTo(new BigDecimal("5"), within(new BigDecimal("1e-8")));
    }
}
