package costwright.analyzers.rightsizing.baseline;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;

/** A published rule: how much capacity it would leave to a machine. */
public interface SizingRule {
    /** The rule with its parameters and lookback, such as {@code aws-default P99.5/h20@14d}. */
    String name();

    /** The rule for people, such as {@code AWS default, 14 days}. */
    String label();

    /** How many days before the as-of instant it looks at. */
    int lookbackDays();

    /** What it says of a machine, from the demand of its lookback: nothing where CPU was not measured in it. */
    default Advice advise(Demand demand) {
        return demand.of(Dimension.CPU).map(cpu -> advise(cpu, demand)).orElseGet(Advice.Keep::new);
    }

    /**
     * What it says of a machine whose CPU was measured.
     *
     * @param cpu the CPU of {@code demand}; not empty
     */
    Advice advise(Track cpu, Demand demand);
}
