package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.LiveSlice;
import costwright.jobs.store.Store;
import costwright.schema.pull.Gap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bills by cost details reports, where no export writes them. */
class AzureBillsIT {
    private static final Instant AS_OF = Instant.parse("2023-09-25T06:00:00Z");
    private static final String MONTH = "2023-09-01";
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final String ORDERS =
            AzureStub.SCOPE + "/providers/Microsoft.CostManagement/generateCostDetailsReport";

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

    private PullReport pull(Instant asOf) {
        return new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), SHORT, pauses::add, "team", line -> {})
                .pull(
                        List.of(new LiveSource.Azure("corp", List.of(AzureStub.SCOPE), azure.url(), 60, List.of())),
                        asOf);
    }

    private static byte[] bill(String name) throws IOException {
        try (InputStream in = AzureBillsIT.class.getResourceAsStream("/costwright/jobs/billing/" + name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] lines(byte[] bill, int from, int to) {
        List<String> all = new String(bill, StandardCharsets.UTF_8).lines().toList();
        return (all.get(0) + "\r\n" + String.join("\r\n", all.subList(from, to)) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<LiveSlice> slices() {
        return new BillingStore(store).slices();
    }

    @Test
    void importsBothViewsOfAMonthFromSeveralBlobsAndWaitsAsLongAsAzureSays() throws IOException {
        byte[] amortized = bill("EA_AmortizedCost_Small.csv");
        azure.costDetails("ActualCost", MONTH, bill("EA_ActualCost_Small.csv"));
        azure.costDetails("AmortizedCost", MONTH, lines(amortized, 1, 11), lines(amortized, 11, 29));

        assertThat(pull(AS_OF).gaps()).isEmpty();
        assertThat(pauses).contains(Duration.ofSeconds(17), Duration.ofSeconds(23));
        assertThat(slices()).isNotEmpty().allSatisfy(slice -> {
            assertThat(slice.costView()).isEqualTo("both");
            assertThat(slice.key().period()).hasToString("2023-09");
        });
        assertThat(slices().stream().mapToLong(LiveSlice::charges).sum()).isEqualTo(29);
    }

    @Test
    void ordersNoReportTwiceADayAndChangesNothingByTheSameReport() throws IOException {
        azure.costDetails("ActualCost", MONTH, bill("EA_ActualCost_Small.csv"));
        pull(AS_OF);
        List<LiveSlice> before = slices();
        azure.server().resetRequests();
        pull(AS_OF.plus(Duration.ofHours(10)));
        assertThat(azure.server().findAll(postRequestedFor(urlPathEqualTo(ORDERS))))
                .isEmpty();

        assertThat(pull(AS_OF.plus(Duration.ofHours(21))).gaps()).isEmpty();
        assertThat(azure.server().findAll(postRequestedFor(urlPathEqualTo(ORDERS))))
                .isNotEmpty();
        assertThat(slices()).isEqualTo(before);
    }

    @Test
    void leavesNoGapForMonthsWithoutCharges() {
        assertThat(pull(AS_OF).gaps()).isEmpty();
        assertThat(slices()).isEmpty();
    }

    @Test
    void ordersAReportAgainWhenItsLinksHaveRunOut() throws IOException {
        byte[] content = bill("EA_ActualCost_Small.csv");
        azure.costDetails("ActualCost", MONTH, content);
        azure.server()
                .stubFor(get(urlPathMatching("/armreports/.*"))
                        .atPriority(1)
                        .inScenario("expired")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("fresh")
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withHeader("x-ms-error-code", "AuthenticationFailed")
                                .withBody("<Error><Code>AuthenticationFailed</Code></Error>")));

        assertThat(pull(AS_OF).gaps()).isEmpty();
        assertThat(slices()).isNotEmpty();
    }

    @Test
    void saysThatALinkDoesNotOpenWithoutTellingIt() throws IOException {
        azure.costDetails("ActualCost", MONTH, bill("EA_ActualCost_Small.csv"));
        azure.server()
                .stubFor(get(urlPathMatching("/armreports/.*"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(403).withHeader("x-ms-error-code", "AuthenticationFailed")));

        assertThat(pull(AS_OF).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.dataset()).isEqualTo("cost details of 2023-09");
            assertThat(gap.reason()).contains("AuthenticationFailed").doesNotContain("s3cret");
        });
        assertThat(azure.server().findAll(getRequestedFor(urlPathMatching("/armreports/.*"))))
                .hasSize(2);
    }

    @Test
    void leavesAGapWhenABlobIsCutOff() throws IOException {
        byte[] content = bill("EA_ActualCost_Small.csv");
        azure.costDetails("ActualCost", MONTH, content);
        azure.server()
                .stubFor(get(urlPathMatching("/armreports/.*"))
                        .atPriority(1)
                        .willReturn(aResponse().withBody(lines(content, 1, 5))));

        assertThat(pull(AS_OF).gaps())
                .singleElement()
                .extracting(Gap::reason)
                .asString()
                .contains("of %d bytes".formatted(content.length));
        assertThat(slices()).isEmpty();
    }

    @Test
    void namesTheReasonOfAReportThatFailed() {
        azure.costDetails("ActualCost", MONTH, new byte[] {1});
        azure.server()
                .stubFor(get(urlPathMatching(".*/costDetailsOperationResults/.*"))
                        .atPriority(1)
                        .willReturn(AzureStub.json("""
                                {"id":"x","name":"x","status":"Failed","error":{"code":"DateRangeTooLong",
                                "message":"The time range is longer than a month."}}""")));

        assertThat(pull(AS_OF).gaps())
                .singleElement()
                .extracting(Gap::reason)
                .asString()
                .contains("DateRangeTooLong", "longer than a month", "2023-09-01 to 2023-09-25");
    }

    @Test
    void waitsOutAThrottleWhileAReportIsMade() throws IOException {
        azure.costDetails("ActualCost", MONTH, bill("EA_ActualCost_Small.csv"));
        azure.server()
                .stubFor(get(urlPathMatching(".*/costDetailsOperationResults/.*"))
                        .atPriority(1)
                        .inScenario("throttle")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("free")
                        .willReturn(aResponse()
                                .withStatus(429)
                                .withHeader("x-ms-ratelimit-microsoft.costmanagement-entity-retry-after", "29")
                                .withBody("{\"error\":{\"code\":\"429\",\"message\":\"Too many requests\"}}")));

        assertThat(pull(AS_OF).gaps()).isEmpty();
        assertThat(pauses).contains(Duration.ofSeconds(29));
        assertThat(slices()).isNotEmpty();
    }
}
