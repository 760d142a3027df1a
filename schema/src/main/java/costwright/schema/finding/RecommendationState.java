package costwright.schema.finding;

import java.util.Locale;

/** Where a recommendation stands in the ledger. */
public enum RecommendationState {
    OPEN,
    ACCEPTED,
    DISMISSED,
    SNOOZED,
    APPLIED,
    /** The last analysis no longer found it. */
    GONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
