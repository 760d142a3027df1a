package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Figures;
import costwright.analyzers.statistics.Samples;
import costwright.analyzers.statistics.Selection;

/**
 * How much memory measured use asks for: the largest of three arguments.
 *
 * <ol>
 *   <li>The highest peak of a month, with the headroom of the policy.
 *   <li>The mean of the daily peaks of a month and some standard deviations: a wide spread of days foretells a wider one.
 *   <li>A multiple of that peak while it is fresh. Memory harm is mostly one jump to several times the peak that was known,
 *       such as a restart; margins on the peak do not reach it. Machines whose record is some days old jump half as often
 *       as those that have just set one, in both sets of traces.
 * </ol>
 *
 * @param mib the need
 * @param basis the argument that decided, for people
 */
record MemoryNeed(double mib, String basis) {
    /** The need by all that was seen, of which the last month must not be empty. */
    static MemoryNeed of(Track track, long end, Policy policy) {
        Samples daily = Samples.of(track.dailyMaxima(NeedEstimate.MEMORY_DAYS, end));
        double peak = daily.maximum() / (1 - policy.memoryHeadroom());
        double spread = daily.mean() + policy.memoryDeviations() * daily.standardDeviation();
        double fresh = isFresh(track, end, policy.freshPeakDays()) ? policy.freshPeakFactor() * daily.maximum() : 0;
        if (fresh >= Math.max(peak, spread)) {
            return new MemoryNeed(
                    fresh,
                    "%s times the highest peak of %d days, because it is at most %d days old"
                            .formatted(
                                    Figures.text(policy.freshPeakFactor()),
                                    NeedEstimate.MEMORY_DAYS,
                                    policy.freshPeakDays()));
        }
        return peak >= spread
                ? new MemoryNeed(
                        peak,
                        "highest peak of %d days with %.0f %% headroom"
                                .formatted(NeedEstimate.MEMORY_DAYS, policy.memoryHeadroom() * 100))
                : new MemoryNeed(
                        spread,
                        "mean of the daily peaks of %d days and %s standard deviations"
                                .formatted(NeedEstimate.MEMORY_DAYS, Figures.text(policy.memoryDeviations())));
    }

    /**
     * Whether the last {@code days} went above everything before them: a level that is only reached again is no record,
     * and neither is the highest of a month whose older peak has left the month.
     */
    private static boolean isFresh(Track track, long end, int days) {
        Track recent = track.lastDays(days, end);
        Track before = track.within(Long.MIN_VALUE, end - days * Track.SECONDS_PER_DAY);
        return !recent.isEmpty()
                && (before.isEmpty()
                        || Selection.of(recent.peak()).maximum()
                                > Selection.of(before.peak()).maximum());
    }
}
