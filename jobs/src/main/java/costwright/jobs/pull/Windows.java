package costwright.jobs.pull;

import costwright.jobs.store.PullStore;
import costwright.schema.time.Period;
import java.time.Clock;
import java.time.Duration;

/** Which periods of one source are still worth asking for. */
public final class Windows {
    private final String source;
    private final PullStore store;
    private final Clock clock;

    public Windows(String source, PullStore store, Clock clock) {
        this.source = source;
        this.store = store;
        this.clock = clock;
    }

    /** Whether the period is neither closed nor read less than {@code fresh} ago. */
    public boolean isDue(String scope, String dataset, Period period, Duration fresh) {
        return !store.isKnown(source, scope, dataset, period, fresh, clock.instant());
    }

    /** @param closed whether the provider changes nothing in it any more */
    public void note(String scope, String dataset, Period period, boolean closed) {
        store.noteWindow(source, scope, dataset, period, clock.instant(), closed);
    }
}
