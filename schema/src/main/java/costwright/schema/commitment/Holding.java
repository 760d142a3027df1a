package costwright.schema.commitment;

import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commitment that is, or would be, owned.
 *
 * @param offer the {@link Offer#name}
 * @param quantity money per hour for savings plans, units for reservations; at least 0
 * @param start the first instant at which it counts; null for always before
 * @param end the first instant at which it no longer counts; null for always after
 * @param account who bought it: its usage is covered first; null when owned by the whole organisation
 * @param shared whether usage of any other account may be covered by what the owner and the group leave
 * @param group accounts whose usage is covered by what the owner leaves, before that of all others; in order. With
 *     {@code shared} this is what AWS calls prioritized group sharing, without it restricted group sharing
 */
public record Holding(
        String offer,
        BigDecimal quantity,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable SubAccountId account,
        boolean shared,
        List<SubAccountId> group) {
    public Holding {
        group = group.stream().distinct().sorted().toList();
        if (quantity.signum() < 0) {
            throw new IllegalArgumentException("The quantity of a holding of %s must not be negative: %s."
                    .formatted(offer, quantity.toPlainString()));
        }
        if (start != null && end != null && !start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "The holding of %s ends (%s) before it starts (%s).".formatted(offer, end, start));
        }
    }

    /** One that is shared with all other accounts or with none. */
    public Holding(
            String offer,
            BigDecimal quantity,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable SubAccountId account,
            boolean shared) {
        this(offer, quantity, start, end, account, shared, List.of());
    }

    /** Owned by the whole organisation, for as long as one looks. */
    public static Holding of(String offer, BigDecimal quantity) {
        return new Holding(offer, quantity, null, null, null, true);
    }

    /** Whether it counts in the hour that starts at {@code hour}. */
    public boolean countsAt(Instant hour) {
        return (start == null || !hour.isBefore(start)) && (end == null || hour.isBefore(end));
    }
}
