/**
 * Numbers with a unit, and ratios that keep both parts.
 *
 * <p>Decimals come in, quantities and ratios go out. No money here. Start reading at
 * {@link costwright.schema.quantity.Ratio}.
 */
@NullMarked
package costwright.schema.quantity;

import org.jspecify.annotations.NullMarked;
