package costwright.analyzers.rightsizing.baseline;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;

/** The largest demand ever seen, without headroom: what a careful person does by hand. */
public record Peak(int lookbackDays) implements SizingRule {
    public static final Peak DEFAULT = new Peak(14);

    @Override
    public String name() {
        return "peak max/h0@%dd".formatted(lookbackDays);
    }

    @Override
    public String label() {
        return "Peak, %d days".formatted(lookbackDays);
    }

    @Override
    public Advice advise(Track cpu, Demand demand) {
        return new Advice.Capacity(
                cpu.peaks().maximum(),
                demand.of(Dimension.MEMORY)
                        .map(track -> track.peaks().maximum())
                        .orElse(Double.NaN));
    }
}
