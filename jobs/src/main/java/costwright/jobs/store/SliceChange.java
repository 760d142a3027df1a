package costwright.jobs.store;

import costwright.jobs.engine.SliceRow;

/**
 * What an import did to one slice.
 *
 * @param replaced whether there was a live slice before
 * @param restatements how many service × account sums differ from the slice before
 */
public record SliceChange(SliceRow slice, boolean replaced, int restatements) {}
