package costwright.jobs.pull.catalogue;

import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.PlanRate;
import costwright.schema.commitment.UsageLine;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rates of savings plans that a provider quoted itself, by what they are for. A family of one region that was quoted at
 * all was quoted whole: a size without a rate is not sold under that plan.
 */
final class QuotedRates {
    private record Family(
            OfferKind kind, int termMonths, String paymentOption, String region, String family, String os) {}

    private record Key(Family family, String instanceType, String tenancy, Currency currency) {}

    private final Map<Key, BigDecimal> rates = new HashMap<>();
    private final Set<Family> families = new HashSet<>();

    /** @param quoted of two for the same thing the later counts */
    QuotedRates(Collection<PlanRate> quoted) {
        for (PlanRate rate : quoted) {
            Family family = new Family(
                    rate.kind(), rate.termMonths(), rate.paymentOption(), rate.region(), rate.family(), rate.os());
            families.add(family);
            rates.put(new Key(family, rate.instanceType(), rate.tenancy(), rate.currency()), rate.rate());
        }
    }

    /** What an hour of the line costs under the plan, if the provider quoted it in the currency. */
    Optional<BigDecimal> rate(OfferKind kind, int termMonths, String paymentOption, UsageLine line, Currency currency) {
        String tenancy = line.tenancy().isEmpty() ? "shared" : line.tenancy();
        return Optional.ofNullable(
                rates.get(new Key(family(kind, termMonths, paymentOption, line), line.size(), tenancy, currency)));
    }

    /** Whether the provider was asked for the line's family, so that nothing else knows better. */
    boolean knows(OfferKind kind, int termMonths, String paymentOption, UsageLine line) {
        return families.contains(family(kind, termMonths, paymentOption, line));
    }

    /** The currencies of the rates, in order. */
    Collection<Currency> currencies() {
        Map<String, Currency> byCode = new TreeMap<>();
        rates.keySet().forEach(key -> byCode.put(key.currency().getCurrencyCode(), key.currency()));
        return byCode.values();
    }

    private static Family family(OfferKind kind, int termMonths, String paymentOption, UsageLine line) {
        return new Family(kind, termMonths, paymentOption, line.region(), line.family(), line.os());
    }
}
