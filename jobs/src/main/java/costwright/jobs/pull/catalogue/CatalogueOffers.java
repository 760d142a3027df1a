package costwright.jobs.pull.catalogue;

import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The savings plans that the bundled rates price for the usage lines of a bill: Linux machines of shared tenancy. */
public final class CatalogueOffers {
    private static final Currency USD = Currency.getInstance("USD");
    private static final List<Integer> TERMS = List.of(12, 36);
    private static final List<String> AWS_PAYMENTS = List.of("no_upfront", "partial_upfront", "all_upfront");
    private static final List<String> AZURE_PAYMENTS = List.of("monthly");

    private CatalogueOffers() {}

    /** One offer for each kind, scope, term and payment option with a rate for at least one line; by name. */
    public static List<Offer> of(Collection<UsageLine> lines, CommitmentRates rates) {
        List<Offer> offers = new ArrayList<>();
        for (int term : TERMS) {
            for (String payment : AWS_PAYMENTS) {
                add(offers, lines, rates, OfferKind.COMPUTE_SAVINGS_PLAN, term, payment);
                add(offers, lines, rates, OfferKind.EC2_INSTANCE_SAVINGS_PLAN, term, payment);
            }
            for (String payment : AZURE_PAYMENTS) {
                add(offers, lines, rates, OfferKind.AZURE_SAVINGS_PLAN, term, payment);
            }
        }
        return List.copyOf(offers);
    }

    private static void add(
            List<Offer> offers,
            Collection<UsageLine> lines,
            CommitmentRates rates,
            OfferKind kind,
            int term,
            String payment) {
        Map<String, Map<String, BigDecimal>> scopes = new TreeMap<>();
        for (UsageLine line : lines) {
            if (line.provider() == kind.provider() && isPlainLinux(line)) {
                rates.rate(line.provider(), line.region(), line.size(), kind.word(), term, payment)
                        .ifPresent(rate -> scopes.computeIfAbsent(scope(kind, line), any -> new TreeMap<>())
                                .put(line.name(), rate.usdPerHour()));
            }
        }
        scopes.forEach((scope, covered) -> offers.add(Offer.savingsPlan(
                "%s %dm %s%s".formatted(kind.word().replace('_', '-'), term, payment.replace('_', '-'), scope),
                kind,
                term,
                payment,
                USD,
                covered)));
    }

    private static boolean isPlainLinux(UsageLine line) {
        boolean shared = line.tenancy().isEmpty() || line.tenancy().equals("shared");
        return line.os().equals("linux") && shared && line.provider() != Provider.OTHER;
    }

    /** EC2 Instance plans cover one family in one region; the others cover everything. */
    private static String scope(OfferKind kind, UsageLine line) {
        return kind == OfferKind.EC2_INSTANCE_SAVINGS_PLAN ? " " + line.family() + " " + line.region() : "";
    }
}
