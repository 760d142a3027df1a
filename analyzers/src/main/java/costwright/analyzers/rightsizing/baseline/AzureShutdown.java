package costwright.analyzers.rightsizing.baseline;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;

/**
 * Azure Advisor's shutdown rule: over 7 days P95 of the largest CPU below 3 %, the largest average of the last 3 days at
 * most 2 %, and outbound network below 2 % of what the machine may send. Memory does not count.
 *
 * <p>Source: Azure Advisor documentation, "Reduce service costs by using Azure Advisor".
 *
 * @param vcpu the present capacity, to which the shares refer
 * @param networkMbps what the machine may send; NaN where unknown, and then network does not decide
 */
public record AzureShutdown(double vcpu, double networkMbps) implements SizingRule {
    private static final double CPU_P95_SHARE = 0.03;
    private static final double CPU_MAXIMUM_SHARE = 0.02;
    private static final double NETWORK_SHARE = 0.02;

    @Override
    public String name() {
        return "azure-shutdown P95<3%,max3d<=2%@7d";
    }

    @Override
    public String label() {
        return "Azure shutdown, 7 days";
    }

    @Override
    public int lookbackDays() {
        return 7;
    }

    @Override
    public Advice advise(Track cpu, Demand demand) {
        Track lastDays = cpu.lastDays(3, demand.end());
        boolean quiet = cpu.maximaOver(AzureResize.SAMPLE_SECONDS).averages().quantile(0.95) < CPU_P95_SHARE * vcpu
                && (lastDays.isEmpty() || lastDays.averages().maximum() <= CPU_MAXIMUM_SHARE * vcpu);
        boolean silent = Double.isNaN(networkMbps)
                || demand.of(Dimension.NETWORK)
                        .map(track -> track.averages().maximum() < NETWORK_SHARE * networkMbps)
                        .orElse(true);
        return quiet && silent ? new Advice.Stop() : new Advice.Keep();
    }
}
