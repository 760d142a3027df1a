/**
 * Quantiles, bounds and tests, each with its convention and its treatment of missing values stated.
 *
 * <p>Arrays of numbers come in, numbers go out. No resource, price or clock is known here. Start reading at
 * {@link costwright.analyzers.statistics.Samples}; {@link costwright.analyzers.statistics.Selection} is for the samples of
 * a fleet.
 */
@NullMarked
package costwright.analyzers.statistics;

import org.jspecify.annotations.NullMarked;
