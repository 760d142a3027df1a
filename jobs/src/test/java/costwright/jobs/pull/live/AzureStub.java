package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * An Azure in which every operation is answered; empty where a test says nothing.
 *
 * <p>Its main method serves a small estate on the port that it is given, for trying the program by hand.
 */
final class AzureStub implements AutoCloseable {
    static final String SCOPE = "/subscriptions/5ub";
    static final String MACHINE =
            "/subscriptions/5ub/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/vm1";

    private final WireMockServer server;
    private volatile Consumer<Request> listener = request -> {};

    AzureStub(int port) {
        server = new WireMockServer(wireMockConfig()
                .port(port)
                .bindAddress("127.0.0.1")
                .containerThreads(20)
                // Azure states the length of its answers, so that one that is cut off is seen as such.
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .extensions(new Hold())
                .maxRequestJournalEntries(5000));
        server.start();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(json("{\"value\":[]}")));
        answer("POST", ".*/Microsoft.CostManagement/query", 5, rows(""));
        answer("POST", ".*/Microsoft.CostManagement/forecast", 5, "{\"properties\":{\"columns\":[],\"rows\":[]}}");
        server.stubFor(post(urlPathMatching(".*/generateCostDetailsReport"))
                .atPriority(5)
                .willReturn(aResponse().withStatus(204)));
        answer("POST", ".*/Microsoft.ResourceGraph/resources", 5, "{\"data\":[],\"count\":0}");
        answer("POST", ".*/metrics:getBatch", 5, "{\"values\":[]}");
        answer("GET", "/api/retail/prices", 5, AwsStub.resource("azure-retail-prices.json"));
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    void answer(String method, String path, int priority, String body) {
        server.stubFor((method.equals("GET") ? get(urlPathMatching(path)) : post(urlPathMatching(path)))
                .atPriority(priority)
                .willReturn(json(body)));
    }

    /** Hears every request before it is answered, and may hold the answer back. */
    void beforeAnswering(Consumer<Request> hears) {
        listener = hears;
    }

    private final class Hold implements StubRequestFilterV2 {
        @Override
        public RequestFilterAction filter(Request request, ServeEvent event) {
            listener.accept(request);
            return RequestFilterAction.continueWith(request);
        }

        @Override
        public String getName() {
            return "hold";
        }
    }

    /** An answer of Query without a page behind it. */
    static String rows(String rows) {
        return page("null", rows);
    }

    /** @param nextLink a JSON value */
    static String page(String nextLink, String rows) {
        return """
                {"properties":{"nextLink":%s,"columns":[{"name":"Cost","type":"Number"},{"name":"BillingMonth","type":"Datetime"},
                {"name":"SubscriptionId","type":"String"},{"name":"ServiceName","type":"String"},
                {"name":"ResourceGroupName","type":"String"},{"name":"TagKey","type":"String"},
                {"name":"TagValue","type":"String"},{"name":"Currency","type":"String"}],"rows":[%s]}}""".formatted(nextLink, rows);
    }

    static String row(String cost, String month, String service) {
        return "[%s,\"%s-01T00:00:00\",\"5ub\",\"%s\",\"rg\",\"team\",\"web\",\"EUR\"]".formatted(cost, month, service);
    }

    /** A report of a month that is there at the third question, with one blob for each content. */
    void costDetails(String metric, String firstDay, byte[]... contents) {
        String id = metric + firstDay;
        String path = SCOPE + "/providers/Microsoft.CostManagement/costDetailsOperationResults/" + id;
        String location = "https://management.azure.com" + path + "?api-version=2022-10-01";
        server.stubFor(post(urlPathEqualTo(SCOPE + "/providers/Microsoft.CostManagement/generateCostDetailsReport"))
                .withRequestBody(matchingJsonPath("$.metric", equalTo(metric)))
                .withRequestBody(matchingJsonPath("$.timePeriod.start", equalTo(firstDay)))
                .atPriority(3)
                .willReturn(waiting(location, 17)));
        server.stubFor(get(urlPathEqualTo(path))
                .atPriority(3)
                .inScenario(id)
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("made")
                .willReturn(waiting(location, 23)));
        StringBuilder blobs = new StringBuilder();
        for (int i = 0; i < contents.length; i++) {
            String blob = "/armreports/%s/part%d".formatted(id, i);
            blobs.append(i == 0 ? "" : ",")
                    .append("{\"blobLink\":\"%s%s?sv=2020&sig=s3cret\",\"byteCount\":%d}"
                            .formatted(server.baseUrl(), blob, contents[i].length));
            server.stubFor(get(urlPathEqualTo(blob))
                    .atPriority(3)
                    .willReturn(aResponse().withBody(contents[i])));
        }
        server.stubFor(get(urlPathEqualTo(path))
                .atPriority(3)
                .inScenario(id)
                .whenScenarioStateIs("made")
                .willReturn(json("""
                        {"id":"x","name":"%s","status":"Completed","validTill":"2026-11-06T08:08:46.1973252Z",
                        "manifest":{"manifestVersion":"2022-10-01","dataFormat":"Csv","blobCount":%d,"compressData":false,
                        "blobs":[%s]}}""".formatted(id, contents.length, blobs))));
    }

    private static ResponseDefinitionBuilder waiting(String location, int seconds) {
        return aResponse().withStatus(202).withHeader("Location", location).withHeader("Retry-After", "" + seconds);
    }

    String url() {
        return server.baseUrl();
    }

    WireMockServer server() {
        return server;
    }

    /** Arguments: the port, and a month such as 2026-10. Serves a machine, a bill of one month and cost by service until it is stopped. */
    public static void main(String[] arguments) throws InterruptedException {
        AzureStub stub = new AzureStub(Integer.parseInt(arguments[0]));
        stub.answer("POST", ".*/Microsoft.ResourceGraph/resources", 4, """
                {"data":[{"id":"%s","type":"microsoft.compute/virtualmachines","location":"francecentral",
                "subscriptionId":"5ub","resourceGroup":"rg","tags":{"team":"web"},
                "properties":{"hardwareProfile":{"vmSize":"Standard_D2s_v4"},"storageProfile":{"osDisk":{"osType":"Linux"}},
                "extended":{"instanceView":{"powerState":{"code":"PowerState/running"}}}}}]}""".formatted(MACHINE));
        String month = YearMonth.parse(arguments[1]).toString();
        stub.answer("POST", ".*/Microsoft.CostManagement/query", 4, rows(row("12.3456789012345678", month, "Storage")));
        stub.costDetails(
                "ActualCost",
                month + "-01",
                RemoteBillsIT.focus(month, "1.25", "2").getBytes(StandardCharsets.UTF_8));
        RemoteBillsIT.run(
                new BlobStub(stub.server(), 100),
                month,
                "a0",
                month + "-28T01:00:00Z",
                RemoteBillsIT.focus(month, "1.25"));
        System.out.println("Azure is at " + stub.url());
        new CountDownLatch(1).await();
    }

    @Override
    public void close() {
        server.stop();
    }
}
