package costwright.schema.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a recommendation.
 *
 * @param who who decided; empty for steps that an analysis made
 * @param reason why, in the person's words
 * @param until the end of a snooze; null for other states
 */
public record LedgerEntry(
        FindingId id,
        RecommendationState state,
        Instant at,
        String who,
        String reason,
        @Nullable Instant until) {}
