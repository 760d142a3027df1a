/**
 * The pages: records of plain values in, HTML text out.
 *
 * <p>Nothing here reads a store, a clock or a file; {@code costwright.jobs.publish} gathers the values and writes the
 * text. Start reading at {@link costwright.reports.page.WeeklyReport}.
 */
@NullMarked
package costwright.reports;

import org.jspecify.annotations.NullMarked;
