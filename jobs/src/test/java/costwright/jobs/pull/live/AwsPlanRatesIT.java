package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import costwright.jobs.analyze.DatasetLoader;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.file.BillingImport;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.store.PlanRateStore;
import costwright.jobs.store.Store;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.PlanRate;
import costwright.schema.pull.Gap;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rates of savings plans in the shape of the service's model, as a calculator of AWS quoted them for c5.xlarge in Tokyo. */
class AwsPlanRatesIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final String RATES = "/DescribeSavingsPlansOfferingRates";
    private static final Currency USD = Currency.getInstance("USD");

    @TempDir
    Path folder;

    private AwsStub aws;
    private Store store;

    @BeforeEach
    void start() {
        aws = new AwsStub();
        store = Store.open(folder.resolve("test.db").toString());
        aws.ec2("DescribeInstances", """
                <reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><instanceType>c5.xlarge</instanceType>
                <instanceState><code>16</code><name>running</name></instanceState></item></instancesSet></item>
                </reservationSet>""");
    }

    @AfterEach
    void stop() {
        store.close();
        aws.close();
    }

    private PullReport pull(Instant asOf) {
        return new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), SHORT, pause -> {}, "team", line -> {})
                .pull(
                        List.of(new LiveSource.Aws(
                                "prod", List.of("ap-northeast-1"), List.of(), "", aws.url(), 60, List.of())),
                        asOf);
    }

    private static String rate(
            String plan, String payment, String rate, String usage, String operation, String tenancy) {
        return """
                {"savingsPlanOffering":{"offeringId":"005305de-48ea-405e-bae3-8b764b913a8e","paymentOption":"%s",
                "planType":"%s","durationSeconds":31536000,"currency":"USD","planDescription":"1 year"},"rate":"%s",
                "unit":"Hrs","productType":"EC2","serviceCode":"AmazonEC2","usageType":"%s","operation":"%s",
                "properties":[{"name":"region","value":"ap-northeast-1"},{"name":"instanceType","value":"c5.xlarge"},
                {"name":"instanceFamily","value":"c5"},{"name":"tenancy","value":"%s"}]}""".formatted(payment, plan, rate, usage, operation, tenancy);
    }

    private void answer(String nextToken, String... rates) {
        aws.stub(
                post(urlPathEqualTo(RATES)).atPriority(2),
                aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"searchResults\":[%s],\"nextToken\":\"%s\"}"
                                .formatted(String.join(",", rates), nextToken)));
    }

    private static final String LINUX =
            rate("Compute", "No Upfront", "0.161", "APN1-BoxUsage:c5.xlarge", "RunInstances", "shared");
    private static final String WINDOWS =
            rate("EC2Instance", "All Upfront", "0.310", "APN1-BoxUsage:c5.xlarge", "RunInstances:0002", "shared");

    @Test
    void keepsTheRatesOfBothPlansAndAsksOnceAWeek() {
        answer(
                "",
                LINUX,
                WINDOWS,
                // Capacity that is reserved and idle, and another operation, are prices of no usage line.
                rate("Compute", "No Upfront", "0.2", "APN1-UnusedBox:c5.xlarge", "RunInstances", "shared"),
                rate("Compute", "No Upfront", "0.3", "APN1-BoxUsage:c5.xlarge", "RunInstances:0010", "shared"));
        assertThat(pull(AS_OF).gaps()).isEmpty();

        assertThat(new PlanRateStore(store).rates(Set.of("ap-northeast-1")))
                .containsExactlyInAnyOrder(
                        quoted(OfferKind.COMPUTE_SAVINGS_PLAN, "no_upfront", "linux", "0.161"),
                        quoted(OfferKind.EC2_INSTANCE_SAVINGS_PLAN, "all_upfront", "windows", "0.310"));
        assertThat(aws.server()
                        .findAll(postRequestedFor(urlPathEqualTo(RATES))
                                .withRequestBody(matchingJsonPath("$.filters[?(@.name == 'region')].values[0]"))
                                .withRequestBody(matchingJsonPath("$.filters[2].values[0]", equalTo("c5")))))
                .hasSize(1);

        assertThat(pull(AS_OF.plus(Duration.ofHours(167))).gaps()).isEmpty();
        assertThat(aws.server().findAll(postRequestedFor(urlPathEqualTo(RATES))))
                .hasSize(1);
        pull(AS_OF.plus(Duration.ofDays(7)));
        assertThat(aws.server().findAll(postRequestedFor(urlPathEqualTo(RATES))))
                .hasSize(2);
    }

    private static PlanRate quoted(OfferKind kind, String payment, String os, String rate) {
        return new PlanRate(
                kind,
                12,
                payment,
                USD,
                "ap-northeast-1",
                "c5.xlarge",
                os,
                "shared",
                new BigDecimal(rate),
                LocalDate.parse("2026-11-05"));
    }

    @Test
    void goesOnAtTheSecondPageWhenItFailed() {
        answer("two", LINUX);
        var second = post(urlPathEqualTo(RATES)).withRequestBody(matchingJsonPath("$.nextToken", equalTo("two")));
        aws.stub(second.atPriority(1), aResponse().withStatus(503));
        assertThat(pull(AS_OF).gaps()).extracting(Gap::dataset).containsExactly("savings plan rates");
        assertThat(new PlanRateStore(store).rates(Set.of("ap-northeast-1"))).isEmpty();

        aws.server().resetRequests();
        aws.stub(
                post(urlPathEqualTo(RATES))
                        .withRequestBody(matchingJsonPath("$.nextToken", equalTo("two")))
                        .atPriority(1),
                aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"searchResults\":[" + WINDOWS + "]}"));
        assertThat(pull(AS_OF).gaps()).isEmpty();
        assertThat(new PlanRateStore(store).rates(Set.of("ap-northeast-1"))).hasSize(2);
        assertThat(aws.server().findAll(postRequestedFor(urlPathEqualTo(RATES))))
                .hasSize(1);
    }

    @Test
    void leavesAGapForARateWithoutACurrency() {
        answer("", LINUX.replace("\"currency\":\"USD\",", ""));

        assertThat(pull(AS_OF).gaps())
                .singleElement()
                .satisfies(gap ->
                        assertThat(gap.reason()).contains("c5.xlarge", "names no plan, term, currency or price"));
    }

    @Test
    void pricesTheUsageOfTheBillByTheQuotedRateAndTheRestByTheBundledOnes() throws IOException {
        answer("", LINUX);
        pull(AS_OF);
        Files.writeString(folder.resolve("bill.csv"), """
                BilledCost,EffectiveCost,ListCost,ContractedCost,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,ServiceCategory,RegionId,ResourceId,SkuId,SkuMeter,ConsumedQuantity,ConsumedUnit,PricingCategory
                0.214,0.214,0.214,0.214,1,USD,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,2026-11-02T00:00:00Z,2026-11-02T01:00:00Z,Usage,AWS,Amazon Elastic Compute Cloud,Compute,ap-northeast-1,i-1,S1,APN1-BoxUsage:c5.xlarge,1,Hours,Standard
                0.124,0.124,0.124,0.124,1,USD,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,2026-11-02T00:00:00Z,2026-11-02T01:00:00Z,Usage,AWS,Amazon Elastic Compute Cloud,Compute,ap-northeast-1,i-2,S2,APN1-BoxUsage:m5.large,1,Hours,Standard
                """);
        new BillingImport(store, ImportOptions.standard(), stage -> {})
                .importFiles(List.of(folder.resolve("bill.csv")), AS_OF);

        List<Offer> offers = new DatasetLoader(store).load(AS_OF).offers();
        assertThat(offers)
                .filteredOn(offer -> offer.name().equals("compute-savings-plan 12m no-upfront"))
                .singleElement()
                .satisfies(offer -> assertThat(offer.rates())
                        .containsOnly(
                                entry("aws ap-northeast-1 c5.xlarge linux shared USD", new BigDecimal("0.161")),
                                // 0.124 on demand × the bundled share of m5, 0.7346.
                                entry("aws ap-northeast-1 m5.large linux shared USD", new BigDecimal("0.091090"))));
        // AWS was asked for the family and quoted no payment upfront under a Compute plan only.
        assertThat(offers)
                .filteredOn(offer -> offer.name().startsWith("ec2-instance-savings-plan 12m no-upfront"))
                .extracting(Offer::name)
                .containsExactlyInAnyOrder(
                        "ec2-instance-savings-plan 12m no-upfront c5 ap-northeast-1",
                        "ec2-instance-savings-plan 12m no-upfront m5 ap-northeast-1");
    }
}
