/**
 * Quantiles, bounds and tests, each with its convention and its treatment of missing values stated.
 *
 * <p>Arrays of numbers come in, numbers go out. No resource, price or clock is known here. Start reading at
 * {@link costwright.analyzers.statistics.Samples}.
 */
@NullMarked
package costwright.analyzers.statistics;

import org.jspecify.annotations.NullMarked;
