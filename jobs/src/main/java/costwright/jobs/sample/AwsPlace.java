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
import org.jspecify.annotations.Nullable;

/** Makes resources of one AWS account in one region, with their meters at list price. */
final class AwsPlace {
    static final Service EC2 = new Service("Amazon Elastic Compute Cloud", "Compute", "Virtual Machines", "AmazonEC2");
    static final Service EBS = new Service("Amazon Elastic Block Store", "Storage", "Block Storage", "AmazonEBS");
    static final Service VPC =
            new Service("Amazon Virtual Private Cloud", "Networking", "Network Infrastructure", "AmazonVPC");
    static final Service ELB = new Service("Elastic Load Balancing", "Networking", "Application Networking", "AWSELB");
    static final Service RDS =
            new Service("Amazon Relational Database Service", "Databases", "Relational Databases", "AmazonRDS");
    static final Service S3 = new Service("Amazon Simple Storage Service", "Storage", "Object Storage", "AmazonS3");
    static final Service CLOUD_WATCH =
            new Service("AmazonCloudWatch", "Management and Governance", "Observability", "AmazonCloudWatch");
    static final Service SAVINGS_PLANS =
            new Service("Savings Plans for AWS Compute usage", "Compute", "Other (Compute)", "ComputeSavingsPlans");

    /** Public list prices per GB of us-east-1 and eu-west-1: out to the internet, and between zones. */
    private static final BigDecimal TRANSFER_OUT = new BigDecimal("0.09");

    private static final BigDecimal TRANSFER_BETWEEN_ZONES = new BigDecimal("0.01");
    private static final BigDecimal NEGOTIATED = new BigDecimal("0.9");
    private static final String CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Account account;
    private final String region;
    private final String prefix;
    private final PriceList prices;
    private final CounterRandom random;
    private final long born;

    /**
     * @param prefix of usage types, such as {@code EU-}; empty in us-east-1
     * @param born the first hour of resources that are not given another one
     */
    AwsPlace(Account account, String region, String prefix, PriceList prices, CounterRandom random, long born) {
        this.account = account;
        this.region = region;
        this.prefix = prefix;
        this.prices = prices;
        this.random = random.of(account.subAccountId() + region);
        this.born = born;
    }

    Asset machine(String name, String type, String os, String zone, Map<String, String> tags, Workload workload) {
        InstanceType kind = prices.type(Provider.AWS, type);
        String id = id("i-", name);
        List<Meter> meters = new ArrayList<>();
        meters.add(machineMeter(kind, os));
        meters.addAll(transfer(name, workload, 1));
        return asset(
                        id,
                        name,
                        EC2,
                        ResourceType.VM,
                        "instance",
                        zone,
                        type,
                        os,
                        ResourceState.RUNNING,
                        tags,
                        Map.of(),
                        meters)
                .with(workload);
    }

    /** A spot machine: another price, no commitment. */
    Asset spot(String name, String type, String zone, Map<String, String> tags, Workload workload, String share) {
        Asset onDemand = machine(name, type, "linux", zone, tags, workload);
        Meter box = onDemand.meters().get(0);
        BigDecimal price = box.listPrice().multiply(new BigDecimal(share));
        List<Meter> meters = new ArrayList<>(onDemand.meters());
        meters.set(
                0,
                new Meter(
                        box.skuId(),
                        box.skuPriceId() + ".SPOT",
                        prefix + "SpotUsage:" + type,
                        "%s Linux/UNIX Spot Instance-hour in %s".formatted(type, region),
                        EC2,
                        "RunInstances:SV",
                        "Hours",
                        price,
                        price,
                        true,
                        false,
                        box.details(),
                        Usage.ONE));
        Map<String, String> attributes = new TreeMap<>(onDemand.resource().attributes());
        attributes.put("lifecycle", "spot");
        return new Asset(
                account,
                changed(onDemand.resource(), ResourceState.RUNNING, attributes),
                onDemand.billedId(),
                onDemand.focusType(),
                zone,
                born,
                Long.MAX_VALUE,
                Asset.ALWAYS,
                meters,
                workload,
                true);
    }

    Asset disk(String name, String kind, int gib, Map<String, String> tags, Asset user) {
        return disk(name, kind, gib, tags, ResourceState.ATTACHED, Map.of(Attributes.ATTACHED_TO, user.id()));
    }

    Asset disk(
            String name,
            String kind,
            int gib,
            Map<String, String> tags,
            ResourceState state,
            Map<String, String> facts) {
        String id = id("vol-", name);
        Map<String, String> attributes = new TreeMap<>(facts);
        attributes.put(Attributes.SIZE_GIB, Integer.toString(gib));
        attributes.put(Attributes.STORAGE_CLASS, kind);
        Meter storage = meter(
                EBS,
                "EBS:VolumeUsage." + kind,
                "CreateVolume-" + kind,
                "%s of %s provisioned storage - %s".formatted("$%s per GB-month", kind, region),
                "GB-Months",
                price("ebs_" + kind),
                Usage.spreadOverMonth(BigDecimal.valueOf(gib)));
        return asset(
                id, name, EBS, ResourceType.DISK, "volume", null, "", "", state, tags, attributes, List.of(storage));
    }

    Asset snapshot(String name, int gib, String created, Map<String, String> tags, Asset source) {
        String id = arn("ec2", "snapshot/" + id("snap-", name));
        Meter storage = meter(
                EBS,
                "EBS:SnapshotUsage",
                "CreateSnapshot",
                "$%s per GB-Month of snapshot data stored - " + region,
                "GB-Months",
                price("ebs_snapshot_standard"),
                Usage.spreadOverMonth(BigDecimal.valueOf(gib)));
        return asset(
                id,
                name,
                EBS,
                ResourceType.SNAPSHOT,
                "snapshot",
                null,
                "",
                "",
                ResourceState.AVAILABLE,
                tags,
                Map.of(Attributes.SIZE_GIB, Integer.toString(gib), Attributes.CREATED, created, "source", source.id()),
                List.of(storage));
    }

    Asset address(String name, Map<String, String> tags, ResourceState state, Map<String, String> facts) {
        String item = state == ResourceState.ATTACHED ? "public_ipv4_in_use" : "public_ipv4_idle";
        String usageType = state == ResourceState.ATTACHED ? "PublicIPv4:InUseAddress" : "PublicIPv4:IdleAddress";
        Meter hours = meter(
                VPC,
                usageType,
                "",
                "$%s per public IPv4 address per hour - " + region,
                "Hours",
                price(item),
                Usage.ONE);
        String id = arn("ec2", "elastic-ip/" + id("eipalloc-", name));
        return asset(id, name, VPC, ResourceType.IP, "elastic-ip", null, "", "", state, tags, facts, List.of(hours));
    }

    Asset balancer(String name, Map<String, String> tags, double unitsPerHour) {
        CounterRandom own = random.of("lcu" + name);
        List<Meter> meters = List.of(
                meter(
                        ELB,
                        "LoadBalancerUsage",
                        "LoadBalancing:Application",
                        "$%s per Application LoadBalancer-hour (or partial hour) - " + region,
                        "Hours",
                        price("alb_hour"),
                        Usage.ONE),
                meter(
                        ELB,
                        "LCUUsage",
                        "LoadBalancing:Application",
                        "$%s per used Application load balancer capacity unit-hour - " + region,
                        "LCU-Hours",
                        price("alb_lcu_hour"),
                        hour -> own.logNormal(unitsPerHour, 0.3, 8, hour, 0)));
        String id = arn("elasticloadbalancing", "loadbalancer/app/" + name + '/' + random.hex(16, name.hashCode()));
        return asset(
                id,
                name,
                ELB,
                ResourceType.LOAD_BALANCER,
                "loadbalancer",
                null,
                "",
                "",
                ResourceState.ATTACHED,
                tags,
                Map.of("targets", "3"),
                meters);
    }

    Asset natGateway(String name, Map<String, String> tags, Usage gigabytes) {
        List<Meter> meters = List.of(
                meter(
                        VPC,
                        "NatGateway-Hours",
                        "NatGateway",
                        "$%s per NAT Gateway Hour - " + region,
                        "Hours",
                        price("nat_gateway_hour"),
                        Usage.ONE),
                meter(
                        VPC,
                        "NatGateway-Bytes",
                        "NatGateway",
                        "$%s per GB Data Processed by NAT Gateways - " + region,
                        "GB",
                        price("nat_gateway_data"),
                        gigabytes));
        String id = arn("ec2", "natgateway/" + id("nat-", name));
        return asset(
                id,
                name,
                VPC,
                ResourceType.NAT_GATEWAY,
                "natgateway",
                null,
                "",
                "",
                ResourceState.AVAILABLE,
                tags,
                Map.of(),
                meters);
    }

    Asset database(String name, String type, String engine, int gib, Map<String, String> tags, Workload workload) {
        String item = "db." + type;
        String kind = engine.contains("multi") ? "Multi-AZUsage" : "InstanceUsage";
        String storageItem = engine.contains("multi") ? "rds_gp2_multi_az" : "rds_gp2_single_az";
        List<Meter> meters = new ArrayList<>();
        BigDecimal price = prices.of(Provider.AWS, region, item, engine);
        meters.add(new Meter(
                sku(kind + item + engine),
                sku(kind + item + engine) + ".JRTCKXETXF.6YS6EN2CT7",
                prefix + kind + ':' + item,
                "$%s per %s instance hour running %s - %s".formatted(price.toPlainString(), item, engine, region),
                RDS,
                "CreateDBInstance:" + engine,
                "Hours",
                price,
                price,
                false,
                false,
                Map.of("InstanceType", item, "DatabaseEngine", engine),
                Usage.ONE));
        meters.add(meter(
                RDS,
                "RDS:GP2-Storage",
                "CreateDBInstance",
                "$%s per GB-month of provisioned gp2 storage, \"" + engine + "\", " + region,
                "GB-Months",
                price(storageItem),
                Usage.spreadOverMonth(BigDecimal.valueOf(gib))));
        return asset(
                        arn("rds", "db:" + name),
                        name,
                        RDS,
                        ResourceType.DATABASE,
                        "db",
                        null,
                        item,
                        engine,
                        ResourceState.RUNNING,
                        tags,
                        Map.of(Attributes.SIZE_GIB, Integer.toString(gib), "engine", engine),
                        meters)
                .with(workload);
    }

    Asset bucket(String name, Map<String, String> tags, int gib, double requestsPerHour) {
        CounterRandom own = random.of("requests" + name);
        List<Meter> meters = List.of(
                meter(
                        S3,
                        "TimedStorage-ByteHrs",
                        "StandardStorage",
                        "$%s per GB - first 50 TB / month of storage used - " + region,
                        "GB-Months",
                        price("s3_standard_first_50tb"),
                        NEGOTIATED,
                        Usage.spreadOverMonth(BigDecimal.valueOf(gib))),
                meter(
                        S3,
                        "Requests-Tier2",
                        "GetObject",
                        "$%s per request - GET and all other requests - " + region,
                        "Requests",
                        price("s3_get_requests"),
                        NEGOTIATED,
                        hour -> own.logNormal(requestsPerHour, 0.5, 0, hour, 0)));
        return asset(
                name,
                name,
                S3,
                ResourceType.BUCKET,
                "bucket",
                null,
                "",
                "",
                ResourceState.AVAILABLE,
                tags,
                Map.of(Attributes.SIZE_GIB, Integer.toString(gib)),
                meters);
    }

    private Meter machineMeter(InstanceType kind, String os) {
        BigDecimal price = prices.of(Provider.AWS, region, kind.name(), os);
        String platform = "linux".equals(os) ? "Linux/UNIX" : "Windows";
        return new Meter(
                sku("BoxUsage" + kind.name() + os),
                sku("BoxUsage" + kind.name() + os) + ".JRTCKXETXF.6YS6EN2CT7",
                prefix + "BoxUsage:" + kind.name(),
                "$%s per On Demand %s %s Instance Hour".formatted(price.toPlainString(), platform, kind.name()),
                EC2,
                "linux".equals(os) ? "RunInstances" : "RunInstances:0002",
                "Hours",
                price,
                price,
                false,
                true,
                Map.of(
                        "InstanceType",
                        kind.name(),
                        "InstanceSeries",
                        kind.family(),
                        "OperatingSystem",
                        "linux".equals(os) ? "Linux" : "Windows",
                        "CoreCount",
                        kind.vcpu().toPlainString(),
                        "MemorySize",
                        kind.memoryMib().divide(BigDecimal.valueOf(1024)).toPlainString()),
                Usage.ONE);
    }

    /** Data out, data in at no charge, and data between zones. */
    private List<Meter> transfer(String name, Workload workload, double scale) {
        CounterRandom own = random.of("transfer" + name);
        double gigabytes = workload.networkOut((workload.base() + workload.peak()) / 2) * 3600 / 1e9 * scale;
        return List.of(
                meter(
                        EC2,
                        "DataTransfer-Out-Bytes",
                        "RunInstances",
                        "$%s per GB - first 10 TB / month data transfer out beyond the global free tier",
                        "GB",
                        TRANSFER_OUT,
                        NEGOTIATED,
                        hour -> own.logNormal(gigabytes * 0.05, 0.6, 10, hour, 1)),
                meter(
                        EC2,
                        "DataTransfer-In-Bytes",
                        "RunInstances",
                        "$%s per GB - data transfer in per month",
                        "GB",
                        BigDecimal.ZERO,
                        hour -> own.logNormal(gigabytes * 0.5, 0.6, 10, hour, 2)),
                meter(
                        EC2,
                        "DataTransfer-Regional-Bytes",
                        "InterZone-In",
                        "$%s per GB - regional data transfer - in/out/between EC2 AZs",
                        "GB",
                        TRANSFER_BETWEEN_ZONES,
                        hour -> own.happens(0.6, hour, 4)
                                ? own.logNormal(gigabytes * 0.2, 0.8, 10, hour, 3)
                                : BigDecimal.ZERO));
    }

    private Meter meter(
            Service service,
            String usageType,
            String operation,
            String description,
            String unit,
            BigDecimal price,
            Usage usage) {
        return meter(service, usageType, operation, description, unit, price, BigDecimal.ONE, usage);
    }

    private Meter meter(
            Service service,
            String usageType,
            String operation,
            String description,
            String unit,
            BigDecimal price,
            BigDecimal negotiated,
            Usage usage) {
        String sku = sku(usageType + operation);
        return new Meter(
                sku,
                sku + ".JRTCKXETXF.6YS6EN2CT7",
                prefix + usageType,
                description.formatted(price.toPlainString()),
                service,
                operation,
                unit,
                price,
                price.multiply(negotiated),
                false,
                false,
                Map.of(),
                usage);
    }

    private Asset asset(
            String id,
            String name,
            Service service,
            ResourceType type,
            String focusType,
            @Nullable String zone,
            String instanceType,
            String os,
            ResourceState state,
            Map<String, String> tags,
            Map<String, String> facts,
            List<Meter> meters) {
        Map<String, String> attributes = new TreeMap<>(facts);
        attributes.putIfAbsent(Attributes.CREATED, Hours.start(born).toString());
        Map<String, String> allTags = new TreeMap<>(tags);
        allTags.put("Name", name);
        Resource resource = new Resource(
                new ResourceId(id),
                Provider.AWS,
                service.code(),
                type,
                region,
                instanceType,
                os,
                state,
                new SubAccountId(account.subAccountId()),
                allTags,
                attributes);
        return new Asset(
                account,
                resource,
                id,
                focusType,
                zone == null ? null : region + zone,
                born,
                Long.MAX_VALUE,
                Asset.ALWAYS,
                meters,
                null,
                true);
    }

    static Resource changed(Resource resource, ResourceState state, Map<String, String> attributes) {
        return new Resource(
                resource.id(),
                resource.provider(),
                resource.service(),
                resource.type(),
                resource.region(),
                resource.instanceType(),
                resource.os(),
                state,
                resource.subAccount(),
                resource.tags(),
                attributes);
    }

    private BigDecimal price(String item) {
        return prices.of(Provider.AWS, region, item, "");
    }

    private String arn(String service, String rest) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, account.subAccountId(), rest);
    }

    private String id(String prefixOfId, String name) {
        return prefixOfId + '0' + random.of(prefixOfId).hex(16, name.hashCode());
    }

    /** The same for equal usage in a region, whatever the account, as in real price lists. */
    private String sku(String usage) {
        return new CounterRandom(7).of(region + usage).word(CAPITALS, 16, 0);
    }
}
