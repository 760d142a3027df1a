/**
 * Commitment discounts: offers, holdings, and the hourly usage lines that they may cover.
 *
 * <p>Offers and hours come in, typed terms go out. Nothing is optimized here. Start reading at
 * {@link costwright.schema.commitment.UsageLine}.
 */
@NullMarked
package costwright.schema.commitment;

import org.jspecify.annotations.NullMarked;
