package costwright.analyzers.rightsizing.baseline;

/** What a rule says of one machine. */
public sealed interface Advice {
    /**
     * Enough capacity would be this.
     *
     * @param vcpu in units of the machine's present vCPU
     * @param memoryMib NaN where memory was not measured: the present memory must stay
     */
    record Capacity(double vcpu, double memoryMib) implements Advice {}

    /** Nothing uses the machine: stop it. */
    record Stop() implements Advice {}

    /** The rule does not speak of this machine. */
    record Keep() implements Advice {}
}
