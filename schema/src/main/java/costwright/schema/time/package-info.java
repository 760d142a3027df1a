/**
 * Half-open periods in UTC.
 *
 * <p>Months, days and instants come in; {@code [start, end)} periods go out. No clock is read here. Start reading at
 * {@link costwright.schema.time.Period}.
 */
@NullMarked
package costwright.schema.time;

import org.jspecify.annotations.NullMarked;
