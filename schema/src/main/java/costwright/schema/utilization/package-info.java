/**
 * How hard a resource works: evenly spaced samples of a metric, as measured.
 *
 * <p>Samples come in, series go out. Statistics are made in {@code analyzers.statistics}, not here. Start reading at
 * {@link costwright.schema.utilization.Series}.
 */
@NullMarked
package costwright.schema.utilization;

import org.jspecify.annotations.NullMarked;
