/**
 * What a bill says: charges as FOCUS words them, rolled up per day.
 *
 * <p>Stored rows come in, typed charges go out. No file is opened here and nothing is estimated. Start reading at
 * {@link costwright.schema.charge.DailyCharge}.
 */
@NullMarked
package costwright.schema.charge;

import org.jspecify.annotations.NullMarked;
