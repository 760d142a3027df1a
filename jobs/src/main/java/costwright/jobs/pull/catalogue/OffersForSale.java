package costwright.jobs.pull.catalogue;

import costwright.schema.commitment.Offer;
import costwright.schema.resource.Provider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Offers that somebody imported beside those of the catalogue: what was imported is what one would really pay. */
public final class OffersForSale {
    private OffersForSale() {}

    /**
     * The imported offers, and those of the catalogue that none of them stands for. An imported offer stands for one of the
     * same kind, term, payment option and currency if it prices a line of it; without a payment option it stands for all
     * of them.
     *
     * @return without two of one name: one of the catalogue that is named like an imported one says so in its name
     */
    public static List<Offer> merged(Collection<Offer> imported, Collection<Offer> catalogue) {
        List<Offer> merged = new ArrayList<>(imported);
        Set<String> names = new HashSet<>();
        imported.forEach(offer -> names.add(offer.name()));
        for (Offer offer : catalogue) {
            if (imported.stream().noneMatch(other -> standsFor(other, offer))) {
                merged.add(names.contains(offer.name()) ? renamed(offer, offer.name() + " (catalogue)") : offer);
            }
        }
        return List.copyOf(merged);
    }

    private static boolean standsFor(Offer imported, Offer offer) {
        // Azure's ways of paying cost the same.
        boolean samePayment = imported.kind().provider() == Provider.AZURE
                || imported.paymentOption().isEmpty()
                || imported.paymentOption().equals(offer.paymentOption());
        return imported.kind() == offer.kind()
                && imported.termMonths() == offer.termMonths()
                && samePayment
                && imported.currency().equals(offer.currency())
                && imported.rates().keySet().stream()
                        .anyMatch(line -> offer.rates().containsKey(line));
    }

    private static Offer renamed(Offer offer, String name) {
        return new Offer(
                name,
                offer.kind(),
                offer.termMonths(),
                offer.paymentOption(),
                offer.scope(),
                offer.currency(),
                offer.unitRate(),
                offer.unitNormalizationFactor(),
                offer.rates());
    }
}
