package costwright.jobs.store;

import java.util.Locale;

/** How far an import has come; a crash after any of them leaves the old slices or the new ones, never a mix. */
public enum ImportStage {
    ROLLED_UP,
    VERIFIED,
    RETIRED,
    LINES_WRITTEN,
    DAYS_WRITTEN,
    TOTALS_WRITTEN,
    SWAPPED,
    COMMITTED;

    /** For people. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
