package costwright.jobs.pull.catalogue;

import costwright.jobs.store.StoredCommitment;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.commitment.UsageLine;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is owned in the words of the planner: a holding of each pulled commitment, and the offers that the holdings are of.
 *
 * <p>A savings plan is a holding of the offer with the same kind, term, payment option and reach, because the API that
 * lists plans states none of their rates; where no such offer is known, its offer covers nothing. A reservation is an
 * offer of its own: its price is stated, and the lines that it covers follow from what it is for. Nobody sells at that
 * price any more, so it is no offer to buy. One of an unknown price or kind is left out and counted, never taken for free.
 *
 * @param unsold the offers that only holdings name, without two of one name: what was paid, and cannot be bought
 * @param holdings in order of the commitments' ids
 * @param unpriced how many commitments are left out because their price or kind is unknown
 */
public record OwnedOffers(List<Offer> unsold, List<Holding> holdings, int unpriced) {
    private static final MathContext PRECISION = MathContext.DECIMAL64;

    public OwnedOffers {
        unsold = List.copyOf(unsold);
        holdings = List.copyOf(holdings);
    }

    /** @param known the offers that may be bought */
    public static OwnedOffers of(List<Offer> known, List<StoredCommitment> pulled, Collection<UsageLine> lines) {
        Set<String> sold = known.stream().map(Offer::name).collect(Collectors.toSet());
        Map<String, Offer> unsold = new TreeMap<>();
        List<Holding> holdings = new ArrayList<>();
        int unpriced = 0;
        for (StoredCommitment stored : pulled) {
            PulledCommitment one = stored.commitment();
            Optional<Offer> offer = kind(one).flatMap(kind -> offer(kind, one, known, lines));
            if (offer.isEmpty()) {
                unpriced++;
            } else if (one.start().isBefore(stored.end())) {
                if (!sold.contains(offer.get().name())) {
                    unsold.putIfAbsent(offer.get().name(), offer.get());
                }
                holdings.add(new Holding(
                        offer.get().name(),
                        one.quantity(),
                        one.start(),
                        stored.end(),
                        owner(one),
                        offer.get().scope() != OfferScope.SUBSCRIPTION
                                && offer.get().scope() != OfferScope.RESOURCE_GROUP));
            }
        }
        return new OwnedOffers(List.copyOf(unsold.values()), holdings, unpriced);
    }

    private static Optional<OfferKind> kind(PulledCommitment one) {
        return Arrays.stream(OfferKind.values())
                .filter(kind -> kind.word().equals(one.kind()))
                .findFirst();
    }

    private static Optional<Offer> offer(
            OfferKind kind, PulledCommitment one, List<Offer> known, Collection<UsageLine> lines) {
        Money cost = one.hourlyCost();
        if (cost == null || one.quantity().signum() <= 0 || one.termMonths() <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                kind.inWholeUnits()
                        ? reservation(kind, one, cost, lines)
                        : known.stream()
                                .filter(offer -> isSameTerms(offer, kind, one, cost))
                                .filter(offer -> reaches(offer, one, lines))
                                .findFirst()
                                .orElseGet(() -> unrated(kind, one, cost)));
    }

    private static boolean isSameTerms(Offer offer, OfferKind kind, PulledCommitment one, Money cost) {
        // Azure's monthly payments are its way of paying nothing upfront.
        String payment = offer.paymentOption().equals("monthly") ? "no_upfront" : offer.paymentOption();
        return offer.kind() == kind
                && offer.termMonths() == one.termMonths()
                && payment.equals(one.paymentOption())
                && offer.currency().equals(cost.currency());
    }

    /** Whether an offer is for the family and region that the plan is bound to, where it is bound. */
    private static boolean reaches(Offer offer, PulledCommitment one, Collection<UsageLine> lines) {
        return one.item().isEmpty()
                || lines.stream()
                        .filter(line -> offer.rates().containsKey(line.name()))
                        .allMatch(line -> line.family().equals(one.item())
                                && line.region().equals(one.region()));
    }

    private static Offer unrated(OfferKind kind, PulledCommitment one, Money cost) {
        return new Offer(
                name(kind, one),
                kind,
                one.termMonths(),
                one.paymentOption(),
                scope(kind, one),
                cost.currency(),
                BigDecimal.ONE,
                null,
                new TreeMap<>());
    }

    private static Offer reservation(OfferKind kind, PulledCommitment one, Money cost, Collection<UsageLine> lines) {
        BigDecimal unitRate = cost.amount().divide(one.quantity(), PRECISION).stripTrailingZeros();
        OfferScope scope = scope(kind, one);
        Optional<BigDecimal> unitSize = lines.stream()
                .filter(line -> flexes(kind, scope, one) && line.size().equals(one.item()))
                .flatMap(line -> Optional.ofNullable(line.normalizationFactor()).stream())
                .findFirst();
        SortedMap<String, BigDecimal> rates = new TreeMap<>();
        for (UsageLine line : lines) {
            BigDecimal share = share(line, one, unitSize.orElse(null));
            // The last word of a line's name is its currency.
            boolean comparable = line.name().endsWith(" " + cost.currency());
            if (line.provider() == kind.provider() && comparable && share != null) {
                rates.put(line.name(), unitRate.multiply(share, PRECISION));
            }
        }
        return new Offer(
                name(kind, one) + " at " + unitRate.toPlainString(),
                kind,
                one.termMonths(),
                one.paymentOption(),
                scope,
                cost.currency(),
                unitRate,
                unitSize.orElse(null),
                rates);
    }

    /** Regional Linux reservations of shared tenancy cover other sizes of their family in proportion. */
    private static boolean flexes(OfferKind kind, OfferScope scope, PulledCommitment one) {
        return kind == OfferKind.RESERVED_INSTANCE
                && scope == OfferScope.REGIONAL
                && attribute(one, "os").equals("linux")
                && isShared(attribute(one, "tenancy"));
    }

    /** How much of one unit of the reservation one unit of the line takes; null where it is not covered at all. */
    private static @Nullable BigDecimal share(UsageLine line, PulledCommitment one, @Nullable BigDecimal unitSize) {
        boolean sameKind = line.region().equals(one.region())
                && (attribute(one, "os").isEmpty() || line.os().equals(attribute(one, "os")))
                && isShared(line.tenancy()) == isShared(attribute(one, "tenancy"));
        if (!sameKind) {
            return null;
        }
        if (line.size().equals(one.item())) {
            return BigDecimal.ONE;
        }
        BigDecimal size = line.normalizationFactor();
        boolean flexible = unitSize != null && size != null && one.item().startsWith(line.family() + ".");
        return flexible ? size.divide(unitSize, PRECISION) : null;
    }

    private static boolean isShared(String tenancy) {
        return tenancy.isEmpty() || tenancy.equals("shared") || tenancy.equals("default");
    }

    private static OfferScope scope(OfferKind kind, PulledCommitment one) {
        String word = attribute(one, "scope").isEmpty() ? one.scope() : attribute(one, "scope");
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "zonal" -> OfferScope.ZONAL;
            case "single", "subscription" -> OfferScope.SUBSCRIPTION;
            case "resource_group" -> OfferScope.RESOURCE_GROUP;
            case "managementgroup", "management_group" -> OfferScope.MANAGEMENT_GROUP;
            default -> OfferScope.defaultOf(kind);
        };
    }

    private static @Nullable SubAccountId owner(PulledCommitment one) {
        String owner = one.provider() == Provider.AWS ? one.scope() : attribute(one, "subscription");
        return owner.isEmpty() ? null : new SubAccountId(owner);
    }

    private static String attribute(PulledCommitment one, String name) {
        return one.attributes().getOrDefault(name, "");
    }

    private static String name(OfferKind kind, PulledCommitment one) {
        StringBuilder name =
                new StringBuilder("owned %s %dm".formatted(kind.word().replace('_', '-'), one.termMonths()));
        for (String word : List.of(
                one.paymentOption().replace('_', '-'),
                one.item(),
                one.region(),
                attribute(one, "os"),
                attribute(one, "tenancy"),
                scope(kind, one).word())) {
            if (!word.isEmpty()) {
                name.append(' ').append(word);
            }
        }
        return name.toString();
    }
}
