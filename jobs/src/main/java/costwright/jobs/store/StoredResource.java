package costwright.jobs.store;

import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import java.time.Instant;
import java.util.List;

/**
 * A resource with what earlier inventories say of it.
 *
 * @param resource the newest facts
 * @param source the inventory that lists it
 * @param firstSeen the first inventory that listed it
 * @param lastSeen the newest inventory that listed it
 * @param states its states in time order, each at the first inventory that showed it; at least one
 */
public record StoredResource(
        Resource resource, String source, Instant firstSeen, Instant lastSeen, List<SeenState> states) {
    public StoredResource {
        states = List.copyOf(states);
    }

    /** @param seenAt when an inventory first showed the state */
    public record SeenState(Instant seenAt, ResourceState state) {}

    /** The first inventory of the unbroken run of inventories that show the present state. */
    public SeenState presentState() {
        return states.get(states.size() - 1);
    }

    /** Whether an inventory showed another state before the present one. */
    public boolean changed() {
        return states.size() > 1;
    }
}
