package costwright.analyzers.commitment;

import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;

/**
 * The ways out of an Azure reservation before its end: a refund from a pool, an exchange for another reservation, a trade-in
 * for a savings plan. Savings plans themselves have no way out.
 *
 * <p>Source: Microsoft Learn, "Self-service exchanges and refunds for Azure Reservations" and "Trade in Azure Reservations for
 * savings plan".
 *
 * @param remaining what is still committed: the payments that are left, or the unused share of what was paid upfront
 */
public record ReservationReturn(Money remaining) {
    /** So much commitment may be cancelled in twelve months by one billing profile or enrollment. */
    private static final Money POOL = Money.of("50000", "USD");

    private static final int POOL_DAYS = 365;
    /** Savings plans are committed in steps of 0.00001 an hour. */
    private static final int PLAN_SCALE = 5;

    /** A reservation with {@code left} equal payments left, whether of a month or of an hour. */
    public static ReservationReturn of(Money payment, long left) {
        return new ReservationReturn(payment.times(left));
    }

    /** An exchange must commit to at least what is given back; its term begins anew. */
    public Money leastExchange() {
        return remaining;
    }

    /** The hourly commitment of a savings plan of {@code hours} that is worth what is given back. */
    public Money savingsPlanPerHour(long hours) {
        return remaining.dividedBy(BigDecimal.valueOf(hours), PLAN_SCALE, RoundingMode.CEILING);
    }

    /**
     * What may still be cancelled for a refund.
     *
     * @param returned the commitment cancelled on each day; what is 365 days ago counts no longer
     */
    public static Money refundable(Map<LocalDate, Money> returned, LocalDate on) {
        Money left = POOL;
        for (Map.Entry<LocalDate, Money> one : returned.entrySet()) {
            if (one.getKey().isAfter(on.minusDays(POOL_DAYS)) && !one.getKey().isAfter(on)) {
                left = left.minus(one.getValue());
            }
        }
        return left;
    }
}
