package costwright.schema.resource;

import java.util.Arrays;
import java.util.Locale;

/** What a resource was doing when the inventory was taken. */
public enum ResourceState {
    RUNNING,
    /** Stopped; on Azure, deallocated: the machine is not charged, its disks are. */
    STOPPED,
    /** Azure: stopped from inside, still allocated and still charged. */
    STOPPED_ALLOCATED,
    /** A disk, address or balancer in use. */
    ATTACHED,
    /** A disk or address that nothing uses. */
    UNATTACHED,
    AVAILABLE,
    UNKNOWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word; {@link #UNKNOWN} for a word that we do not know, because a guess could delete something. */
    public static ResourceState ofWord(String word) {
        String wanted = word.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return switch (wanted) {
            case "in_use", "associated" -> ATTACHED;
            case "unassociated" -> UNATTACHED;
            case "deallocated" -> STOPPED;
            default ->
                Arrays.stream(values())
                        .filter(state -> state.word().equals(wanted))
                        .findFirst()
                        .orElse(UNKNOWN);
        };
    }
}
