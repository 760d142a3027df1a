package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The indexes and files of the bulk API as AWS lays them out, with a few rows of each kind. */
class AwsBulkPricesIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            2, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final String ROOT = "/offers/v1.0/aws/";
    private static final String HEADER = "SKU,TermType,PriceDescription,EffectiveDate,StartingRange,EndingRange,Unit,"
            + "PricePerUnit,Currency,Product Family,Location,Location Type,Instance Type,Tenancy,Operating System,"
            + "License Model,usageType,CapacityStatus,Pre Installed S/W,MarketOption,Volume API Name,Database Engine,"
            + "Deployment Option";

    @TempDir
    Path folder;

    private AwsStub aws;
    private Store store;

    @BeforeEach
    void start() {
        aws = new AwsStub();
        store = Store.open(folder.resolve("test.db").toString());
        json("index.json", """
                {"formatVersion":"v1.0","offers":{
                "AmazonEC2":{"offerCode":"AmazonEC2","currentRegionIndexUrl":"/offers/v1.0/aws/AmazonEC2/current/region_index.json"},
                "AmazonRDS":{"offerCode":"AmazonRDS","currentRegionIndexUrl":"/offers/v1.0/aws/AmazonRDS/current/region_index.json"}}}""");
        regionIndex("AmazonEC2", "20261029123456");
        regionIndex("AmazonRDS", "20261030123456");
        file("AmazonEC2/20261029123456", "e1", gzipped(EC2));
        file("AmazonRDS/20261030123456", "r1", gzipped(RDS));
    }

    @AfterEach
    void stop() {
        store.close();
        aws.close();
    }

    private void json(String path, String body) {
        aws.stub(get(urlPathEqualTo(ROOT + path)), aResponse().withBody(body));
    }

    private void regionIndex(String service, String version) {
        json(service + "/current/region_index.json", """
                {"formatVersion":"v1.0","publicationDate":"2026-10-30T12:34:56Z","regions":{"eu-west-1":{
                "regionCode":"eu-west-1","currentVersionUrl":"/offers/v1.0/aws/%s/%s/eu-west-1/index.json"}}}""".formatted(service, version));
    }

    private void file(String version, String tag, byte[] content) {
        aws.stub(
                get(urlPathEqualTo(ROOT + version + "/eu-west-1/index.csv")),
                aResponse()
                        .withHeader("ETag", "\"" + tag + "\"")
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(content));
    }

    /** Cells of a price: those of the header from Unit on that the row states. */
    private static String row(String term, String unit, String price, String family, String... cells) {
        List<String> named = List.of(cells);
        return Arrays.stream(HEADER.split(",", -1))
                .map(column -> switch (column) {
                    case "SKU" -> "HB5V2X8TXQUTDZBV";
                    case "TermType" -> term;
                    case "PriceDescription" -> "$%s per hour, \"\"or partial\"\"".formatted(price);
                    case "EffectiveDate" -> "2026-10-01";
                    case "StartingRange" -> "0";
                    case "Unit" -> unit;
                    case "PricePerUnit" -> price;
                    case "Currency" -> "USD";
                    case "Product Family" -> family;
                    case "Location" -> "EU (Ireland)";
                    default -> value(named, column);
                })
                .map(cell -> '"' + cell + '"')
                .collect(Collectors.joining(","));
    }

    private static String value(List<String> named, String column) {
        int at = named.indexOf(column);
        return at < 0 ? column.equals("Location Type") ? "AWS Region" : "" : named.get(at + 1);
    }

    private static String machine(String price, String os, String... others) {
        List<String> cells = new java.util.ArrayList<>(List.of(others));
        cells.addAll(List.of(
                "Instance Type", "m5.large",
                "Operating System", os,
                "Tenancy", "Shared",
                "License Model", "No License required",
                "CapacityStatus", "Used",
                "Pre Installed S/W", "NA",
                "MarketOption", "OnDemand",
                "usageType", "EU-BoxUsage:m5.large"));
        return row("OnDemand", "Hrs", price, "Compute Instance", cells.toArray(String[]::new));
    }

    private static String database(String price, String engine, String deployment, String usage) {
        return row(
                "OnDemand",
                "Hrs",
                price,
                "Database Instance",
                "Instance Type",
                "db.r6g.large",
                "Database Engine",
                engine,
                "Deployment Option",
                deployment,
                "License Model",
                "No license required",
                "usageType",
                usage);
    }

    private static String listed(String service, String... rows) {
        String preamble = """
                "FormatVersion","v1.0"
                "Disclaimer","This pricing list is for informational purposes only. All prices are subject to the terms, at http://aws.amazon.com."
                "Publication Date","2026-10-30T12:34:56Z"
                "Version","20261030123456"
                "OfferCode","%s"
                """.formatted(service);
        String header = Arrays.stream(HEADER.split(",", -1))
                .map(column -> '"' + column + '"')
                .collect(Collectors.joining(","));
        return preamble + header + "\n" + String.join("\n", rows) + "\n";
    }

    private static final String EC2 = listed(
            "AmazonEC2",
            machine("0.1070000000", "Linux"),
            machine("0.1990000000", "Windows"),
            machine("0.1070000000", "Windows", "License Model", "Bring your own license"),
            machine("0.5", "Windows", "Pre Installed S/W", "SQL Web"),
            machine("0.118", "Linux", "Tenancy", "Dedicated"),
            machine("0.107", "Linux", "CapacityStatus", "UnusedCapacityReservation"),
            machine("0.09", "Linux", "MarketOption", "CapacityBlock"),
            machine("0.14", "Linux", "Location Type", "AWS Local Zone"),
            machine("0.0000000000", "Linux"),
            row("Reserved", "Quantity", "543", "Compute Instance", "Instance Type", "m5.large"),
            row("OnDemand", "GB-Mo", "0.0880000000", "Storage", "Volume API Name", "gp3"),
            row("OnDemand", "GB", "0.02", "Data Transfer"));

    private static final String RDS = listed(
            "AmazonRDS",
            database("0.2470000000", "PostgreSQL", "Single-AZ", "EU-InstanceUsage:db.r6g.large"),
            database("0.4940000000", "PostgreSQL", "Multi-AZ", "EU-Multi-AZUsage:db.r6g.large"),
            database("0.6", "PostgreSQL", "Multi-AZ (readable standbys)", "EU-Multi-AZClusterUsage:db.r6g.large"),
            database("0.2870000000", "Aurora MySQL", "Single-AZ", "EU-InstanceUsage:db.r6g.large"),
            database("0.373", "Aurora MySQL", "Single-AZ", "EU-InstanceUsageIOOptimized:db.r6g.large"),
            database("0.9", "Oracle", "Single-AZ", "EU-InstanceUsage:db.r6g.large"));

    private static byte[] gzipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private PullReport pull(Instant asOf) {
        LiveSource.Aws source = new LiveSource.Aws(
                "prod", List.of("eu-west-1"), List.of(), "", aws.url(), 60, List.of(), LiveSource.Aws.Prices.BULK);
        return new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), SHORT, pause -> {}, "team", line -> {})
                .pull(List.of(source), asOf);
    }

    private int downloads() {
        return aws.server()
                .findAll(getRequestedFor(urlPathMatching(".*\\.csv")))
                .size();
    }

    @Test
    void takesTheOnDemandPricesOfMachinesDisksAndDatabases() {
        assertThat(pull(AS_OF).gaps()).isEmpty();

        assertThat(new PriceStore(store).rows())
                .extracting(
                        row -> row.item(),
                        row -> row.os(),
                        row -> row.price().money().toDecimalString(),
                        row -> row.price().unit().name())
                .containsExactlyInAnyOrder(
                        tuple("m5.large", "linux", "0.107", "Hours"),
                        tuple("m5.large", "windows", "0.199", "Hours"),
                        tuple("ebs_gp3", "", "0.088", "GB-Months"),
                        tuple("db.r6g.large", "postgresql", "0.247", "Hours"),
                        tuple("db.r6g.large", "postgresql multi-az", "0.494", "Hours"),
                        tuple("db.r6g.large", "aurora-mysql", "0.287", "Hours"));
        // The Query API is not asked, and nothing is signed.
        assertThat(aws.server().findAll(getRequestedFor(urlPathMatching("/offers/.*"))))
                .hasSize(6)
                .noneMatch(request -> request.containsHeader("Authorization"));
    }

    @Test
    void readsAVersionOnceAndTheNextOneWhenItAppears() {
        pull(AS_OF);
        assertThat(downloads()).isEqualTo(2);
        pull(AS_OF.plus(Duration.ofDays(6)));
        pull(AS_OF.plus(Duration.ofDays(8)));
        assertThat(downloads()).isEqualTo(2);

        regionIndex("AmazonEC2", "20261110123456");
        file("AmazonEC2/20261110123456", "e2", gzipped(listed("AmazonEC2", machine("0.100", "Linux"))));
        pull(AS_OF.plus(Duration.ofDays(16)));
        assertThat(downloads()).isEqualTo(3);
        assertThat(new PriceStore(store).rows())
                .filteredOn(row -> row.item().equals("m5.large"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.price().money().toDecimalString()).isEqualTo("0.1"));
    }

    @Test
    void asksByItsEntityTagForAFileWhosePathNamesNoVersion() {
        regionIndex("AmazonEC2", "current");
        file("AmazonEC2/current", "e1", gzipped(EC2));
        pull(AS_OF);
        aws.stub(
                get(urlPathEqualTo(ROOT + "AmazonEC2/current/eu-west-1/index.csv"))
                        .withHeader("If-None-Match", equalTo("\"e1\""))
                        .atPriority(1),
                aResponse().withStatus(304));
        assertThat(pull(AS_OF.plus(Duration.ofDays(8))).gaps()).isEmpty();

        assertThat(downloads()).isEqualTo(3);
        assertThat(new PriceStore(store).rows()).hasSize(6);
    }

    @Test
    void leavesAGapAndTheEarlierPricesWhenAFileIsCutOff() {
        pull(AS_OF);
        regionIndex("AmazonEC2", "20261110123456");
        byte[] whole = gzipped(EC2);
        file("AmazonEC2/20261110123456", "e2", Arrays.copyOf(whole, whole.length - 60));

        assertThat(pull(AS_OF.plus(Duration.ofDays(8))).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.dataset()).isEqualTo("prices");
            assertThat(gap.reason()).contains("20261110123456/eu-west-1/index.csv");
        });
        assertThat(new PriceStore(store).rows()).hasSize(6);
    }

    @Test
    void followsNoLinkToAnotherHost() {
        json("AmazonEC2/current/region_index.json", """
                {"regions":{"eu-west-1":{"currentVersionUrl":"//other.example/offers/index.json"}}}""");

        assertThat(pull(AS_OF).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("no path for AmazonEC2"));
    }
}
