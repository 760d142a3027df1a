package costwright.analyzers.rightsizing.baseline;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;

/**
 * Robusta KRR's simple strategy: P95 of CPU, the maximum of memory and 15 %.
 *
 * <p>Source: robusta-dev/krr, strategies/simple.py.
 */
public record RobustaKrr(int lookbackDays) implements SizingRule {
    public static final RobustaKrr DEFAULT = new RobustaKrr(14);

    @Override
    public String name() {
        return "krr P95,memmax+15%%@%dd".formatted(lookbackDays);
    }

    @Override
    public String label() {
        return "KRR, %d days".formatted(lookbackDays());
    }

    @Override
    public Advice advise(Track cpu, Demand demand) {
        return new Advice.Capacity(
                cpu.averages().quantile(0.95),
                demand.of(Dimension.MEMORY)
                        .map(track -> track.peaks().maximum() * 1.15)
                        .orElse(Double.NaN));
    }
}
