package costwright.jobs.store;

import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Offers of several origins under one name each; those of later origins are added later. */
final class NamedOffers {
    private final Map<String, Offer> byName = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();

    void add(String origin, Offer offer) {
        Offer earlier = byName.get(offer.name());
        Offer added = offer;
        if (earlier != null && isSameBut(earlier, offer)) {
            SortedMap<String, BigDecimal> rates = new TreeMap<>(earlier.rates());
            rates.putAll(offer.rates());
            added = with(offer, offer.name(), rates);
        } else if (earlier != null) {
            String name = "%s (%s)".formatted(offer.name(), origins.get(offer.name()));
            byName.put(name, with(earlier, name, earlier.rates()));
        }
        byName.put(offer.name(), added);
        origins.put(offer.name(), origin);
    }

    List<Offer> all() {
        return List.copyOf(byName.values());
    }

    /** Whether only the rates of the lines differ. */
    private static boolean isSameBut(Offer one, Offer other) {
        return isSame(one.unitNormalizationFactor(), other.unitNormalizationFactor())
                && one.kind() == other.kind()
                && one.termMonths() == other.termMonths()
                && one.paymentOption().equals(other.paymentOption())
                && one.scope() == other.scope()
                && one.currency().equals(other.currency())
                && one.unitRate().compareTo(other.unitRate()) == 0;
    }

    private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    private static Offer with(Offer offer, String name, SortedMap<String, BigDecimal> rates) {
        return new Offer(
                name,
                offer.kind(),
                offer.termMonths(),
                offer.paymentOption(),
                offer.scope(),
                offer.currency(),
                offer.unitRate(),
                offer.unitNormalizationFactor(),
                rates);
    }
}
