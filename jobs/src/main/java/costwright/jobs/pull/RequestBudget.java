package costwright.jobs.pull;

import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a run asks of one source and stops it before it costs more than it may. Only answered requests are
 * charged: AWS does not bill a failed Cost Explorer call (aws-sdk-java issue 2065).
 */
public final class RequestBudget {
    private final long chargedLimit;
    private final Money pricePerRequest;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong charged = new AtomicLong();

    /** @param chargedLimit how many requests that cost money may be answered in one run */
    public RequestBudget(long chargedLimit, Money pricePerRequest) {
        this.chargedLimit = chargedLimit;
        this.pricePerRequest = pricePerRequest;
    }

    /** For sources whose requests cost nothing. */
    public static RequestBudget free() {
        return new RequestBudget(Long.MAX_VALUE, Money.of("0", "USD"));
    }

    /** Takes one charged request out of the budget before it is sent. */
    void reserve(String operation) {
        if (charged.incrementAndGet() > chargedLimit) {
            charged.decrementAndGet();
            throw new CallFailure(
                    CallFailure.Why.OVER_BUDGET,
                    "The request budget of %d charged requests is used up before %s."
                            .formatted(chargedLimit, operation));
        }
    }

    /** Puts a charged request back that was not answered. */
    void putBack() {
        charged.decrementAndGet();
    }

    void answered() {
        answered.incrementAndGet();
    }

    public long requests() {
        return answered.get();
    }

    public long chargedRequests() {
        return charged.get();
    }

    public Money charge() {
        return pricePerRequest.times(BigDecimal.valueOf(charged.get()));
    }
}
