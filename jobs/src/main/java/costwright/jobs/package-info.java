/**
 * The batch jobs: one configuration class each, with its steps in reading order.
 *
 * <p>A store, the plain work of each step and an as-of instant come in; a restartable run with its history goes out. The
 * work itself is in the sub-packages and serves the command line directly too. Spring starts here only, and only when a
 * job runs. Start reading at {@link costwright.jobs.WeeklyJob} and {@link costwright.jobs.JobRunner}.
 */
@NullMarked
package costwright.jobs;

import org.jspecify.annotations.NullMarked;
