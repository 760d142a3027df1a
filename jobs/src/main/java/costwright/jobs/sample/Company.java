package costwright.jobs.sample;

import static costwright.schema.resource.ResourceState.ATTACHED;
import static costwright.schema.resource.ResourceState.STOPPED;
import static costwright.schema.resource.ResourceState.UNATTACHED;

import costwright.jobs.sample.Meter.Usage;
import costwright.schema.resource.Attributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * The small estate: a mail-order company with three AWS accounts and two Azure subscriptions, what it wastes on purpose,
 * and what only looks like waste.
 */
final class Company {
    static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00Z");
    static final List<String> MONTHS = List.of("2026-08", "2026-09", "2026-10");
    static final Set<String> REGIONS = Set.of("us-east-1", "eu-west-1", "eastus", "westeurope");

    private static final String SINCE = Attributes.STATE_SINCE;
    private static final long FOUNDED = Hours.of("2025-03-10T00:00:00Z");
    private static final long ALMOST_NOW = Hours.of(AS_OF);

    private final PriceList prices;
    private final CounterRandom random;
    private final Account shop;
    private final Account staging;
    private final Account data;
    private final Account corporate;
    private final Account erp;
    private final List<Asset> assets = new ArrayList<>();
    private final GroundTruth truth = new GroundTruth();

    Company(PriceList prices, CounterRandom random) {
        this.prices = prices;
        this.random = random;
        String payer = "218840117723";
        shop = Account.aws(payer, "Meridian Outfitters", "301995720416", "shop-production");
        staging = Account.aws(payer, "Meridian Outfitters", "447120983365", "shop-staging");
        data = Account.aws(payer, "Meridian Outfitters", "590336147702", "data-platform");
        corporate = Account.azure(
                "8612754", "Meridian Outfitters", "3f0c6a52-7d1e-4a0b-9a35-5b8e2f4d6c11", "Corporate IT", "USD", "1");
        erp = Account.azure(
                "8612754", "Meridian Outfitters", "a94d1b7e-20c8-4f63-8d5f-e6170c3b9a28", "ERP", "USD", "1");
        shopInProduction();
        shopInStaging();
        dataPlatform();
        corporateIt();
        enterpriseResourcePlanning();
        assets.replaceAll(this::exceptDuringMaintenance);
    }

    /** In three hours of September the machines of two accounts were down, and their commitments went unused. */
    private Asset exceptDuringMaintenance(Asset asset) {
        boolean touched = asset.account().equals(shop) || asset.account().equals(data);
        long from = Hours.of("2026-09-06T02:00:00Z");
        return touched
                ? asset.runningWhen(hour ->
                        (hour < from || hour >= from + 3) && asset.running().test(hour))
                : asset;
    }

    List<Asset> assets() {
        return assets;
    }

    GroundTruth truth() {
        return truth;
    }

    Account payerAccount() {
        return shop;
    }

    Account corporate() {
        return corporate;
    }

    private void shopInProduction() {
        AwsPlace place = new AwsPlace(shop, "us-east-1", "", prices, random, FOUNDED);
        Map<String, String> web = tags("team", "web", "environment", "production", "cost-center", "4100");
        for (int i = 1; i <= 3; i++) {
            Asset vm = add(
                    place.machine("shop-web-" + i, "m5a.xlarge", "linux", zone(i), web, Workload.day(37, 66 - i, 71)));
            add(place.disk("shop-web-" + i + "-root", "gp3", 60, web, vm));
        }
        Map<String, String> api = tags("Team", "api ", "env", "prod", "cost-center", "4100");
        for (int i = 1; i <= 2; i++) {
            Asset vm = add(place.machine(
                    "shop-api-" + i, "c6a.2xlarge", "linux", zone(i), api, Workload.day(18, 66 + i, Double.NaN)));
            add(place.disk("shop-api-" + i + "-root", "gp3", 40, api, vm));
        }
        // Loaded to the brim with an index in memory: its CPU is quiet, but nothing smaller holds it.
        Asset cache = add(place.machine(
                "shop-cache-1",
                "r5a.xlarge",
                "linux",
                "a",
                web,
                new Workload(5, 11, Workload.Shape.DAY, 0.8, 0.08, 0.5, 16, 76, 9_000_000)));
        truth.decoy(cache, "vm-rightsizing", "its CPU is below 20 %, but its memory needs the machine");
        Asset search = add(place.machine("shop-search-1", "m5a.4xlarge", "linux", "b", web, Workload.day(3, 12, 19)));
        add(place.disk("shop-search-1-root", "gp3", 100, web, search));
        truth.waste(search, "vm-rightsizing", "16 vCPU of which it uses 2, and 19 % of its memory");
        Asset reporting = add(place.machine("legacy-reporting", "m5a.xlarge", "linux", "a", Map.of(), Workload.idle()));
        add(place.disk("legacy-reporting-root", "gp3", 80, Map.of(), reporting));
        truth.waste(reporting, "idle-vm", "nobody has used it for months");
        truth.opportunity("savings-plan-commitment", "aws", "most machines run on demand all day and night");
        Asset balancer = add(place.balancer("shop-front", web, 3.5));
        add(place.address("shop-front-ip", web, ATTACHED, Map.of(Attributes.ATTACHED_TO, balancer.id())));
        add(place.natGateway("shop-nat", web, shopNatTraffic(random.of("nat"))));
        Asset database = add(place.database(
                "shop-orders", "m5.large", "postgresql multi-az", 400, web, Workload.day(16, 58, Double.NaN)));
        add(place.bucket("meridian-shop-images", web, 5200, 48_000));
        add(place.snapshot("shop-orders-weekly", 180, "2026-10-25T03:00:00Z", web, database));
        leftovers(place, web);
    }

    private void leftovers(AwsPlace place, Map<String, String> web) {
        Asset old = add(place.disk(
                "shop-search-old-data",
                "gp3",
                500,
                tags("team", "web"),
                UNATTACHED,
                Map.of(SINCE, "2026-09-15T09:12:00Z")));
        truth.waste(old, "unattached-disk", "unattached for 47 days");
        Asset fresh =
                add(place.disk("shop-web-3-swap", "gp3", 200, web, UNATTACHED, Map.of(SINCE, "2026-10-30T15:40:00Z")));
        truth.decoy(fresh, "unattached-disk", "unattached since three days: a deployment is under way");
        Asset address = add(place.address("old-vpn-ip", Map.of(), UNATTACHED, Map.of(SINCE, "2026-09-28T11:00:00Z")));
        truth.waste(address, "unassociated-ip", "points at nothing for 34 days");
        Asset spare = add(place.address("cutover-ip", web, UNATTACHED, Map.of(SINCE, "2026-10-31T08:00:00Z")));
        truth.decoy(spare, "unassociated-ip", "reserved two days ago for a cut-over");
    }

    private void shopInStaging() {
        AwsPlace place = new AwsPlace(staging, "eu-west-1", "EU-", prices, random, FOUNDED);
        Map<String, String> staff = tags("team", "web", "environment", "staging", "cost-center", "4100");
        Asset build = add(place.machine(
                "staging-build",
                "c6a.xlarge",
                "linux",
                "a",
                staff,
                new Workload(0.8, 74, Workload.Shape.OFFICE, 0, 0.05, 0, 0, Double.NaN, 10_000)));
        add(place.disk("staging-build-root", "gp3", 120, staff, build));
        truth.waste(build, "vm-parking", "used from 08:00 to 18:00 UTC on weekdays only");
        Asset stopped = add(place.machine("staging-load-test", "m5a.2xlarge", "linux", "b", staff, Workload.idle())
                .runningWhen(hour -> hour < Hours.of("2026-08-24T17:00:00Z")));
        Asset stoppedNow = replace(
                stopped,
                stopped.with(AwsPlace.changed(
                        stopped.resource(),
                        STOPPED,
                        with(stopped.resource().attributes(), SINCE, "2026-08-24T17:00:00Z"))));
        add(place.disk("staging-load-test-root", "gp3", 60, staff, stoppedNow));
        add(place.disk("staging-load-test-data", "gp3", 750, Map.of(), stoppedNow));
        truth.waste(stoppedNow, "stopped-vm-disks", "off for 69 days, its two disks are billed");
        Asset web = add(place.machine("staging-web", "m5a.large", "linux", "a", staff, Workload.day(36, 64, 64)));
        add(place.disk("staging-web-root", "gp3", 40, staff, web));
    }

    private void dataPlatform() {
        AwsPlace place = new AwsPlace(data, "us-east-1", "", prices, random, FOUNDED);
        Map<String, String> team = tags("team", "data", "environment", "production", "cost-center", "4300");
        Asset nightly = add(place.machine(
                "etl-nightly",
                "c6a.2xlarge",
                "linux",
                "c",
                team,
                new Workload(14, 93, Workload.Shape.NIGHT_BATCH, 1, 0.05, 0, 0, Double.NaN, 15_000_000)));
        add(place.disk("etl-nightly-scratch", "gp3", 300, team, nightly));
        truth.decoy(nightly, "vm-rightsizing", "quiet by day, but its nightly batch needs all of it");
        Asset warehouse =
                add(place.machine("warehouse-1", "r5a.2xlarge", "linux", "c", team, Workload.day(30, 68, 72)));
        add(place.disk("warehouse-1-data", "gp3", 1200, team, warehouse));
        // Came in the middle of September: a step in spend that is no waste.
        add(place.machine("warehouse-2", "r5a.2xlarge", "linux", "c", team, Workload.day(28, 66, 70))
                .livingFrom(Hours.of("2026-09-14T00:00:00Z")));
        for (int i = 1; i <= 2; i++) {
            add(place.spot(
                            "features-spot-" + i,
                            "c6a.xlarge",
                            zone(i),
                            tags("team", "data"),
                            new Workload(55, 78, Workload.Shape.FLAT, 1, 0.08, 0, 0, Double.NaN, 6_000_000),
                            "0.38")
                    .runningWhen(interrupted(i)));
        }
        add(place.bucket("meridian-data-lake", team, 41_000, 9_500));
        Asset history = add(place.database(
                "measurements",
                "m5.2xlarge",
                "postgresql",
                300,
                tags("owner", "data"),
                Workload.day(2, 6, Double.NaN)));
        truth.waste(
                history,
                "database-rightsizing",
                "8 vCPU of which it uses less than 1; a class with as much memory has 4");
        add(place.database(
                "features", "m5.large", "mysql", 150, tags("owner", "data"), Workload.day(20, 61, Double.NaN)));
    }

    private void corporateIt() {
        AzurePlace place = new AzurePlace(corporate, "eastus", "rg-Corporate", prices, random, FOUNDED);
        Map<String, String> it = tags("team", "it", "environment", "production", "cost-center", "5200");
        for (int i = 1; i <= 3; i++) {
            Asset vm = place.machine(
                    "vm-intranet-" + i, "Standard_D2as_v5", "linux", it, Workload.day(38, 63 + i, 66), false);
            vm = add(i == 3 ? vm.livingFrom(Hours.of("2026-09-16T00:00:00Z")) : vm);
            add(place.disk("vm-intranet-" + i + "_OsDisk", "premium_ssd_P4_LRS", 32, it, vm)
                    .livingFrom(vm.born()));
        }
        Asset files = add(place.machine(
                "vm-fileserver", "Standard_D4as_v5", "linux", tags("Team", "IT"), Workload.day(39, 66, 70), false));
        add(place.disk("vm-fileserver_Data", "standard_ssd_E30_LRS", 1024, Map.of(), files));
        Asset spare =
                add(place.address("pip-old-gateway", Map.of(), UNATTACHED, Map.of(SINCE, "2026-09-21T07:30:00Z")));
        truth.waste(spare, "unassociated-ip", "points at nothing for 41 days");
        add(place.balancer("lb-intranet", it, 1.2));
        add(place.storageAccount("meridianbackups", it, 3800));
    }

    private void enterpriseResourcePlanning() {
        AzurePlace place = new AzurePlace(erp, "westeurope", "RG-ERP-Prod", prices, random, FOUNDED);
        Map<String, String> team = tags("team", "finance-systems", "environment", "production", "cost-center", "5100");
        Asset app = add(place.machine("erp-app", "Standard_E8as_v5", "linux", team, Workload.day(24, 64, 74), true));
        add(place.disk("erp-app_OsDisk", "premium_ssd_P10_LRS", 128, team, app));
        Asset batch =
                add(place.machine("erp-reports", "Standard_D8as_v5", "linux", team, Workload.day(2, 9, 17), true));
        add(place.disk("erp-reports_OsDisk", "premium_ssd_P10_LRS", 128, team, batch));
        truth.opportunity("savings-plan-commitment", "azure", "the machines of the ERP run all day and night");
        truth.waste(batch, "vm-rightsizing", "8 vCPU of which it uses less than 1, and 17 % of its memory");
        Asset old = add(place.disk(
                "erp-migration-copy",
                "premium_ssd_P20_LRS",
                512,
                Map.of(),
                UNATTACHED,
                Map.of(SINCE, "2026-08-29T18:00:00Z")));
        truth.waste(old, "unattached-disk", "unattached for 64 days");
        Asset front = add(place.natGateway("ng-erp", team, hour -> random.logNormal(0.8, 0.4, 12, hour, 77)));
        add(place.address("pip-erp", team, ATTACHED, Map.of(Attributes.ATTACHED_TO, front.id())));
        add(place.snapshot("erp-app-monthly", 128, "2026-10-01T02:00:00Z", team, app));
    }

    /** Spreads around 2 GB per hour, and five times that from 14 to 16 October: a retry storm. */
    private Usage shopNatTraffic(CounterRandom own) {
        long from = Hours.of("2026-10-14T00:00:00Z");
        long to = Hours.of("2026-10-17T00:00:00Z");
        truth.anomaly("spike", "NAT gateway shop-nat", "2026-10-14", "2026-10-16", "five times the data of other days");
        truth.anomaly("step", "warehouse-2", "2026-09-14", "2026-10-31", "a new machine, wanted");
        BigDecimal storm = BigDecimal.valueOf(5);
        return hour -> {
            BigDecimal usual = own.logNormal(2, 0.35, 10, hour, 0);
            return hour >= from && hour < to ? usual.multiply(storm) : usual;
        };
    }

    /** Two thirds of all hours, in stretches of four. */
    private LongPredicate interrupted(int machine) {
        CounterRandom own = random.of("spot" + machine);
        return hour -> hour < ALMOST_NOW && own.happens(0.66, Math.floorDiv(hour, 4L), 0);
    }

    private Asset add(Asset asset) {
        assets.add(asset);
        return asset;
    }

    private Asset replace(Asset old, Asset changed) {
        assets.set(assets.indexOf(old), changed);
        return changed;
    }

    private static String zone(int number) {
        return String.valueOf((char) ('a' + number - 1));
    }

    private static Map<String, String> tags(String... pairs) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            tags.put(pairs[i], pairs[i + 1]);
        }
        return tags;
    }

    private static Map<String, String> with(Map<String, String> attributes, String name, String value) {
        Map<String, String> more = new TreeMap<>(attributes);
        more.put(name, value);
        return more;
    }
}
