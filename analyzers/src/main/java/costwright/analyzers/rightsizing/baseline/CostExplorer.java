package costwright.analyzers.rightsizing.baseline;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Track;

/**
 * AWS Cost Explorer's rightsizing: a maximum of CPU of 1 % or less in 14 days means terminate; otherwise a subset of what
 * Compute Optimizer says by default.
 *
 * <p>Source: AWS Cost Management user guide, "Understanding your rightsizing recommendations calculations".
 *
 * @param vcpu the machine's present capacity, to which the 1 % refers
 */
public record CostExplorer(double vcpu) implements SizingRule {
    private static final double TERMINATE_SHARE = 0.01;

    @Override
    public String name() {
        return "aws-cost-explorer max<=1%@14d";
    }

    @Override
    public String label() {
        return "AWS Cost Explorer, 14 days";
    }

    @Override
    public int lookbackDays() {
        return 14;
    }

    @Override
    public Advice advise(Track cpu, Demand demand) {
        double maximum = cpu.peaks().maximum();
        return maximum <= TERMINATE_SHARE * vcpu ? new Advice.Stop() : ComputeOptimizer.DEFAULT.advise(cpu, demand);
    }
}
