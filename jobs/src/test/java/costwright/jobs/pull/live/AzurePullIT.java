package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoredResource;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderCost;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzurePullIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private AzureStub stub;
    private WireMockServer azure;
    private Store store;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void start() {
        stub = new AzureStub(0);
        azure = stub.server();
        store = Store.open(folder.resolve("test.db").toString());
    }

    @AfterEach
    void stop() {
        store.close();
        stub.close();
    }

    private PullReport pull(Instant asOf) {
        return new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), SHORT, pauses::add, "team", line -> {})
                .pull(
                        List.of(new LiveSource.Azure("corp", List.of(AzureStub.SCOPE), azure.baseUrl(), 60, List.of())),
                        asOf);
    }

    @Test
    void readsASubscriptionWithNothingInItWithoutAGap() {
        assertThat(pull(AS_OF).gaps()).isEmpty();
    }

    @Test
    void followsTheNextLinkWithTheSamePostAndKeepsEveryDigit() {
        stub.answer(
                "POST",
                ".*/Microsoft.CostManagement/query",
                4,
                AzureStub.page(
                        "\"https://management.azure.com/subscriptions/5ub/providers/Microsoft.CostManagement/query?api-version=2021-10-01&$skiptoken=AQ\"",
                        AzureStub.row("12.3456789012345678", "2026-09", "Storage")));
        azure.stubFor(post(urlPathMatching(".*/Microsoft.CostManagement/query"))
                .withQueryParam("$skiptoken", equalTo("AQ"))
                .withRequestBody(matchingJsonPath("$.timePeriod.from"))
                .atPriority(1)
                .willReturn(AzureStub.json(AzureStub.rows(AzureStub.row("-1e-7", "2026-10", "Storage")))));
        assertThat(pull(AS_OF).gaps()).isEmpty();

        assertThat(new ProviderStore(store).costs("ActualCost:SubscriptionId,ServiceName"))
                .extracting(ProviderCost::amount)
                .containsExactly(Money.of("12.3456789012345678", "EUR"), Money.of("-0.0000001", "EUR"));
    }

    @Test
    void refusesAnAnswerForOtherDatesThanAsked() {
        stub.answer(
                "POST",
                ".*/Microsoft.CostManagement/query",
                4,
                AzureStub.rows(AzureStub.row("1", "2024-01", "Storage")));

        assertThat(pull(AS_OF).gaps())
                .isNotEmpty()
                .allSatisfy(gap -> assertThat(gap.reason()).contains("answered for 2024-01-01"));
    }

    @Test
    void waitsForTheLongestOfSeveralRetryHeaders() {
        azure.stubFor(post(urlPathMatching(".*/Microsoft.CostManagement/query"))
                .atPriority(1)
                .inScenario("throttle")
                .whenScenarioStateIs(com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED)
                .willSetStateTo("free")
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", "3")
                        .withHeader("x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after", "7")
                        .withHeader("x-ms-ratelimit-microsoft.costmanagement-entity-retry-after", "41")
                        .withHeader("x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after", "12")
                        .withBody("{\"error\":{\"code\":\"429\",\"message\":\"Too many requests\"}}")));

        assertThat(pull(AS_OF).gaps()).isEmpty();
        assertThat(pauses).contains(Duration.ofSeconds(41)).doesNotContain(Duration.ofSeconds(3));
    }

    @Test
    void asksForNothingThatIsClosedInASecondPullOfTheSameDay() {
        pull(AS_OF);
        azure.resetRequests();
        PullReport second = pull(AS_OF.plus(Duration.ofHours(2)));

        assertThat(second.runs().get(0).chargedRequests()).isZero();
        assertThat(azure.findAll(postRequestedFor(urlPathMatching(".*/Microsoft.CostManagement/query"))))
                .isEmpty();
    }

    @Test
    void readsInventoryMetricsAndPricesOfAMachine() {
        stub.answer("POST", ".*/Microsoft.ResourceGraph/resources", 4, """
                {"data":[{"id":"%s","type":"microsoft.compute/virtualmachines","location":"francecentral","subscriptionId":"5ub",
                "resourceGroup":"rg","tags":{"team":"web"},"properties":{"hardwareProfile":{"vmSize":"Standard_D2s_v4"},
                "storageProfile":{"osDisk":{"osType":"Linux","managedDisk":{"id":"/Subscriptions/5ub/d"}}},
                "timeCreated":"2026-01-02T03:04:05Z",
                "extended":{"instanceView":{"powerState":{"code":"PowerState/stopped"}}}}},
                {"id":"/subscriptions/5ub/resourceGroups/RG/providers/Microsoft.Compute/disks/d1","type":"microsoft.compute/disks",
                "location":"francecentral","subscriptionId":"5ub","managedBy":"","sku":{"name":"Premium_LRS"},
                "properties":{"diskSizeGB":128,"diskState":"Unattached"}}]}""".formatted(AzureStub.MACHINE));
        stub.answer("POST", "/subscriptions/5ub/metrics:getBatch", 4, """
                {"values":[{"interval":"PT5M","resourceid":"%s","value":[
                {"name":{"value":"Percentage CPU"},"timeseries":[{"metadatavalues":[],"data":[
                {"timeStamp":"2026-11-01T00:00:00Z","average":12.5,"maximum":50.0,"minimum":1.0,"total":25.0},
                {"timeStamp":"2026-11-01T00:05:00Z"}]}]},
                {"name":{"value":"Available Memory Percentage"},"timeseries":[{"data":[
                {"timeStamp":"2026-11-01T00:00:00Z","average":60.0,"minimum":25.0,"maximum":70.0}]}]},
                {"name":{"value":"Network In Total"},"timeseries":[{"data":[
                {"timeStamp":"2026-11-01T00:00:00Z","total":30000.0,"average":500.0}]}]}]}]}""".formatted(AzureStub.MACHINE));
        assertThat(pull(AS_OF).gaps()).isEmpty();

        List<Resource> resources = new InventoryStore(store)
                .resources().stream().map(StoredResource::resource).toList();
        Resource disk = resources.get(0);
        Resource machine = resources.get(1);
        assertThat(disk.state()).isEqualTo(ResourceState.UNATTACHED);
        assertThat(disk.attribute("size_gib")).contains("128");
        assertThat(machine.instanceType()).isEqualTo("Standard_D2s_v4");
        assertThat(machine.state()).isEqualTo(ResourceState.STOPPED_ALLOCATED);
        ResourceId id = new ResourceId(AzureStub.MACHINE);
        UtilizationStore utilization = new UtilizationStore(store);
        Lookback window = Lookback.ofDays(14, AS_OF);
        Series cpu = utilization.series(id, Metric.CPU_PERCENT, window).orElseThrow();
        assertThat(cpu.average()).containsExactly(12.5);
        assertThat(cpu.maximum()).containsExactly(50.0);
        Series memory = utilization.series(id, Metric.MEMORY_PERCENT, window).orElseThrow();
        assertThat(memory.average()).containsExactly(40.0);
        assertThat(memory.maximum()).containsExactly(75.0);
        assertThat(utilization
                        .series(id, Metric.NETWORK_IN_BYTES_PER_SECOND, window)
                        .orElseThrow()
                        .average())
                .containsExactly(100.0);
        assertThat(azure.findAll(postRequestedFor(urlPathMatching(".*/metrics:getBatch"))
                        .withQueryParam("metricnamespace", equalTo("microsoft.compute/virtualmachines"))))
                .hasSize(1);
        assertThat(new PriceStore(store).rows())
                .isNotEmpty()
                .noneMatch(price -> price.item().isBlank());
    }

    @Test
    void keepsAdviceOfTheProvider() {
        stub.answer("GET", ".*/Microsoft.Advisor/recommendations", 4, AwsStub.resource("azure-advisor.json"));
        stub.answer("GET", ".*/benefitRecommendations", 4, AwsStub.resource("azure-benefit-recommendations.json"));
        assertThat(pull(AS_OF).gaps()).isEmpty();
        ProviderStore provider = new ProviderStore(store);

        // 817 a year.
        assertThat(provider.recommendations())
                .filteredOn(one -> one.id().equals("252cc6dd-adf0-c5eb-1cf8-a89e7c624655"))
                .singleElement()
                .satisfies(one -> assertThat(one.monthlySavings()).isEqualTo(Money.of("68.083333", "USD")));
        // 21.424 in 168 hours, times 730 / 168.
        assertThat(provider.recommendations())
                .filteredOn(one -> one.tool().startsWith("benefit-recommendations"))
                .first()
                .satisfies(one -> assertThat(one.monthlySavings()).isEqualTo(Money.of("93.092381", "USD")));
    }

    @Test
    void readsTheBytesOfBalancersAndGatewaysAndTheSessionsOfDatabases() {
        String group = "/subscriptions/5ub/resourceGroups/rg/providers/";
        String balancer = group + "Microsoft.Network/loadBalancers/lb";
        String gateway = group + "Microsoft.Network/natGateways/nat";
        String database = group + "Microsoft.Sql/servers/s/databases/db";
        stub.answer("POST", ".*/Microsoft.ResourceGraph/resources", 4, """
                {"data":[{"id":"%s","type":"microsoft.network/loadbalancers","location":"francecentral","subscriptionId":"5ub",
                "sku":{"name":"Standard"},"properties":{}},
                {"id":"%s","type":"microsoft.network/natgateways","location":"francecentral","subscriptionId":"5ub","properties":{}},
                {"id":"%s","type":"microsoft.sql/servers/databases","location":"francecentral","subscriptionId":"5ub",
                "sku":{"name":"GP_Gen5"},"properties":{"status":"Online"}}]}""".formatted(balancer, gateway, database));
        metric("microsoft.network/loadbalancers", balancer, "ByteCount", "\"total\":1500.0");
        metric("microsoft.network/natgateways", gateway, "ByteCount", "\"total\":3000.0");
        metric("microsoft.sql/servers/databases", database, "sessions_count", "\"average\":4.5,\"maximum\":9.0");
        assertThat(pull(AS_OF).gaps()).isEmpty();

        UtilizationStore utilization = new UtilizationStore(store);
        Lookback window = Lookback.ofDays(14, AS_OF);
        // 1,500 bytes in five minutes.
        assertThat(utilization
                        .series(new ResourceId(balancer), Metric.NETWORK_IN_BYTES_PER_SECOND, window)
                        .orElseThrow()
                        .average())
                .containsExactly(5.0);
        assertThat(utilization
                        .series(new ResourceId(gateway), Metric.NETWORK_IN_BYTES_PER_SECOND, window)
                        .orElseThrow()
                        .average())
                .containsExactly(10.0);
        Series sessions = utilization
                .series(new ResourceId(database), Metric.CONNECTIONS, window)
                .orElseThrow();
        assertThat(sessions.average()).containsExactly(4.5);
        assertThat(sessions.maximum()).containsExactly(9.0);
    }

    private void metric(String namespace, String resource, String name, String values) {
        azure.stubFor(post(urlPathMatching("/subscriptions/5ub/metrics:getBatch"))
                .withQueryParam("metricnamespace", equalTo(namespace))
                .withQueryParam("metricnames", containing(name))
                .atPriority(3)
                .willReturn(AzureStub.json("""
                        {"values":[{"interval":"PT5M","resourceid":"%s","value":[{"name":{"value":"%s"},"timeseries":[{"data":[
                        {"timeStamp":"2026-11-01T00:00:00Z",%s}]}]}]}]}""".formatted(resource, name, values))));
    }

    @Test
    void followsThePagesOfTheUseOfCommitmentsOnItsOwnHostAndKeepsReservations() {
        String account = "/providers/Microsoft.Billing/billingAccounts/42";
        String path = account + "/providers/Microsoft.CostManagement/benefitUtilizationSummaries";
        stub.answer("GET", path, 4, """
                {"value":[{"kind":"Reservation","properties":{"benefitId":"/r/1","usageDate":"2026-11-02T00:00:00Z",
                "avgUtilizationPercentage":61.123456789012345678}}],
                "nextLink":"https://elsewhere.example%s?api-version=2022-10-01&$skiptoken=two"}""".formatted(path));
        azure.stubFor(com.github.tomakehurst.wiremock.client.WireMock.get(urlPathMatching(path))
                .withQueryParam("$skiptoken", equalTo("two"))
                .atPriority(3)
                .willReturn(AzureStub.json("""
                        {"value":[{"kind":"SavingsPlan","properties":{"benefitId":"/s/1","usageDate":"2026-11-03T00:00:00Z",
                        "avgUtilizationPercentage":90}}]}""")));
        PullReport report = new LivePull(
                        store, Clock.fixed(AS_OF, ZoneOffset.UTC), SHORT, pauses::add, "team", line -> {})
                .pull(List.of(new LiveSource.Azure("corp", List.of(account), azure.baseUrl(), 60, List.of())), AS_OF);

        assertThat(report.gaps()).isEmpty();
        assertThat(azure.findAll(
                        com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(urlPathMatching(path))))
                .hasSize(2);
        assertThat(new ProviderStore(store).commitmentUse())
                .extracting(use -> use.kind() + " " + use.numerator().toPlainString())
                .containsExactlyInAnyOrder("reservation 61.123456789012345678", "savings_plan 90");
    }
}
