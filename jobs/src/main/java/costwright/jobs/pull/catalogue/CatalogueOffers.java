package costwright.jobs.pull.catalogue;

import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.PlanRate;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The savings plans that can be bought for the usage lines of a bill, at the rates that the provider quoted, or where it was
 * not asked, at the bundled ones: these are in US dollars, for Linux machines of shared tenancy.
 */
public final class CatalogueOffers {
    private static final Currency USD = Currency.getInstance("USD");
    private static final List<Integer> TERMS = List.of(12, 36);
    private static final List<String> AWS_PAYMENTS = List.of("no_upfront", "partial_upfront", "all_upfront");
    private static final List<String> AZURE_PAYMENTS = List.of("monthly");

    private final Collection<UsageLine> lines;
    private final CommitmentRates bundled;
    private final QuotedRates quoted;
    private final List<Offer> offers = new ArrayList<>();

    private CatalogueOffers(Collection<UsageLine> lines, CommitmentRates bundled, QuotedRates quoted) {
        this.lines = lines;
        this.bundled = bundled;
        this.quoted = quoted;
    }

    /**
     * One offer for each kind, scope, term, payment option and currency with a rate for at least one line.
     *
     * @param lines whose names end with their currency
     * @param quoted what providers quoted; of two for the same thing the later counts
     */
    public static List<Offer> of(Collection<UsageLine> lines, CommitmentRates bundled, Collection<PlanRate> quoted) {
        CatalogueOffers catalogue = new CatalogueOffers(lines, bundled, new QuotedRates(quoted));
        Set<Currency> currencies = new LinkedHashSet<>(List.of(USD));
        currencies.addAll(catalogue.quoted.currencies());
        for (Currency currency : currencies) {
            for (int term : TERMS) {
                for (String payment : AWS_PAYMENTS) {
                    catalogue.add(OfferKind.COMPUTE_SAVINGS_PLAN, term, payment, currency);
                    catalogue.add(OfferKind.EC2_INSTANCE_SAVINGS_PLAN, term, payment, currency);
                }
                for (String payment : AZURE_PAYMENTS) {
                    catalogue.add(OfferKind.AZURE_SAVINGS_PLAN, term, payment, currency);
                }
            }
        }
        return List.copyOf(catalogue.offers);
    }

    private void add(OfferKind kind, int term, String payment, Currency currency) {
        Map<String, Map<String, BigDecimal>> scopes = new TreeMap<>();
        for (UsageLine line : lines) {
            if (line.provider() == kind.provider() && line.name().endsWith(" " + currency.getCurrencyCode())) {
                rate(kind, term, payment, line, currency)
                        .ifPresent(rate -> scopes.computeIfAbsent(scope(kind, line), any -> new TreeMap<>())
                                .put(line.name(), rate));
            }
        }
        String suffix = currency.equals(USD) ? "" : " " + currency.getCurrencyCode();
        scopes.forEach((scope, covered) -> offers.add(Offer.savingsPlan(
                "%s %dm %s%s%s"
                        .formatted(kind.word().replace('_', '-'), term, payment.replace('_', '-'), scope, suffix),
                kind,
                term,
                payment,
                currency,
                covered)));
    }

    private Optional<BigDecimal> rate(OfferKind kind, int term, String payment, UsageLine line, Currency currency) {
        if (quoted.knows(kind, term, payment, line)) {
            return quoted.rate(kind, term, payment, line, currency);
        }
        return currency.equals(USD) && isPlainLinux(line)
                ? bundled.rate(line.provider(), line.region(), line.size(), kind.word(), term, payment)
                        .map(CommitmentRate::usdPerHour)
                : Optional.empty();
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
