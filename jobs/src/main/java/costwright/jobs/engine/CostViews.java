package costwright.jobs.engine;

import java.util.Locale;

/** Which tellings of a month files hold: with payments when they are made, spread over what they pay for, or both. */
public enum CostViews {
    /** Payments when they are made. */
    ACTUAL,
    /** Payments spread over the use that they pay for. */
    AMORTIZED,
    BOTH,
    /** The file has nothing in which the two would differ. */
    EITHER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
