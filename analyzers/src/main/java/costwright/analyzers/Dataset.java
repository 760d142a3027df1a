package costwright.analyzers;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.UsageLine;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.UtilizationSource;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An immutable snapshot of all that checks may see. Resources are kept in order of id.
 *
 * @param asOf the instant at which the judgement is made; nothing later is in the dataset
 * @param lookback the window for which charges and usage were loaded
 * @param hourlyUsage by day and line; empty where the bill has no hours
 * @param usageLines what {@code hourlyUsage} refers to, by name
 * @param offers commitment discounts that could be bought for {@code usageLines}; empty where no rates are known
 * @param unsoldOffers commitment discounts that are owned and cannot be bought any more, such as a reservation of an earlier
 *     price
 * @param holdings commitment discounts that are owned, with the offers they refer to among the two
 * @param fingerprint names the content: equal fingerprints mean equal data
 * @param precedents what analyses before {@code asOf} proposed
 */
public record Dataset(
        Instant asOf,
        Lookback lookback,
        List<Resource> resources,
        Charges charges,
        UtilizationSource utilization,
        PriceBook prices,
        Map<String, UsageLine> usageLines,
        List<HourlyUsage> hourlyUsage,
        List<Offer> offers,
        List<Offer> unsoldOffers,
        List<Holding> holdings,
        String fingerprint,
        Precedents precedents) {
    public Dataset {
        resources =
                resources.stream().sorted(Comparator.comparing(Resource::id)).toList();
        usageLines = Map.copyOf(usageLines);
        hourlyUsage = List.copyOf(hourlyUsage);
        offers = offers.stream().sorted(Comparator.comparing(Offer::name)).toList();
        unsoldOffers =
                unsoldOffers.stream().sorted(Comparator.comparing(Offer::name)).toList();
        holdings = List.copyOf(holdings);
    }

    /** A dataset that knows neither rates nor holdings of commitment discounts. */
    public Dataset(
            Instant asOf,
            Lookback lookback,
            List<Resource> resources,
            Charges charges,
            UtilizationSource utilization,
            PriceBook prices,
            Map<String, UsageLine> usageLines,
            List<HourlyUsage> hourlyUsage,
            String fingerprint) {
        this(
                asOf,
                lookback,
                resources,
                charges,
                utilization,
                prices,
                usageLines,
                hourlyUsage,
                List.of(),
                List.of(),
                List.of(),
                fingerprint,
                Precedents.NONE);
    }

    /** The same with other hourly usage, such as what remains once something is deleted, parked or resized. */
    public Dataset withHourlyUsage(List<HourlyUsage> remaining) {
        return new Dataset(
                asOf,
                lookback,
                resources,
                charges,
                utilization,
                prices,
                usageLines,
                remaining,
                offers,
                unsoldOffers,
                holdings,
                fingerprint,
                precedents);
    }

    /** The same with the commitment discounts that could be bought and those of them that are owned. */
    public Dataset withCommitments(List<Offer> sold, List<Holding> owned) {
        return withCommitments(sold, List.of(), owned);
    }

    /** The same with the commitment discounts that could be bought, those that no longer can, and what is owned of both. */
    public Dataset withCommitments(List<Offer> sold, List<Offer> unsold, List<Holding> owned) {
        return new Dataset(
                asOf,
                lookback,
                resources,
                charges,
                utilization,
                prices,
                usageLines,
                hourlyUsage,
                sold,
                unsold,
                owned,
                fingerprint,
                precedents);
    }

    /** The same with what earlier analyses proposed. */
    public Dataset withPrecedents(Precedents earlier) {
        return new Dataset(
                asOf,
                lookback,
                resources,
                charges,
                utilization,
                prices,
                usageLines,
                hourlyUsage,
                offers,
                unsoldOffers,
                holdings,
                fingerprint,
                earlier);
    }

    /** The resources of one type, in order of id. */
    public Stream<Resource> resourcesOf(ResourceType type) {
        return resources.stream().filter(resource -> resource.type() == type);
    }

    public Optional<Resource> resource(ResourceId id) {
        return resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
    }

    /** All resources by id. */
    public Map<ResourceId, Resource> resourcesById() {
        return resources.stream().collect(Collectors.toUnmodifiableMap(Resource::id, Function.identity()));
    }
}
