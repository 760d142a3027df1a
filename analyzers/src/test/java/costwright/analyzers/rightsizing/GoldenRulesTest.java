package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Shared;
import costwright.analyzers.rightsizing.baseline.Advice;
import costwright.analyzers.rightsizing.baseline.ComputeOptimizer;
import costwright.analyzers.rightsizing.baseline.RobustaKrr;
import costwright.analyzers.rightsizing.baseline.SizingRule;
import costwright.analyzers.rightsizing.baseline.VerticalPodAutoscaler;
import costwright.analyzers.statistics.Samples;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The values were made with NumPy from the same traces; inputs are rounded, hence the tolerance. */
class GoldenRulesTest {
    private static final Percentage TOLERANCE = Percentage.withPercentage(0.1);

    @Test
    void agreesWithNumpyOnRealTraces() {
        for (String line : Shared.rows(Shared.find("data/traces/backtest/golden-rules.csv"))) {
            String[] golden = line.split(",", -1);
            long end = Long.parseLong(golden[1]);
            Demand whole = Bitbrains.demand(golden[0], end);
            Demand demand = whole.lastDays(14);
            Samples cpu = demand.of(Dimension.CPU).orElseThrow().averages();
            Samples memory = demand.of(Dimension.MEMORY).orElseThrow().averages();

            assertThat(cpu.size()).as(golden[0]).isEqualTo(Integer.parseInt(golden[2]));
            close(cpu.mean(), golden[6], golden[0]);
            close(cpu.quantile(0.90), golden[7], golden[0]);
            close(cpu.quantile(0.95), golden[8], golden[0]);
            close(cpu.quantile(0.995), golden[9], golden[0]);
            close(cpu.maximum(), golden[10], golden[0]);
            close(memory.quantile(0.99), golden[11], golden[0]);
            close(memory.maximum(), golden[12], golden[0]);

            Advice.Capacity byDefault = advice(ComputeOptimizer.DEFAULT, demand);
            close(byDefault.vcpu(), golden[13], golden[0]);
            close(byDefault.memoryMib(), golden[14], golden[0]);
            Advice.Capacity balanced = advice(ComputeOptimizer.BALANCED, demand);
            close(balanced.vcpu(), golden[15], golden[0]);
            close(balanced.memoryMib(), golden[16], golden[0]);
            Advice.Capacity savings = advice(ComputeOptimizer.MAXIMUM_SAVINGS, demand);
            close(savings.vcpu(), golden[17], golden[0]);
            close(savings.memoryMib(), golden[18], golden[0]);
            close(advice(ComputeOptimizer.MAXIMUM_PERFORMANCE, demand).vcpu(), golden[19], golden[0]);
            close(advice(RobustaKrr.DEFAULT, demand).memoryMib(), golden[20], golden[0]);

            double mhzPerVcpu = Double.parseDouble(golden[4]) / Double.parseDouble(golden[3]);
            Demand lastDays = whole.lastDays(8);
            Demand inVcpu = new Demand(
                    Map.of(
                            Dimension.CPU,
                            lastDays.of(Dimension.CPU).orElseThrow().times(1 / mhzPerVcpu)),
                    end);
            close(advice(new VerticalPodAutoscaler(), inVcpu).vcpu(), golden[21], golden[0]);
        }
    }

    private static Advice.Capacity advice(SizingRule rule, Demand demand) {
        return (Advice.Capacity) rule.advise(demand);
    }

    private static void close(double actual, String expected, String vm) {
        double value = Double.parseDouble(expected);
        // Values near zero carry too few digits for a relative tolerance.
        assertThat(Math.abs(actual - value) <= 1e-3 || Math.abs(actual / value - 1) <= TOLERANCE.value / 100)
                .as("%s: %s against %s", vm, actual, expected)
                .isTrue();
    }
}
