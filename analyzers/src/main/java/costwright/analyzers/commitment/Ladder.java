package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When to buy, so that not everything expires at once: each purchase in equal tranches a month apart, and the calendar of
 * what is owned and expires soon.
 */
public final class Ladder {
    private static final List<Integer> NOTICE_DAYS = List.of(30, 60, 90);

    private Ladder() {}

    /**
     * One tranche.
     *
     * @param at when to buy; it expires a term later
     */
    public record Tranche(Instant at, Instant expires, Offer offer, BigDecimal quantity) {}

    /**
     * A holding that expires soon.
     *
     * @param withinDays 30, 60 or 90: the shortest notice that it falls under
     */
    public record Expiry(Owned owned, Instant end, int withinDays) {}

    /** The holdings that a review at {@code review} must not count on: what ends within {@code days} is planned anew. */
    public static List<Owned> lasting(List<Owned> holdings, Instant review, int days) {
        Instant horizon = review.plus(Duration.ofDays(days));
        return holdings.stream()
                .filter(owned -> owned.holding().end() == null
                        || days == 0
                        || owned.holding().end().isAfter(horizon))
                .toList();
    }

    /** What expires within 90 days of {@code review}, soonest first. */
    public static List<Expiry> calendar(List<Owned> holdings, Instant review) {
        List<Expiry> calendar = new ArrayList<>();
        for (Owned owned : holdings) {
            Instant end = owned.holding().end();
            if (end == null || end.isBefore(review)) {
                continue;
            }
            NOTICE_DAYS.stream()
                    .filter(days -> !end.isAfter(review.plus(Duration.ofDays(days))))
                    .findFirst()
                    .ifPresent(days -> calendar.add(new Expiry(owned, end, days)));
        }
        calendar.sort(Comparator.comparing(Expiry::end)
                .thenComparing(expiry -> expiry.owned().offer().name()));
        return calendar;
    }

    /**
     * Each purchase in {@code count} tranches, the first at {@code first}, the others a calendar month apart. Tranches are
     * on the offer's grid and add up to the purchase exactly; the earliest take what does not divide.
     */
    public static List<Tranche> tranches(List<Owned> portfolio, Instant first, int count) {
        List<Tranche> tranches = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Instant at = first.atOffset(ZoneOffset.UTC).plusMonths(number).toInstant();
            for (Owned owned : portfolio) {
                BigDecimal quantity = upTo(owned, number + 1, count).subtract(upTo(owned, number, count));
                if (quantity.signum() > 0) {
                    Instant expires = at.atOffset(ZoneOffset.UTC)
                            .plusMonths(owned.offer().termMonths())
                            .toInstant();
                    tranches.add(new Tranche(at, expires, owned.offer(), quantity));
                }
            }
        }
        return tranches;
    }

    private static BigDecimal upTo(Owned owned, int number, int count) {
        return owned.holding()
                .quantity()
                .multiply(BigDecimal.valueOf(number))
                .divide(BigDecimal.valueOf(count), owned.offer().step().scale(), RoundingMode.CEILING);
    }
}
