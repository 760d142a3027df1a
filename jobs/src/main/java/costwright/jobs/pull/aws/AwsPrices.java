package costwright.jobs.pull.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.catalogue.BundledCatalogue;
import costwright.schema.money.Money;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceRow;
import costwright.schema.quantity.Unit;
import costwright.schema.resource.Provider;
import costwright.schema.time.ChargePeriod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsResponse;

/**
 * On-demand prices of machines and disks by the Price List Query API, or of databases too by the files of the bulk API, and what each type of machine offers; asked at most
 * once a week for each region, because list prices change rarely and the bundled ones fill the gaps.
 */
final class AwsPrices {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERY = "AWS Price List Query API";
    private static final String BULK = "AWS Price List bulk file";
    private static final Duration FRESH = Duration.ofDays(7);
    private static final Map<String, String> OPERATING_SYSTEMS = Map.of("Linux", "linux", "Windows", "windows");

    private final PullContext context;
    private final PricingClient client;
    private final Lane lane;

    AwsPrices(PullContext context, PricingClient client, Lane lane) {
        this.context = context;
        this.client = client;
        this.lane = lane;
    }

    /** A price in the form in which pages are kept; {@code item} is an instance type or {@code ebs_gp3}. */
    record PriceLine(String item, String os, String amount, String currency, String unit, String day) {}

    /** The prices of machines, disks and databases by the file of the region. */
    PullTask bulk(Region region, Ec2Client ec2, Lane ec2Lane, BulkPriceList files) {
        return PullTask.of(region.id(), "prices", () -> {
            ChargePeriod always = new ChargePeriod(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1)));
            if (!context.windows().isDue(region.id(), "bulk prices", always, FRESH)) {
                return Outcome.CACHED;
            }
            BulkPriceList.Content machines = files.read("AmazonEC2", region.id());
            if (machines.lines().isPresent()) {
                List<InstanceType> types = types(ec2, ec2Lane);
                context.sink().prices("price list of " + region.id(), rows(region, machines, BULK), types);
                files.note(machines);
            }
            BulkPriceList.Content databases = files.read("AmazonRDS", region.id());
            if (databases.lines().isPresent()) {
                context.sink()
                        .prices("database price list of " + region.id(), rows(region, databases, BULK), List.of());
                files.note(databases);
            }
            context.windows().note(region.id(), "bulk prices", always, false);
            boolean news = machines.lines().isPresent() || databases.lines().isPresent();
            return news ? Outcome.READ : Outcome.CACHED;
        });
    }

    private List<PriceRow> rows(Region region, BulkPriceList.Content content, String source) {
        return content.lines().orElse(List.of()).stream()
                .map(line -> row(region, line, source))
                .toList();
    }

    PullTask task(Region region, Ec2Client ec2, Lane ec2Lane) {
        return PullTask.of(region.id(), "prices", () -> {
            Instant day = context.asOf().truncatedTo(ChronoUnit.DAYS);
            ChargePeriod always = new ChargePeriod(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1)));
            if (!context.windows().isDue(region.id(), "prices", always, FRESH)) {
                return Outcome.CACHED;
            }
            List<PriceLine> lines = new ArrayList<>();
            List<Pages.Reading<PriceLine>> readings = new ArrayList<>();
            for (String os : List.of("Linux", "Windows")) {
                readings.add(read(region, day, os, machines(region, os)));
            }
            readings.add(read(region, day, "disks", disks(region)));
            readings.forEach(reading -> lines.addAll(reading.rows()));
            List<PriceRow> rows =
                    lines.stream().map(line -> row(region, line, QUERY)).toList();
            context.sink().prices("price list of " + region.id(), rows, types(ec2, ec2Lane));
            context.windows().note(region.id(), "prices", always, false);
            readings.forEach(Pages.Reading::close);
            return Outcome.READ;
        });
    }

    private Pages.Reading<PriceLine> read(Region region, Instant day, String what, List<Filter> filters) {
        return context.pages().read("%s prices of %s %s".formatted(region.id(), what, day), PriceLine.class, token -> {
            GetProductsResponse answer = lane.call(
                    "pricing:GetProducts",
                    () -> client.getProducts(request -> request.serviceCode("AmazonEC2")
                            .formatVersion("aws_v1")
                            .filters(filters)
                            .maxResults(100)
                            .nextToken(token)));
            return Pages.Page.of(
                    answer.priceList().stream()
                            .flatMap(text -> line(text).stream())
                            .toList(),
                    answer.nextToken());
        });
    }

    private static List<Filter> machines(Region region, String os) {
        return List.of(
                equal("regionCode", region.id()),
                equal("operatingSystem", os),
                equal("tenancy", "Shared"),
                equal("preInstalledSw", "NA"),
                equal("capacitystatus", "Used"),
                // Windows is also sold without its licence.
                equal("licenseModel", "No License required"));
    }

    private static List<Filter> disks(Region region) {
        return List.of(equal("regionCode", region.id()), equal("productFamily", "Storage"));
    }

    private static Filter equal(String field, String value) {
        return Filter.builder()
                .type(FilterType.TERM_MATCH)
                .field(field)
                .value(value)
                .build();
    }

    /** The on-demand price of one product; empty for products that no check asks for. */
    static Optional<PriceLine> line(String product) {
        try {
            JsonNode root = JSON.readTree(product);
            JsonNode attributes = root.path("product").path("attributes");
            String type = attributes.path("instanceType").asText("");
            String volume = attributes.path("volumeApiName").asText("");
            String item = type.isEmpty() && !volume.isEmpty() ? "ebs_" + volume : type;
            if (item.isEmpty()) {
                return Optional.empty();
            }
            String os = OPERATING_SYSTEMS.getOrDefault(
                    attributes.path("operatingSystem").asText(""), "");
            for (JsonNode term : root.path("terms").path("OnDemand")) {
                for (JsonNode dimension : term.path("priceDimensions")) {
                    JsonNode dollars = dimension.path("pricePerUnit").path("USD");
                    // Further tiers of a graduated price do not hold for the first unit.
                    if (dollars.isTextual()
                            && "0".equals(dimension.path("beginRange").asText("0"))) {
                        return Optional.of(new PriceLine(
                                item,
                                os,
                                dollars.asText(),
                                "USD",
                                dimension.path("unit").asText(),
                                term.path("effectiveDate").asText().substring(0, 10)));
                    }
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new CallFailure(CallFailure.Why.MALFORMED, "A product of the price list is no JSON.", null, e);
        }
    }

    private PriceRow row(Region region, PriceLine line, String source) {
        return new PriceRow(
                Provider.AWS,
                region.id(),
                line.item(),
                line.os(),
                new UnitPrice(Money.of(line.amount(), line.currency()), unit(line.unit())),
                source,
                context.asOf().atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private static Unit unit(String word) {
        return "GB-Mo".equals(word) ? Unit.GB_MONTHS : Unit.HOURS;
    }

    private List<InstanceType> types(Ec2Client ec2, Lane ec2Lane) {
        List<InstanceType> types = new ArrayList<>();
        Map<String, BigDecimal> baselines = baselines();
        String token = null;
        do {
            String from = token;
            DescribeInstanceTypesResponse answer = ec2Lane.call(
                    "ec2:DescribeInstanceTypes",
                    () -> ec2.describeInstanceTypes(
                            request -> request.maxResults(100).nextToken(from)));
            answer.instanceTypes().forEach(type -> type(type, baselines).ifPresent(types::add));
            token = answer.nextToken();
        } while (token != null && !token.isBlank());
        return types;
    }

    /** The API says which types have credits but not their baseline: that is bundled. */
    private static Map<String, BigDecimal> baselines() {
        Map<String, BigDecimal> baselines = new TreeMap<>();
        for (InstanceType type : BundledCatalogue.load(Set.of()).types()) {
            type.burstableBaseline()
                    .filter(baseline -> type.provider() == Provider.AWS)
                    .ifPresent(baseline -> baselines.put(type.name(), baseline));
        }
        return baselines;
    }

    /** Empty for a type with credits whose baseline nobody knows: without it the type would look bigger than it is. */
    static Optional<InstanceType> type(InstanceTypeInfo info, Map<String, BigDecimal> baselines) {
        String name = info.instanceTypeAsString();
        if (Boolean.TRUE.equals(info.burstablePerformanceSupported()) && !baselines.containsKey(name)) {
            return Optional.empty();
        }
        var disk = info.ebsInfo() == null ? null : info.ebsInfo().ebsOptimizedInfo();
        BigDecimal network =
                info.networkInfo() == null || info.networkInfo().networkCards().isEmpty()
                        ? null
                        : megabits(info.networkInfo().networkCards().get(0).baselineBandwidthInGbps());
        return Optional.of(new InstanceType(
                Provider.AWS,
                name,
                name.substring(0, Math.max(0, name.indexOf('.'))),
                info.processorInfo() == null
                        ? "x86_64"
                        : info.processorInfo().supportedArchitecturesAsStrings().stream()
                                .filter(arch -> !arch.startsWith("i386"))
                                .findFirst()
                                .orElse("x86_64"),
                BigDecimal.valueOf(info.vCpuInfo().defaultVCpus()),
                BigDecimal.valueOf(info.memoryInfo().sizeInMiB()),
                baselines.get(name),
                network,
                disk == null || disk.baselineIops() == null ? null : BigDecimal.valueOf(disk.baselineIops()),
                disk == null || disk.baselineThroughputInMBps() == null
                        ? null
                        : new BigDecimal(disk.baselineThroughputInMBps().toString()),
                Boolean.TRUE.equals(info.currentGeneration())));
    }

    private static @Nullable BigDecimal megabits(@Nullable Double gigabits) {
        return gigabits == null ? null : new BigDecimal(gigabits.toString()).movePointRight(3);
    }
}
