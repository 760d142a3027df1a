package costwright.analyzers.rightsizing.baseline;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;
import java.util.Locale;

/**
 * AWS Compute Optimizer's four presets for EC2: CPU below {@code 1 - headroom} for the {@code threshold} share of time, by
 * the maximum within each interval; memory, which has no threshold, below {@code 1 - headroom} always.
 *
 * <p>Source: AWS Compute Optimizer user guide, "Rightsizing recommendation preferences".
 */
public record ComputeOptimizer(
        String preset, double cpuThreshold, double cpuHeadroom, double memoryHeadroom, int lookbackDays)
        implements SizingRule {
    /** CPU below 80 % for more than 99.5 % of the time, memory below 80 %. */
    public static final ComputeOptimizer DEFAULT = new ComputeOptimizer("aws-default", 0.995, 0.20, 0.20, 14);

    public static final ComputeOptimizer BALANCED = new ComputeOptimizer("aws-balanced", 0.95, 0.30, 0.30, 14);
    public static final ComputeOptimizer MAXIMUM_SAVINGS =
            new ComputeOptimizer("aws-maximum-savings", 0.90, 0.00, 0.10, 14);
    public static final ComputeOptimizer MAXIMUM_PERFORMANCE =
            new ComputeOptimizer("aws-maximum-performance", 0.995, 0.30, 0.30, 14);

    /** The same preset over 32 days, which AWS advises for monthly cycles. */
    public ComputeOptimizer over(int days) {
        return new ComputeOptimizer(preset, cpuThreshold, cpuHeadroom, memoryHeadroom, days);
    }

    @Override
    public String name() {
        return String.format(
                Locale.ROOT,
                "%s P%s/h%.0f@%dd",
                preset,
                cpuThreshold == 0.995 ? "99.5" : String.format(Locale.ROOT, "%.0f", cpuThreshold * 100),
                cpuHeadroom * 100,
                lookbackDays);
    }

    @Override
    public String label() {
        return "%s, %d days".formatted(preset.replace("aws-", "AWS ").replace('-', ' '), lookbackDays);
    }

    @Override
    public Advice advise(Track cpu, Demand demand) {
        double vcpu = cpu.peaks().quantile(cpuThreshold) / (1 - cpuHeadroom);
        double memory = demand.of(Dimension.MEMORY)
                .map(track -> track.peaks().maximum() / (1 - memoryHeadroom))
                .orElse(Double.NaN);
        return new Advice.Capacity(vcpu, memory);
    }
}
