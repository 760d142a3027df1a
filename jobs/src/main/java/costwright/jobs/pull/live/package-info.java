/**
 * The whole of a live pull: opens the sources of the settings one after the other and puts what they say into the store.
 *
 * <p>Sources go in, an account of each and the gaps come out. Start reading at {@link costwright.jobs.pull.live.LivePull}.
 */
@NullMarked
package costwright.jobs.pull.live;

import org.jspecify.annotations.NullMarked;
