/**
 * Values turned into words for people: the only place that rounds.
 *
 * <p>Exact values come in, short texts go out; a column of rounded amounts always sums to its rounded total. No HTML is
 * made here. Start reading at {@link costwright.reports.format.Amounts}.
 */
@NullMarked
package costwright.reports.format;

import org.jspecify.annotations.NullMarked;
