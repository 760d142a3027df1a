package costwright.analyzers.rightsizing.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizingRulesTest {
    private static final long DAY = 86_400;

    @Test
    void computeOptimizerAsksForTheHighPercentileOfCpuAndTheMaximumOfMemory() {
        // 1 to 201 in hundredths: the R-7 quantile at 0.995 of 201 values lies at rank 199, which is 2.00.
        Demand demand =
                demand(IntStream.rangeClosed(1, 201).mapToDouble(i -> i / 100.0).toArray(), 1000);

        Advice.Capacity need = (Advice.Capacity) ComputeOptimizer.DEFAULT.advise(demand);

        assertThat(need.vcpu()).isCloseTo(2.5, within(1e-12)); // 2.00 / 0.8
        assertThat(need.memoryMib()).isCloseTo(1250, within(1e-9)); // 1000 / 0.8
    }

    @Test
    void memoryThatIsNotMeasuredStaysUnknown() {
        Demand demand = new Demand(Map.of(Dimension.CPU, track(new double[] {1, 1})), DAY);

        for (SizingRule rule : new SizingRule[] {
            ComputeOptimizer.DEFAULT,
            AzureResize.NOT_USER_FACING,
            new VerticalPodAutoscaler(),
            RobustaKrr.DEFAULT,
            Peak.DEFAULT
        }) {
            assertThat(((Advice.Capacity) rule.advise(demand)).memoryMib())
                    .as(rule.name())
                    .isNaN();
        }
    }

    @Test
    void costExplorerTerminatesAtOnePercentAndNotAbove() {
        CostExplorer rule = new CostExplorer(4);

        assertThat(rule.advise(demand(new double[] {0.01, 0.04}, 100))).isInstanceOf(Advice.Stop.class);
        assertThat(rule.advise(demand(new double[] {0.01, 0.0401}, 100))).isInstanceOf(Advice.Capacity.class);
    }

    @Test
    void azureStopsQuietMachinesOnly() {
        AzureShutdown rule = new AzureShutdown(1, Double.NaN);
        double[] quiet = new double[288];
        Arrays.fill(quiet, 0.02);
        double[] busyAtLast = quiet.clone();
        busyAtLast[287] = 0.021;

        assertThat(rule.advise(demand(quiet, 100))).isInstanceOf(Advice.Stop.class);
        assertThat(rule.advise(demand(busyAtLast, 100))).isInstanceOf(Advice.Keep.class);
    }

    @Test
    void azureLooksAtTheLargestAverageOfThirtyMinutes() {
        // Each half hour holds one busy slot of six: the averages of 30 minutes are 0.5, their maxima 1.
        double[] cpu =
                IntStream.range(0, 288).mapToDouble(i -> i % 6 == 0 ? 1 : 0.4).toArray();

        Advice.Capacity need = (Advice.Capacity) AzureResize.NOT_USER_FACING.advise(demand(cpu, 800));

        assertThat(need.vcpu()).isCloseTo(1.25, within(1e-12)); // 1 / 0.8
        assertThat(need.memoryMib()).isCloseTo(1000, within(1e-9)); // 800 / 0.8
    }

    @Test
    void krrAndPeakKnowNoPercentileOfMemory() {
        Demand demand = demand(IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray(), 200);

        assertThat(RobustaKrr.DEFAULT.advise(demand)).isEqualTo(new Advice.Capacity(95, 200 * 1.15));
        assertThat(Peak.DEFAULT.advise(demand)).isEqualTo(new Advice.Capacity(100, 200));
    }

    private static Demand demand(double[] cpu, double memoryMib) {
        double[] memory = new double[cpu.length];
        Arrays.fill(memory, memoryMib);
        return new Demand(Map.of(Dimension.CPU, track(cpu), Dimension.MEMORY, track(memory)), cpu.length * 300L);
    }

    private static Track track(double[] values) {
        return Track.of(
                300, IntStream.range(0, values.length).mapToLong(i -> i * 300L).toArray(), values);
    }
}
