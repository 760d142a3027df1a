package costwright.jobs.store;

import java.time.Instant;

/**
 * One place that an inventory came from.
 *
 * @param source the name of the source in the settings, or of the file
 * @param takenAt when its newest inventory was taken
 * @param fingerprint names the content of that inventory
 * @param resources how many resources it lists now
 */
public record InventorySource(String source, Instant takenAt, String fingerprint, int resources) {}
