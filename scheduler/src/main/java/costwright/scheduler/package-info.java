/**
 * The doorbell: the main class, and with its sub-packages the only place that reads the real clock, the environment and
 * the terminal.
 *
 * <p>Arguments come in; results go to standard output, everything else to standard error, and an exit code comes back.
 * No judgement and no SQL may be here. Start reading at {@link costwright.scheduler.cli.Costwright}.
 */
@NullMarked
package costwright.scheduler;

import org.jspecify.annotations.NullMarked;
