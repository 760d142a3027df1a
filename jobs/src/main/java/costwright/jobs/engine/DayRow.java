package costwright.jobs.engine;

import org.jspecify.annotations.Nullable;

/**
 * The charges of one line on one UTC day; costs in millionths of the currency, rounded half-even once.
 *
 * @param slice the place of its slice in {@link Rollup#slices}
 * @param epochDay days since 1970-01-01
 * @param contracted null where no charge states it
 * @param list null where no charge states it
 * @param quantity a plain decimal; null where no charge states it
 * @param hours machine hours by hour, see {@code hours_text}; null for other charges
 */
public record DayRow(
        int slice,
        long epochDay,
        int line,
        long charges,
        long billed,
        long effective,
        @Nullable Long contracted,
        @Nullable Long list,
        @Nullable String quantity,
        @Nullable String hours) {}
