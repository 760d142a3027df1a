package costwright.jobs.pull;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to one endpoint in one scope, such as EC2 in one region of one account. All requests that the source counts
 * together share a lane: its tokens, its waiting and its circuit breaker, so that a dead region fails fast and a scope
 * that asked for a pause is left alone until it has passed.
 */
public final class Lane {
    private final String name;
    private final Patience patience;
    private final RequestBudget budget;
    private final Function<RuntimeException, CallFailure> reading;
    private final Clock clock;
    private final Pause pause;
    private final RateLimiter tokens;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private volatile String lastFailure = "none";
    private final AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.MIN);

    /** @param reading says what an exception of the client means */
    Lane(
            String name,
            int requests,
            Duration each,
            Patience patience,
            RequestBudget budget,
            Function<RuntimeException, CallFailure> reading,
            Clock clock,
            Pause pause) {
        this.name = name;
        this.patience = patience;
        this.budget = budget;
        this.reading = reading;
        this.clock = clock;
        this.pause = pause;
        this.tokens = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(requests)
                        .limitRefreshPeriod(each)
                        .timeoutDuration(patience.longestWait())
                        .build());
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(patience.attempts())
                        .minimumNumberOfCalls(patience.attempts())
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(patience.leaveAloneFor())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(Lane::speaksAgainstTheEndpoint)
                        .build());
        this.retry = Retry.of(
                name,
                RetryConfig.<Object>custom()
                        .maxAttempts(patience.attempts())
                        .retryOnException(this::isWorthRepeating)
                        .intervalBiFunction(this::pauseBeforeNext)
                        .build());
    }

    /** Sends a request that costs nothing. */
    public <T> T call(String operation, Supplier<T> request) {
        return send(operation, false, request);
    }

    /** Sends a request that the provider charges for; failed ones are not counted. */
    public <T> T charged(String operation, Supplier<T> request) {
        return send(operation, true, request);
    }

    private <T> T send(String operation, boolean charged, Supplier<T> request) {
        return retry.executeSupplier(() -> {
            awaitOpening(operation);
            awaitToken(operation);
            if (charged) {
                budget.reserve(operation);
            }
            try {
                T answer = breaker.executeSupplier(() -> attempt(operation, request));
                budget.answered();
                return answer;
            } catch (CallNotPermittedException e) {
                putBack(charged);
                throw new CallFailure(
                        CallFailure.Why.LEFT_ALONE,
                        "%s (%s) is left alone after %d failures in a row, the last: %s"
                                .formatted(name, operation, patience.attempts(), lastFailure),
                        null,
                        e);
            } catch (CallFailure e) {
                putBack(charged);
                throw e;
            }
        });
    }

    private <T> T attempt(String operation, Supplier<T> request) {
        try {
            return request.get();
        } catch (CallFailure e) {
            throw noted(named(operation, e));
        } catch (RuntimeException e) {
            throw noted(named(operation, reading.apply(e)));
        }
    }

    private static CallFailure named(String operation, CallFailure failure) {
        return failure.sentence().contains(operation)
                ? failure
                : new CallFailure(
                        failure.why(),
                        "%s: %s".formatted(operation, failure.sentence()),
                        failure.retryAfter(),
                        failure);
    }

    private CallFailure noted(CallFailure failure) {
        lastFailure = failure.sentence();
        Duration asked = failure.retryAfter();
        if (asked != null) {
            closedUntil.accumulateAndGet(clock.instant().plus(asked), (one, other) -> one.isAfter(other) ? one : other);
        }
        return failure;
    }

    private void putBack(boolean charged) {
        if (charged) {
            budget.putBack();
        }
    }

    /** Waits until the scope may be asked again, or refuses when that is too long. */
    private void awaitOpening(String operation) {
        Duration left = Duration.between(clock.instant(), later(closedUntil.get()));
        if (left.compareTo(patience.longestWait()) > 0) {
            throw new CallFailure(
                    CallFailure.Why.LEFT_ALONE,
                    "%s (%s) asked to be left alone for %d s, longer than the %d s that a pull waits."
                            .formatted(
                                    name,
                                    operation,
                                    left.toSeconds(),
                                    patience.longestWait().toSeconds()));
        }
        if (!left.isZero() && !left.isNegative()) {
            pause.of(left);
        }
    }

    private void awaitToken(String operation) {
        try {
            RateLimiter.waitForPermission(tokens);
        } catch (RequestNotPermitted e) {
            throw new CallFailure(
                    CallFailure.Why.LEFT_ALONE,
                    "%s (%s) found no free request within %d s."
                            .formatted(name, operation, patience.longestWait().toSeconds()),
                    null,
                    e);
        }
    }

    private Instant later(Instant opening) {
        Instant now = clock.instant();
        return opening.isAfter(now) ? opening : now;
    }

    private boolean isWorthRepeating(Throwable failure) {
        return failure instanceof CallFailure call && call.isWorthRepeating();
    }

    private long pauseBeforeNext(Integer failures, Either<Throwable, Object> outcome) {
        boolean told = outcome.isLeft() && outcome.getLeft() instanceof CallFailure call && call.retryAfter() != null;
        // The opening of the lane is awaited before the next attempt anyway.
        return told ? 0 : patience.waitAfter(failures).toMillis();
    }

    /** One that says when to come back is alive: what several tasks hear at once does not make it dead. */
    private static boolean speaksAgainstTheEndpoint(@Nullable Throwable failure) {
        return failure instanceof CallFailure call
                && call.isWorthRepeating()
                && !(call.why() == CallFailure.Why.THROTTLED && call.retryAfter() != null);
    }
}
