/**
 * When jobs run: cron expressions with their zone, the long-running schedule, and the files that have another scheduler
 * do it.
 *
 * <p>Expressions and a clock come in, calls of jobs or texts go out. No settings file is read here. Start reading at
 * {@link costwright.scheduler.cron.Cron}.
 */
@NullMarked
package costwright.scheduler.cron;

import org.jspecify.annotations.NullMarked;
