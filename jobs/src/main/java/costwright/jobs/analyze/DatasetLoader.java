package costwright.jobs.analyze;

import costwright.analyzers.Charges;
import costwright.analyzers.Dataset;
import costwright.analyzers.Precedents;
import costwright.analyzers.Precedents.Precedent;
import costwright.analyzers.rightsizing.FleetSizing;
import costwright.jobs.pull.catalogue.BundledCatalogue;
import costwright.jobs.pull.catalogue.CatalogueOffers;
import costwright.jobs.pull.catalogue.CommitmentRates;
import costwright.jobs.pull.catalogue.OffersForSale;
import costwright.jobs.pull.catalogue.OwnedOffers;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.CommitmentStore;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.PlanRateStore;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoreContent;
import costwright.jobs.store.StoredResource;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.UsageLine;
import costwright.schema.finding.Fingerprint;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Builds the snapshot that checks see from what the store holds. */
public final class DatasetLoader {
    /** Charges and hours of the last 92 whole UTC days are loaded: the longest three months. */
    public static final int DAYS = 92;

    /** How far back what was proposed is looked up: a sizing that was taken back settles for four weeks. */
    private static final Duration PRECEDENTS = Duration.ofDays(35);

    private final Store store;
    private final FindingStore findings;
    private final InventoryStore inventory;
    private final PriceStore prices;
    private final BillingStore billing;
    private final UtilizationStore utilization;
    private final CommitmentStore commitments;
    private final PlanRateStore planRates;

    public DatasetLoader(Store store) {
        this.store = store;
        this.findings = new FindingStore(store);
        this.inventory = new InventoryStore(store);
        this.prices = new PriceStore(store);
        this.billing = new BillingStore(store);
        this.utilization = new UtilizationStore(store);
        this.commitments = new CommitmentStore(store);
        this.planRates = new PlanRateStore(store);
    }

    /** The window of a dataset as of {@code asOf}. */
    public static Lookback window(Instant asOf) {
        return Lookback.ofWholeDays(DAYS, asOf);
    }

    /** Everything; samples of utilization are read from the store when a check asks for them. */
    public Dataset load(Instant asOf) {
        return load(asOf, window(asOf), fingerprint(asOf));
    }

    /**
     * The same over all hourly usage that the store keeps before the day of {@code asOf}, for replays; the window of
     * {@link #load} where it keeps none.
     */
    public Dataset loadHistory(Instant asOf) {
        Lookback window = billing.usageHistory(asOf).orElse(window(asOf));
        return load(asOf, window, fingerprint(asOf, window));
    }

    private Dataset load(Instant asOf, Lookback window, String fingerprint) {
        List<Resource> resources = inventory.resources().stream()
                .map(stored -> withHistory(stored, asOf))
                .toList();
        Map<String, UsageLine> lines = billing.usageLines(window);
        PriceBook book = prices(regions(resources, lines));
        List<Offer> sold = offers(lines, book);
        OwnedOffers owned = OwnedOffers.of(sold, commitments.pulled(), lines.values());
        List<Holding> holdings = new ArrayList<>(commitments.holdings());
        holdings.addAll(owned.holdings());
        return new Dataset(
                        asOf,
                        window,
                        resources,
                        new Charges(billing.dailyCharges(window)),
                        utilization,
                        book,
                        lines,
                        billing.hourlyUsage(window),
                        fingerprint)
                .withCommitments(sold, owned.unsold(), holdings)
                .withPrecedents(new Precedents(precedents(asOf)));
    }

    /** The fingerprint that {@link #load} would give, without loading. */
    public String fingerprint(Instant asOf) {
        return fingerprint(asOf, window(asOf));
    }

    private String fingerprint(Instant asOf, Lookback window) {
        return Fingerprint.of(
                window.start().toString(),
                asOf.toString(),
                new StoreContent(store).fingerprint(),
                utilization.fingerprint(window),
                Fingerprint.of(precedents(asOf).stream()
                        .map(DatasetLoader::text)
                        .sorted()
                        .toArray(String[]::new)));
    }

    private List<Precedent> precedents(Instant asOf) {
        return findings.precedents(FleetSizing.CHECKS, asOf.minus(PRECEDENTS), asOf);
    }

    private static String text(Precedent one) {
        return String.join(
                "|",
                one.analyzerId(),
                one.subject().value(),
                one.asOf().toString(),
                one.instanceType().orElse(""),
                one.terms()
                        .map(terms -> terms.version() + " " + new TreeMap<>(terms.thresholds()))
                        .orElse(""));
    }

    /**
     * The resource with {@code state_since} from earlier inventories, where its source does not say it. A change that was
     * seen counts from the first inventory that showed it. Without a change, the first inventory bounds how long a
     * machine has been in its state; of other resources the day of creation says more.
     */
    static Resource withHistory(StoredResource stored, Instant asOf) {
        Resource resource = stored.resource();
        if (resource.attribute(Attributes.STATE_SINCE).isPresent()
                || stored.states().isEmpty()) {
            return resource;
        }
        boolean bounded = resource.type() == ResourceType.VM
                || resource.attribute(Attributes.CREATED).isEmpty();
        Instant since = stored.presentState().seenAt();
        if ((!stored.changed() && !bounded) || since.isAfter(asOf)) {
            return resource;
        }
        Map<String, String> attributes = new TreeMap<>(resource.attributes());
        attributes.put(Attributes.STATE_SINCE, since.toString());
        return new Resource(
                resource.id(),
                resource.provider(),
                resource.service(),
                resource.type(),
                resource.region(),
                resource.instanceType(),
                resource.os(),
                resource.state(),
                resource.subAccount(),
                resource.tags(),
                attributes);
    }

    private static Set<String> regions(List<Resource> resources, Map<String, UsageLine> lines) {
        Set<String> regions = resources.stream().map(Resource::region).collect(Collectors.toCollection(HashSet::new));
        lines.values().forEach(line -> regions.add(line.region()));
        return regions;
    }

    /** Imported prices win over those that come with the program; of types, the program knows more. */
    private PriceBook prices(Set<String> regions) {
        BundledCatalogue bundled = BundledCatalogue.load(regions);
        List<PriceRow> rows = new ArrayList<>(prices.rows());
        Set<String> imported = new HashSet<>();
        rows.forEach(row -> imported.add(key(row)));
        bundled.rows().stream().filter(row -> !imported.contains(key(row))).forEach(rows::add);
        List<InstanceType> types = new ArrayList<>(prices.types());
        types.addAll(bundled.types());
        return new PriceBook(rows, types);
    }

    /** Imported offers, and beside them the savings plans at the rates that providers quoted or that are bundled. */
    private List<Offer> offers(Map<String, UsageLine> lines, PriceBook book) {
        Set<String> regions = lines.values().stream().map(UsageLine::region).collect(Collectors.toSet());
        return OffersForSale.merged(
                commitments.offers(),
                CatalogueOffers.of(lines.values(), CommitmentRates.load(regions, book), planRates.rates(regions)));
    }

    private static String key(PriceRow row) {
        return String.join("|", row.provider().word(), row.region(), row.item(), row.os());
    }
}
