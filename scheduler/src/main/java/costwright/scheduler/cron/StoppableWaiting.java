package costwright.scheduler.cron;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits on the real clock until {@link #stop} is called, also when the clock is set or the machine sleeps. */
public final class StoppableWaiting implements CronLoop.Waiting {
    /** The clock is looked at anew this often. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public StoppableWaiting(Clock clock) {
        this.clock = clock;
    }

    /** Ends all waiting, now and later. */
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean until(Instant instant) throws InterruptedException {
        while (stopped.getCount() > 0) {
            Duration left = Duration.between(clock.instant(), instant);
            if (left.isNegative() || left.isZero()) {
                return true;
            }
            Duration slice = left.compareTo(LOOK) < 0 ? left : LOOK;
            if (stopped.await(Math.max(1, slice.toMillis()), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }
}
