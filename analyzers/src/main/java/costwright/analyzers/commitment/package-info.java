/**
 * Same use, better price: what commitments do to a bill, which ones to buy, and what they risk.
 *
 * <p>Hourly usage, offers and holdings come in as values; bills, plans and findings go out. No file, store or clock is
 * touched here, and every amount that leaves is exact: searches may use binary floating point, but what they find is
 * priced again by {@link costwright.analyzers.commitment.BillSimulator}. Start reading at
 * {@link costwright.analyzers.commitment.BillSimulator}, then at {@link costwright.analyzers.commitment.SinglePlan}.
 */
@NullMarked
package costwright.analyzers.commitment;

import org.jspecify.annotations.NullMarked;
