package costwright.jobs.store;

import costwright.schema.time.Lookback;
import java.time.Instant;

/**
 * One run of the catalogue over one dataset.
 *
 * @param asOf the instant at which the judgement was made
 * @param window the window for which charges and usage were loaded
 * @param datasetFingerprint names the data
 * @param settingsFingerprint names the checks, thresholds and suppressions in force
 * @param resources how many resources the inventory listed
 */
public record Analysis(
        Instant asOf, Lookback window, String datasetFingerprint, String settingsFingerprint, int resources) {

    /** An analysis under the number by which the store knows it. */
    public record Kept(long id, Analysis analysis) {}
}
