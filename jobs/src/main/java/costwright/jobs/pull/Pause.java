package costwright.jobs.pull;

import java.time.Duration;

/** Waits. A value, so that tests count the waiting instead of doing it. */
@FunctionalInterface
public interface Pause {
    Pause REAL = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailure(CallFailure.Why.UNAVAILABLE, "The pull was interrupted while it waited.", null, e);
        }
    };

    void of(Duration duration);
}
