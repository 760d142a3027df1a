package costwright.analyzers.rightsizing;

import costwright.schema.price.InstanceType;

/**
 * What the engine must know of a machine beside its demand.
 *
 * @param vcpu the capacity that it really has, which may be less than its type offers
 * @param memoryMib likewise
 * @param cpuHeldByScaler whether a scaler keeps CPU at its target by adding and removing such machines: then the demand of
 *     one of them says nothing about the size that it needs, and CPU is not reduced
 * @param keepsMemory whether memory in use says nothing about memory needed, as with databases, whose caches fill it
 * @param recentlyResized whether its size was changed within the last month: then it is left alone unless too small
 */
public record Machine(
        InstanceType type,
        double vcpu,
        double memoryMib,
        boolean cpuHeldByScaler,
        boolean keepsMemory,
        boolean recentlyResized) {
    /** A machine on its own that has what its type offers. */
    public static Machine of(InstanceType type) {
        return of(type, type.vcpu().doubleValue(), type.memoryMib().doubleValue());
    }

    /** A machine on its own whose capacity was measured. */
    public static Machine of(InstanceType type, double vcpu, double memoryMib) {
        return new Machine(type, vcpu, memoryMib, false, false, false);
    }
}
