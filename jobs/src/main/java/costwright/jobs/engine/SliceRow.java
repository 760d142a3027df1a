package costwright.jobs.engine;

import java.time.LocalDate;

/**
 * What the files say of one slice.
 *
 * @param firstDay the first UTC day with a charge
 * @param lastDay the last UTC day with a charge
 * @param days how many days have charges
 */
public record SliceRow(SliceKey key, String currency, LocalDate firstDay, LocalDate lastDay, long days, long charges) {}
