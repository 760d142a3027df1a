package costwright.jobs.store;

import costwright.schema.commitment.PulledCommitment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pulled commitment with what the store knows of its life.
 *
 * @param source the live source that listed it, by its name in the settings
 * @param missedAt the first reading that no longer listed it; null while it is listed
 */
public record StoredCommitment(
        String source,
        PulledCommitment commitment,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant missedAt) {
    /** The first instant at which it no longer counts: the end of its term, or earlier when its source dropped it. */
    public Instant end() {
        return missedAt != null && missedAt.isBefore(commitment.end()) ? missedAt : commitment.end();
    }
}
