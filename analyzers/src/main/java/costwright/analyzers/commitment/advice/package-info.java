/**
 * The advice of the weekly analysis: which commitment discounts to buy together, with the whole plan as evidence.
 *
 * <p>A dataset comes in, one outcome per provider goes out. Nothing is optimized or priced here: that is done by
 * {@link costwright.analyzers.commitment}, by the same classes as for {@code plan commitments}. Start reading at
 * {@link costwright.analyzers.commitment.advice.CommitmentPortfolio}.
 */
@NullMarked
package costwright.analyzers.commitment.advice;

import org.jspecify.annotations.NullMarked;
