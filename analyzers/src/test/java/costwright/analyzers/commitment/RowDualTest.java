package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One hour of A (1 on demand) and B (2), for which the EC2 plan takes 0.4 and 1.4 and the compute plan 0.5 and 1.98. */
class RowDualTest {
    private static final Offer EC2 = Lines.ec2("ec2", Map.of("A", "0.4", "B", "1.4"));
    private static final Offer COMPUTE = Lines.compute("csp", Map.of("A", "0.5", "B", "1.98"));

    private static CostSurface surface() {
        Demand demand = new Lines()
                .with(Lines.line("A", "1"))
                .with(Lines.line("B", "2"))
                .hour(Map.of("A", "1", "B", "1"))
                .demand();
        return new CostSurface(
                demand, List.of(), List.of(Owned.of(EC2, BigDecimal.ZERO), Owned.of(COMPUTE, BigDecimal.ZERO)));
    }

    private static double solve(double ec2, double compute, double... known) {
        return new RowDual(surface()).solve(0, new double[] {ec2, compute}, known, 20);
    }

    /** Half of A under the compute plan, the other half and 5/14 of B under the EC2 plan: 2 × 9/14 stay on demand. */
    @Test
    void provesTheFreeAllocationWhereTheCascadeIsWorse() {
        assertThat(solve(0.7, 0.25, 0, 0)).isCloseTo(1.2857142857142858, within(1e-12));
        // The cascade: A and 3/14 of B under the EC2 plan, 0.25 ÷ 1.98 of B under the compute plan.
        assertThat(surface().cost(new double[] {0.7, 0.25}) - 0.95).isCloseTo(1.3189033189033190, within(1e-12));
    }

    @Test
    void findsTheSameFromAnyValuesToBeginWith() {
        assertThat(solve(0.7, 0.25, 5, 1e-9)).isCloseTo(1.2857142857142858, within(1e-12));
        assertThat(solve(0.7, 0.25, 1e-9, 5)).isCloseTo(1.2857142857142858, within(1e-12));
    }

    @Test
    void isTheOnDemandCostWithoutAnyPlan() {
        RowDual dual = new RowDual(surface());
        assertThat(dual.solve(0, new double[] {0, 0}, new double[] {0, 0}, 20)).isEqualTo(3.0);
        // What the first unit of each would save: A at 1 ÷ 0.4 and 1 ÷ 0.5.
        assertThat(dual.values).containsExactly(new double[] {2.5, 2.0}, within(1e-9));
    }

    @Test
    void isNothingWhereAllIsCovered() {
        assertThat(solve(1.4, 0.5, 0, 0)).isCloseTo(0, within(1e-9));
        assertThat(solve(9, 9, 0, 0)).isCloseTo(0, within(1e-9));
    }

    @Test
    void solvesTheMasterOverTwoPlanes() {
        CutMaster master = new CutMaster(
                new double[] {1}, new double[][] {{1}, {1}}, new double[] {0.25, Double.POSITIVE_INFINITY});
        master.addCut(2, new double[] {3});
        master.addCut(0.8, new double[] {0.5});
        assertThat(master.solve()).isTrue();
        // The cap holds x at 0.25, where the next unit would save 3 − 1.
        assertThat(master.point()[0]).isCloseTo(0.25, within(1e-12));
        assertThat(master.capMultipliers()[0]).isCloseTo(2, within(1e-12));
        CutMaster free = new CutMaster(new double[] {1}, new double[0][], new double[0]);
        free.addCut(2, new double[] {3});
        free.addCut(0.8, new double[] {0.5});
        assertThat(free.solve()).isTrue();
        // 2 − 3x = 0.8 − 0.5x at 0.48; 3 × 0.2 + 0.5 × 0.8 = 1.
        assertThat(free.point()[0]).isCloseTo(0.48, within(1e-12));
        assertThat(free.cutMultipliers()).containsExactly(new double[] {0.2, 0.8}, within(1e-12));
    }

    @Test
    void selectsByWeight() {
        assertThat(WeightedSelect.descending(new double[] {3, 1, 2}, new double[] {1, 1, 1}, 3, 1.5))
                .isEqualTo(2);
        assertThat(WeightedSelect.descending(new double[] {3, 1, 2}, new double[] {1, 1, 1}, 3, 0))
                .isEqualTo(3);
        assertThat(WeightedSelect.descending(new double[] {3, 1, 2}, new double[] {1, 1, 1}, 3, 3))
                .isZero();
    }
}
