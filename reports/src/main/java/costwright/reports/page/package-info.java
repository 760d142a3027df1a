/**
 * What a page may show, as records of plain values: money is exact here, and parts are checked to sum to their totals.
 *
 * <p>No text for people is made and nothing is rounded here; {@link costwright.reports.format} does both. Start reading
 * at {@link costwright.reports.page.WeeklyReport}.
 */
@NullMarked
package costwright.reports.page;

import org.jspecify.annotations.NullMarked;
