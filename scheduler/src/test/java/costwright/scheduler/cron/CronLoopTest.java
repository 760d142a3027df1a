package costwright.scheduler.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CronLoopTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final MovedClock clock = new MovedClock();
    private final List<String> fired = new ArrayList<>();

    @Test
    void firesEachJobWhenItIsDue() throws InterruptedException {
        loop(Map.of("daily", Cron.of("0 1 * * *", UTC), "weekly", Cron.of("0 6 * * MON", UTC)), Duration.ZERO, 5)
                .run();
        // 2026-11-21 is a Saturday.
        assertThat(fired)
                .containsExactly(
                        "daily 2026-11-22T01:00:00Z",
                        "daily 2026-11-23T01:00:00Z",
                        "weekly 2026-11-23T06:00:00Z",
                        "daily 2026-11-24T01:00:00Z",
                        "daily 2026-11-25T01:00:00Z");
    }

    @Test
    void firesOnceForAllThatALongRunMissed() throws InterruptedException {
        loop(Map.of("hourly", Cron.of("@hourly", UTC)), Duration.ofMinutes(150), 3)
                .run();
        assertThat(fired)
                .containsExactly(
                        "hourly 2026-11-21T13:00:00Z",
                        // until 15:30: 14:00 and 15:00 became due
                        "hourly 2026-11-21T15:00:00Z",
                        // until 18:00: 16:00, 17:00 and 18:00 became due
                        "hourly 2026-11-21T18:00:00Z");
    }

    @Test
    void endsWhenTheWaitingEnds() throws InterruptedException {
        loop(Map.of("hourly", Cron.of("@hourly", UTC)), Duration.ZERO, 0).run();
        assertThat(fired).isEmpty();
    }

    @Test
    void doesNotFireWhenWokenEarly() throws InterruptedException {
        List<Instant> waits = new ArrayList<>();
        new CronLoop(
                        Map.of("hourly", Cron.of("@hourly", UTC)),
                        clock,
                        instant -> {
                            waits.add(instant);
                            return waits.size() < 3;
                        },
                        (job, due) -> fired.add(job))
                .run();
        assertThat(fired).isEmpty();
        assertThat(waits).hasSize(3).containsOnly(Instant.parse("2026-11-21T13:00:00Z"));
    }

    @Test
    void stopsARealWaitAtOnce() throws InterruptedException {
        StoppableWaiting waiting = new StoppableWaiting(Clock.systemUTC());
        Thread stopping = new Thread(waiting::stop);
        stopping.start();
        assertThat(waiting.until(Instant.MAX.minus(Duration.ofDays(1)))).isFalse();
        stopping.join();
        assertThat(waiting.until(Instant.EPOCH)).isFalse();
    }

    private CronLoop loop(Map<String, Cron> jobs, Duration run, int firings) {
        return new CronLoop(
                jobs,
                clock,
                instant -> {
                    clock.now = clock.now.isBefore(instant) ? instant : clock.now;
                    return fired.size() < firings;
                },
                (job, due) -> {
                    fired.add(job + " " + due);
                    clock.now = clock.now.plus(run);
                });
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
