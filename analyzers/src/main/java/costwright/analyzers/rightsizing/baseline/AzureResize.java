package costwright.analyzers.rightsizing.baseline;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;

/**
 * Azure Advisor's resize rules over 7 days: P95 of CPU and P99 of memory at most 40 % and 60 % of the new size for
 * machines that face users, 80 % and 80 % for others. Azure looks at the largest of the averages within 30 minutes.
 *
 * <p>Source: Azure Advisor documentation, "Reduce service costs by using Azure Advisor".
 */
public record AzureResize(String kind, double cpuTarget, double memoryTarget) implements SizingRule {
    public static final AzureResize USER_FACING = new AzureResize("azure-user-facing", 0.40, 0.60);
    public static final AzureResize NOT_USER_FACING = new AzureResize("azure-not-user-facing", 0.80, 0.80);

    static final int SAMPLE_SECONDS = 1800;
    private static final double CPU_SHARE = 0.95;
    private static final double MEMORY_SHARE = 0.99;

    @Override
    public String name() {
        return "%s P95<=%.0f%%,memP99<=%.0f%%@7d".formatted(kind, cpuTarget * 100, memoryTarget * 100);
    }

    @Override
    public String label() {
        return "%s, 7 days".formatted(kind.replace("azure-", "Azure ").replace('-', ' '));
    }

    @Override
    public int lookbackDays() {
        return 7;
    }

    @Override
    public Advice advise(Track cpu, Demand demand) {
        double vcpu = quantile(cpu, CPU_SHARE) / cpuTarget;
        double memory = demand.of(Dimension.MEMORY)
                .map(track -> quantile(track, MEMORY_SHARE) / memoryTarget)
                .orElse(Double.NaN);
        return new Advice.Capacity(vcpu, memory);
    }

    private static double quantile(Track track, double share) {
        return track.maximaOver(SAMPLE_SECONDS).averages().quantile(share);
    }
}
