/**
 * How the world is asked: one set of manners for every live source. A task reads one dataset of one scope; it keeps its
 * pages as they come, waits as it is told to, stops at the request budget, and leaves a gap with a reason when it fails.
 *
 * <p>Requests of the clouds' clients go in, records and gaps come out. No vendor's class may be here: those are in the
 * packages below. Start reading at {@link costwright.jobs.pull.Lane} and {@link costwright.jobs.pull.TaskRun}.
 */
@NullMarked
package costwright.jobs.pull;

import org.jspecify.annotations.NullMarked;
