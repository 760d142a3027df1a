/**
 * The weekly report: gathers what it shows from the store and writes the page to disk.
 *
 * <p>Stores and the catalogue come in, a file goes out. No judgement is made and no amount is rounded here: checks judge,
 * {@code costwright.reports.format} rounds. Start reading at {@link costwright.jobs.publish.WeeklyReportPublisher}.
 */
@NullMarked
package costwright.jobs.publish;

import org.jspecify.annotations.NullMarked;
