package costwright.analyzers.commitment;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A holding together with the terms of its offer. */
public record Owned(Offer offer, Holding holding) {
    public Owned {
        if (!offer.name().equals(holding.offer())) {
            throw new IllegalArgumentException(
                    "A holding of \"%s\" is not one of the offer \"%s\".".formatted(holding.offer(), offer.name()));
        }
        if (offer.kind().inWholeUnits()
                && holding.quantity().stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("%s is bought in whole units, not %s."
                    .formatted(offer.name(), holding.quantity().toPlainString()));
        }
    }

    /** {@code quantity} of an offer, owned by the whole organisation for as long as one looks. */
    public static Owned of(Offer offer, BigDecimal quantity) {
        return new Owned(offer, Holding.of(offer.name(), quantity));
    }

    /** @throws IllegalArgumentException at the first holding whose offer is not there */
    public static List<Owned> join(List<Offer> offers, List<Holding> holdings) {
        Map<String, Offer> byName = new TreeMap<>();
        offers.forEach(offer -> byName.put(offer.name(), offer));
        List<Owned> owned = new ArrayList<>();
        for (Holding holding : holdings) {
            Offer offer = byName.get(holding.offer());
            if (offer == null) {
                throw new IllegalArgumentException("There is no offer \"%s\".".formatted(holding.offer()));
            }
            owned.add(new Owned(offer, holding));
        }
        return List.copyOf(owned);
    }

    /** What an hour of it costs, used or not. */
    public BigDecimal costPerHour() {
        return holding.quantity().multiply(offer.unitRate());
    }

    /** What it can cover in an hour: money at committed rates for savings plans, normalized units for reservations. */
    BigDecimal capacity() {
        return holding.quantity().multiply(unitCapacity());
    }

    /** The capacity of one unit. */
    BigDecimal unitCapacity() {
        BigDecimal size = offer.unitNormalizationFactor();
        return size == null ? BigDecimal.ONE : size;
    }

    Owned withQuantity(BigDecimal quantity) {
        return new Owned(
                offer,
                new Holding(
                        holding.offer(),
                        quantity,
                        holding.start(),
                        holding.end(),
                        holding.account(),
                        holding.shared(),
                        holding.group()));
    }
}
