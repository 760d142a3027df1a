package costwright.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.pull.CallFailure.Why;
import costwright.schema.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(10));

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-02T06:00:00Z");
    private final RequestBudget budget = new RequestBudget(4, Money.of("0.01", "USD"));

    private Lane lane() {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        Pause pause = duration -> {
            pauses.add(duration);
            now = now.plus(duration);
        };
        return new Lane(
                "test",
                1000,
                Duration.ofSeconds(1),
                SHORT,
                budget,
                failure -> new CallFailure(Why.REFUSED, "no"),
                clock,
                pause);
    }

    /** Fails as told, then answers. */
    private static Supplier<String> after(CallFailure... failures) {
        Deque<CallFailure> left = new ArrayDeque<>(List.of(failures));
        return () -> {
            if (!left.isEmpty()) {
                throw left.pop();
            }
            return "answer";
        };
    }

    private static CallFailure throttled(int seconds) {
        return new CallFailure(Why.THROTTLED, "slow down", Duration.ofSeconds(seconds), null);
    }

    @Test
    void repeatsUntilTheSourceAnswers() {
        String answer =
                lane().call("x", after(new CallFailure(Why.UNAVAILABLE, "1"), new CallFailure(Why.MALFORMED, "2")));

        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> lane().call("x", () -> {
                    attempts.incrementAndGet();
                    throw new CallFailure(Why.UNAVAILABLE, "down");
                }))
                .isInstanceOf(CallFailure.class)
                .hasMessageContaining("down");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void asksOnlyOnceWhenPermissionIsMissing() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> lane().call("x", () -> {
                    attempts.incrementAndGet();
                    throw new CallFailure(Why.DENIED, "no");
                }))
                .hasMessageContaining("no");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void waitsAsLongAsTheSourceAsks() {
        lane().call("x", after(throttled(7)));

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void waitsForTheWholeScopeAndNotOnlyForTheRequestThatWasThrottled() {
        Lane lane = lane();
        assertThatThrownBy(() -> lane.call("x", after(throttled(5), throttled(5), throttled(20))))
                .hasMessageContaining("slow down");
        pauses.clear();

        // Throttling opens no breaker: the endpoint is alive and said when to come back.
        assertThat(lane.call("y", after())).isEqualTo("answer");
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void doesNotWaitLongerThanItMay() {
        assertThatThrownBy(() -> lane().call("x", after(throttled(31)))).hasMessageContaining("longer than the 30 s");
        assertThat(pauses).isEmpty();
    }

    @Test
    void leavesAnEndpointAloneWhoseAnswersAllFailed() {
        Lane lane = lane();
        AtomicInteger attempts = new AtomicInteger();
        Supplier<String> dead = () -> {
            attempts.incrementAndGet();
            throw new CallFailure(Why.UNAVAILABLE, "dead");
        };
        assertThatThrownBy(() -> lane.call("x", dead)).hasMessageContaining("dead");

        assertThatThrownBy(() -> lane.call("x", dead)).hasMessageContaining("left alone after 3 failures");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void countsOnlyAnsweredRequestsAsCharged() {
        Lane lane = lane();
        lane.charged("x", after(new CallFailure(Why.UNAVAILABLE, "1")));
        lane.call("x", after());

        assertThat(budget.chargedRequests()).isEqualTo(1);
        assertThat(budget.requests()).isEqualTo(2);
        assertThat(budget.charge()).isEqualTo(Money.of("0.01", "USD"));
    }

    @Test
    void stopsAtTheBudgetAndNotBefore() {
        Lane lane = lane();
        for (int i = 0; i < 4; i++) {
            lane.charged("x", after());
        }

        assertThatThrownBy(() -> lane.charged("x", after()))
                .isInstanceOf(CallFailure.class)
                .hasMessageContaining("budget of 4");
        assertThat(budget.chargedRequests()).isEqualTo(4);
        // What costs nothing goes on.
        assertThat(lane.call("x", after())).isEqualTo("answer");
    }
}
