package costwright.jobs.sample;

import costwright.jobs.sample.Meter.Service;
import costwright.jobs.sample.Meter.Usage;
import costwright.schema.price.InstanceType;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes resources of one Azure subscription in one region and resource group, with their meters. */
final class AzurePlace {
    static final Service MACHINES = new Service("Virtual Machines", "Compute", "Virtual Machines", "Microsoft.Compute");
    static final Service DISKS = new Service("Managed Disks", "Storage", "Block Storage", "Microsoft.Compute");
    static final Service NETWORK =
            new Service("Virtual Network", "Networking", "Network Infrastructure", "Microsoft.Network");
    static final Service BALANCER =
            new Service("Load Balancer", "Networking", "Application Networking", "Microsoft.Network");
    static final Service NAT = new Service("NAT Gateway", "Networking", "Network Routing", "Microsoft.Network");
    static final Service STORAGE = new Service("Storage Accounts", "Storage", "Object Storage", "Microsoft.Storage");

    /** The customer's negotiated share of list prices. */
    private static final BigDecimal NEGOTIATED = new BigDecimal("0.95");
    /** Public list prices: per GB to the internet, hot block blobs per GB-Month, and the first five balancer rules. */
    private static final BigDecimal TRANSFER_OUT = new BigDecimal("0.087");

    private static final BigDecimal HOT_BLOBS = new BigDecimal("0.0196");
    private static final BigDecimal BALANCER_RULES = new BigDecimal("0.025");
    /** Not quoted for every region; the price is the same wherever it is. */
    private static final BigDecimal STATIC_ADDRESS = new BigDecimal("0.005");

    private final Account account;
    private final String region;
    private final String group;
    private final PriceList prices;
    private final CounterRandom random;
    private final BigDecimal rate;
    private final long born;

    AzurePlace(Account account, String region, String group, PriceList prices, CounterRandom random, long born) {
        this.account = account;
        this.region = region;
        this.group = group;
        this.prices = prices;
        this.random = random.of(account.subAccountId() + region + group);
        this.rate = new BigDecimal(account.rate());
        this.born = born;
    }

    /** @param internet whether it sends data to the internet, which is charged */
    Asset machine(String name, String size, String os, Map<String, String> tags, Workload workload, boolean internet) {
        InstanceType kind = prices.type(Provider.AZURE, size);
        CounterRandom own = random.of("transfer" + name);
        double gigabytes = internet ? workload.networkOut((workload.base() + workload.peak()) / 2) * 3600 / 1e9 : 0;
        List<Meter> meters = new ArrayList<>();
        meters.add(meter(
                MACHINES,
                size.substring("Standard_".length()).replace('_', ' '),
                "Virtual Machines %s Series - %s - %s".formatted(kind.family(), size, region),
                "Hours",
                prices.of(Provider.AZURE, region, size, os),
                true,
                Map.of(
                        "InstanceType",
                        size,
                        "InstanceSeries",
                        kind.family(),
                        "OperatingSystem",
                        "linux".equals(os) ? "Linux" : "Windows",
                        "CoreCount",
                        kind.vcpu().toPlainString()),
                Usage.ONE));
        if (gigabytes > 0) {
            meters.add(meter(
                    NETWORK,
                    "Standard Data Transfer Out",
                    "Rtn Preference: MGN - Standard Data Transfer Out",
                    "GB",
                    TRANSFER_OUT,
                    false,
                    Map.of(),
                    hour -> own.logNormal(gigabytes * 0.05, 0.6, 12, hour, 1)));
        }
        return asset(
                        "Microsoft.Compute/virtualMachines",
                        name,
                        MACHINES,
                        ResourceType.VM,
                        "Virtual machine",
                        size,
                        os,
                        ResourceState.RUNNING,
                        tags,
                        Map.of(),
                        meters)
                .with(workload);
    }

    /** @param tier such as {@code premium_ssd_P10_LRS} */
    Asset disk(
            String name,
            String tier,
            int gib,
            Map<String, String> tags,
            ResourceState state,
            Map<String, String> facts) {
        Map<String, String> attributes = new TreeMap<>(facts);
        attributes.put(Attributes.SIZE_GIB, Integer.toString(gib));
        attributes.put(Attributes.STORAGE_CLASS, tier.startsWith("premium") ? "Premium_LRS" : "StandardSSD_LRS");
        String sku = tier.split("_", -1)[2];
        Meter storage = meter(
                DISKS,
                sku + " LRS Disk",
                "%s Managed Disks - %s LRS - %s"
                        .formatted(tier.startsWith("premium") ? "Premium SSD" : "Standard SSD", sku, region),
                "Months",
                prices.of(Provider.AZURE, region, tier, ""),
                false,
                Map.of(),
                Usage.spreadOverMonth(BigDecimal.ONE));
        return asset(
                "Microsoft.Compute/disks",
                name,
                DISKS,
                ResourceType.DISK,
                "Disk",
                "",
                "",
                state,
                tags,
                attributes,
                List.of(storage));
    }

    Asset disk(String name, String tier, int gib, Map<String, String> tags, Asset user) {
        return disk(name, tier, gib, tags, ResourceState.ATTACHED, Map.of(Attributes.ATTACHED_TO, user.id()));
    }

    Asset address(String name, Map<String, String> tags, ResourceState state, Map<String, String> facts) {
        Meter hours = meter(
                NETWORK,
                "Standard IPv4 Static Public IP",
                "IP Addresses - Standard IPv4 Static Public IP - " + region,
                "Hours",
                STATIC_ADDRESS,
                false,
                Map.of(),
                Usage.ONE);
        return asset(
                "Microsoft.Network/publicIPAddresses",
                name,
                NETWORK,
                ResourceType.IP,
                "Public IP address",
                "",
                "",
                state,
                tags,
                facts,
                List.of(hours));
    }

    Asset balancer(String name, Map<String, String> tags, double gigabytesPerHour) {
        CounterRandom own = random.of("bytes" + name);
        List<Meter> meters = List.of(
                meter(
                        BALANCER,
                        "Standard Included LB Rules and Outbound Rules",
                        "Load Balancer - Standard - Included LB Rules and Outbound Rules",
                        "Hours",
                        BALANCER_RULES,
                        false,
                        Map.of(),
                        Usage.ONE),
                meter(
                        BALANCER,
                        "Standard Data Processed",
                        "Load Balancer - Standard - Data Processed",
                        "GB",
                        prices.of(Provider.AZURE, region, "load_balancer_standard_data_processed", ""),
                        false,
                        Map.of(),
                        hour -> own.logNormal(gigabytesPerHour, 0.4, 12, hour, 0)));
        return asset(
                "Microsoft.Network/loadBalancers",
                name,
                BALANCER,
                ResourceType.LOAD_BALANCER,
                "Load balancer",
                "",
                "",
                ResourceState.ATTACHED,
                tags,
                Map.of("targets", "2"),
                meters);
    }

    Asset natGateway(String name, Map<String, String> tags, Usage gigabytes) {
        List<Meter> meters = List.of(
                meter(
                        NAT,
                        "Standard Gateway",
                        "NAT Gateway - Standard - Gateway",
                        "Hours",
                        prices.of(Provider.AZURE, region, "nat_gateway_gateway_hour", ""),
                        false,
                        Map.of(),
                        Usage.ONE),
                meter(
                        NAT,
                        "Standard Data Processed",
                        "NAT Gateway - Standard - Data Processed",
                        "GB",
                        prices.of(Provider.AZURE, region, "nat_gateway_data_processed", ""),
                        false,
                        Map.of(),
                        gigabytes));
        return asset(
                "Microsoft.Network/natGateways",
                name,
                NAT,
                ResourceType.NAT_GATEWAY,
                "NAT gateway",
                "",
                "",
                ResourceState.AVAILABLE,
                tags,
                Map.of(),
                meters);
    }

    Asset snapshot(String name, int gib, String created, Map<String, String> tags, Asset source) {
        Meter storage = meter(
                DISKS,
                "LRS Snapshots",
                "Standard HDD Managed Disks - Snapshots LRS - " + region,
                "GB-Months",
                prices.of(Provider.AZURE, region, "standard_hdd_snapshot_LRS", ""),
                false,
                Map.of(),
                Usage.spreadOverMonth(BigDecimal.valueOf(gib)));
        return asset(
                "Microsoft.Compute/snapshots",
                name,
                DISKS,
                ResourceType.SNAPSHOT,
                "Snapshot",
                "",
                "",
                ResourceState.AVAILABLE,
                tags,
                Map.of(Attributes.SIZE_GIB, Integer.toString(gib), Attributes.CREATED, created, "source", source.id()),
                List.of(storage));
    }

    Asset storageAccount(String name, Map<String, String> tags, int gib) {
        Meter blobs = meter(
                STORAGE,
                "Hot LRS Data Stored",
                "Blob Storage - Hot LRS - Data Stored",
                "GB-Months",
                HOT_BLOBS,
                false,
                Map.of(),
                Usage.spreadOverMonth(BigDecimal.valueOf(gib)));
        return asset(
                "Microsoft.Storage/storageAccounts",
                name,
                STORAGE,
                ResourceType.BUCKET,
                "Storage account",
                "",
                "",
                ResourceState.AVAILABLE,
                tags,
                Map.of(Attributes.SIZE_GIB, Integer.toString(gib)),
                List.of(blobs));
    }

    private Meter meter(
            Service service,
            String name,
            String description,
            String unit,
            BigDecimal listUsd,
            boolean machine,
            Map<String, String> details,
            Usage usage) {
        String sku = new CounterRandom(11).of(region + name).word("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", 12, 0);
        BigDecimal list = listUsd.multiply(rate);
        return new Meter(
                "DZH318Z0" + sku.substring(0, 4) + '/' + sku.substring(4, 8),
                "DZH318Z0" + sku.substring(0, 4) + '_' + sku.substring(4),
                name,
                description,
                service,
                "",
                unit,
                list,
                list.multiply(NEGOTIATED),
                false,
                machine,
                details,
                usage);
    }

    private Asset asset(
            String kind,
            String name,
            Service service,
            ResourceType type,
            String focusType,
            String instanceType,
            String os,
            ResourceState state,
            Map<String, String> tags,
            Map<String, String> facts,
            List<Meter> meters) {
        // Azure spells the same id in several ways: the bill keeps the case of its maker, the inventory does not.
        String billed = "%s/resourceGroups/%s/providers/%s/%s".formatted(account.subAccountId(), group, kind, name);
        Map<String, String> attributes = new TreeMap<>(facts);
        attributes.putIfAbsent(Attributes.CREATED, Hours.start(born).toString());
        Resource resource = new Resource(
                new ResourceId(billed),
                Provider.AZURE,
                service.code(),
                type,
                region,
                instanceType,
                os,
                state,
                new SubAccountId(account.subAccountId()),
                tags,
                attributes);
        return new Asset(
                account, resource, billed, focusType, null, born, Long.MAX_VALUE, Asset.ALWAYS, meters, null, true);
    }
}
