package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import costwright.jobs.JobOutcome;
import costwright.jobs.StepWatch;
import costwright.jobs.Weekly;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.publish.ReportSettings;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.Store;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderCost;
import costwright.schema.pull.Gap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pull of Azure does when Azure does not do as it should. */
class AzureMannersIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final String DEAD = "/subscriptions/d3ad";
    private static final String QUERY = ".*/Microsoft.CostManagement/query";
    private static final String GRAPH = ".*/Microsoft.ResourceGraph/resources";

    @TempDir
    Path folder;

    private AzureStub azure;
    private Store store;
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        azure = new AzureStub(0);
        store = Store.open(folder.resolve("test.db").toString());
    }

    @AfterEach
    void stop() {
        store.close();
        azure.close();
    }

    private static LiveSource.Azure source(AzureStub azure, String... scopes) {
        return new LiveSource.Azure("corp", List.of(scopes), azure.url(), 60, List.of());
    }

    private PullReport pull(String... scopes) {
        return new LivePull(store, Clock.fixed(AS_OF, ZoneOffset.UTC), SHORT, pauses::add, "team", line -> {})
                .pull(List.of(source(azure, scopes)), AS_OF);
    }

    private JobOutcome weekly() {
        Clock clock = Clock.fixed(AS_OF, ZoneOffset.UTC);
        PullOnce once =
                new PullOnce(List.<LiveSource>of(source(azure, AzureStub.SCOPE, DEAD)), clock, SHORT, pauses::add);
        return new Weekly(
                        store,
                        clock,
                        List.of(once),
                        ThresholdsInForce.defaults(),
                        new ReportSettings("team", Map.of(), "test"),
                        folder.resolve("reports"))
                .run(AS_OF, StepWatch.NONE);
    }

    private void estate() {
        azure.answer("POST", GRAPH, 4, machines(0, 2, null));
        azure.costDetails(
                "ActualCost",
                "2026-10-01",
                RemoteBillsIT.focus("2026-10", "1.25", "2").getBytes(StandardCharsets.UTF_8));
    }

    private static String machines(int from, int to, String next) {
        StringBuilder data = new StringBuilder();
        for (int i = from; i < to; i++) {
            data.append(i == from ? "" : ",").append("""
                    {"id":"/subscriptions/5ub/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm%05d",
                    "type":"microsoft.compute/virtualmachines","location":"francecentral","subscriptionId":"5ub",
                    "properties":{"hardwareProfile":{"vmSize":"Standard_D2s_v4"},"storageProfile":{"osDisk":{"osType":"Linux"}},
                    "extended":{"instanceView":{"powerState":{"code":"PowerState/running"}}}}}""".formatted(i));
        }
        return "{\"data\":[%s]%s}".formatted(data, next == null ? "" : ",\"$skipToken\":\"" + next + "\"");
    }

    @Test
    void readsTheRestAndNamesTheGapsWhenOneScopeThrottlesForEver() throws IOException {
        estate();
        azure.server()
                .stubFor(post(urlPathMatching(DEAD + QUERY))
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withStatus(429)
                                .withHeader("Retry-After", "1")
                                .withHeader("x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after", "11")
                                .withHeader("x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after", "31")
                                .withBody("{\"error\":{\"code\":\"429\",\"message\":\"Too many requests\"}}")));
        JobOutcome outcome = weekly();

        assertThat(outcome.gaps().stream().filter(gap -> gap.startsWith("corp:")))
                .hasSize(4)
                .allSatisfy(gap -> assertThat(gap).contains("cost by", DEAD, "429"));
        assertThat(Files.readString(Path.of(outcome.result())))
                .contains("cost by ActualCost", DEAD, "Too many requests");
        assertThat(new InventoryStore(store).resources()).hasSize(2);
        // The longest wait counts, and only for the scope that asked for it.
        assertThat(pauses).contains(Duration.ofSeconds(31)).doesNotContain(Duration.ofSeconds(11));
        assertThat(azure.server().findAll(postRequestedFor(urlPathMatching(AzureStub.SCOPE + QUERY))))
                .hasSize(4);
    }

    @Test
    void readsTheRestWhenOneSubscriptionIsDead() throws IOException {
        estate();
        azure.server()
                .stubFor(any(urlPathMatching(DEAD + "/.*"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(503).withBody("{\"error\":{\"code\":\"Unavailable\"}}")));
        azure.server()
                .stubFor(post(urlPathMatching(GRAPH))
                        .atPriority(1)
                        .withRequestBody(containing("d3ad"))
                        .willReturn(aResponse().withStatus(503)));
        JobOutcome outcome = weekly();

        assertThat(outcome.gaps().stream().filter(gap -> gap.startsWith("corp:")))
                .hasSize(14)
                .allSatisfy(gap -> assertThat(gap).contains(DEAD));
        assertThat(Files.readString(Path.of(outcome.result()))).contains("inventory of " + DEAD + " could not be read");
        assertThat(new InventoryStore(store).resources()).hasSize(2);
    }

    @Test
    void repeatsAnAnswerThatIsCutOffOrNoJsonAndThenLeavesAGap() {
        azure.server()
                .stubFor(post(urlPathMatching(QUERY))
                        .atPriority(1)
                        .willReturn(AzureStub.json("{\"properties\":{\"columns\":[{\"na")));
        azure.server()
                .stubFor(get(urlPathMatching(".*/benefitRecommendations"))
                        .atPriority(1)
                        .willReturn(AzureStub.json("<html>proxy</html>")));
        azure.server()
                .stubFor(get(urlPathMatching(".*/Microsoft.Consumption/budgets"))
                        .atPriority(1)
                        .willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));

        assertThat(pull(AzureStub.SCOPE).gaps())
                .extracting(Gap::dataset)
                .contains(
                        "benefit recommendations P1Y",
                        "budgets",
                        "cost by ActualCost:SubscriptionId,ServiceName",
                        "cost by AmortizedCost:ResourceGroupName,team")
                .doesNotContain("inventory", "reservations");
    }

    @Test
    void saysThatCredentialsAreRefusedWhenTheClockIsOff() {
        azure.server()
                .stubFor(
                        any(anyUrl())
                                .atPriority(1)
                                .willReturn(
                                        aResponse()
                                                .withStatus(401)
                                                .withBody(
                                                        "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"The token is not yet valid.\"}}")));
        PullReport report = pull(AzureStub.SCOPE);

        assertThat(report.isFruitless()).isTrue();
        assertThat(report.gaps()).allSatisfy(gap -> {
            assertThat(gap.reason()).contains("401", "The token is not yet valid");
            assertThat(gap.advice()).isEqualTo("Renew the credentials of the default chain.");
        });
    }

    @Test
    void readsTenThousandMachinesByPages() {
        for (int page = 0; page < 10; page++) {
            var request = post(urlPathMatching(GRAPH)).atPriority(page == 0 ? 3 : 2);
            if (page > 0) {
                request = request.withRequestBody(matchingJsonPath("$.options['$skipToken']", equalTo("p" + page)));
            }
            azure.server()
                    .stubFor(request.willReturn(AzureStub.json(
                            machines(page * 1000, page * 1000 + 1000, page < 9 ? "p" + (page + 1) : null))));
        }

        assertThat(pull(AzureStub.SCOPE).gaps()).isEmpty();
        assertThat(new InventoryStore(store).resources()).hasSize(10_000);
        // 20 machines a question.
        assertThat(azure.server().findAll(postRequestedFor(urlPathMatching(".*/metrics:getBatch"))))
                .hasSize(500);
    }

    @Test
    void goesOnWithThePageAtWhichAPullWasKilledAndAsksNothingTwiceADay() throws Exception {
        String amount = "12.3456789012345678901234567";
        for (int page = 0; page < 4; page++) {
            String link = page < 3
                    ? "\"https://management.azure.com%s/providers/Microsoft.CostManagement/query?api-version=2021-10-01&$skiptoken=p%d\""
                            .formatted(AzureStub.SCOPE, page + 1)
                    : "null";
            var request = post(urlPathEqualTo(AzureStub.SCOPE + "/providers/Microsoft.CostManagement/query"))
                    .withRequestBody(containing("ServiceName"))
                    .withRequestBody(containing("ActualCost"))
                    .atPriority(page == 0 ? 3 : 2);
            if (page > 0) {
                request = request.withQueryParam("$skiptoken", equalTo("p" + page));
            }
            azure.server()
                    .stubFor(request.willReturn(
                            AzureStub.json(AzureStub.page(link, AzureStub.row(amount, "2026-10", "Service " + page)))));
        }
        CountDownLatch third = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        azure.beforeAnswering(request -> {
            if (request.getUrl().contains("skiptoken=p2")) {
                third.countDown();
                await(release);
            }
        });
        Path database = folder.resolve("child.db");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AzurePullChild.class.getName(),
                        azure.url(),
                        database.toString(),
                        AS_OF.toString())
                .inheritIO()
                .start();
        assertThat(third.await(120, TimeUnit.SECONDS)).isTrue();
        child.destroyForcibly().waitFor();
        release.countDown();
        azure.beforeAnswering(request -> {});
        azure.server().resetRequests();

        store.close();
        store = Store.open(database.toString());
        assertThat(pull(AzureStub.SCOPE).gaps()).isEmpty();
        assertThat(new ProviderStore(store).costs("ActualCost:SubscriptionId,ServiceName"))
                .extracting(ProviderCost::amount)
                .containsExactly(
                        Money.of(amount, "EUR"),
                        Money.of(amount, "EUR"),
                        Money.of(amount, "EUR"),
                        Money.of(amount, "EUR"));
        // The first two pages were kept: only the third and the fourth are asked for.
        assertThat(azure.server()
                        .findAll(postRequestedFor(urlPathMatching(QUERY))
                                .withRequestBody(containing("ServiceName"))
                                .withRequestBody(containing("ActualCost"))))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.getUrl()).containsPattern("skiptoken=p[23]"));

        azure.server().resetRequests();
        assertThat(pull(AzureStub.SCOPE).runs().get(0).chargedRequests()).isZero();
        assertThat(azure.server().findAll(postRequestedFor(urlPathMatching(QUERY))))
                .isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
