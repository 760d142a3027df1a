package costwright.scheduler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * An AWS and an Azure at one address, both empty but for one machine of AWS in each region; parts of them can be made to
 * fail.
 */
final class CloudStub implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String SUBSCRIPTION = "/subscriptions/5ub";
    private static final int BEFORE_ALL = 1;
    private static final int BEFORE_EMPTY = 5;
    private static final int EMPTY = 10;

    private final WireMockServer server;

    CloudStub() {
        server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(20)
                .maxRequestJournalEntries(2000));
        server.start();
        empty();
    }

    private void empty() {
        // JSON services understand an object without members, and Azure's lists and queries these.
        server.stubFor(any(anyUrl())
                .atPriority(EMPTY)
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("""
                        {"value":[],"data":[],"count":0,"Items":[],"values":[],"properties":{"columns":[],"rows":[]}}""")));
        server.stubFor(post(urlPathEqualTo("/"))
                .withRequestBody(containing("Action="))
                .atPriority(EMPTY - 1)
                .willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody("<r/>")));
        server.stubFor(post(urlPathMatching(".*/generateCostDetailsReport"))
                .atPriority(BEFORE_EMPTY)
                .willReturn(aResponse().withStatus(204)));
        server.stubFor(post(urlPathEqualTo("/"))
                .withHeader("X-Amz-Target", matching(".*GetCostForecast"))
                .atPriority(BEFORE_EMPTY)
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody("{\"Total\":{\"Amount\":\"0\",\"Unit\":\"USD\"},\"ForecastResultsByTime\":[]}")));
        action("GetCallerIdentity", """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                <Arn>arn:aws:iam::111122223333:role/costwright</Arn><UserId>A</UserId><Account>111122223333</Account>
                </GetCallerIdentityResult></GetCallerIdentityResponse>""");
        machine("ap-south-1", "i-1");
        machine("eu-west-1", "i-2");
    }

    private void action(String name, String xml) {
        server.stubFor(post(urlPathEqualTo("/"))
                .withRequestBody(containing("Action=" + name + "&"))
                .atPriority(BEFORE_EMPTY)
                .willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody(xml)));
    }

    private void machine(String region, String id) {
        server.stubFor(post(urlPathEqualTo("/"))
                .withRequestBody(containing("Action=DescribeInstances&"))
                .withHeader("Authorization", containing("/" + region + "/"))
                .atPriority(BEFORE_EMPTY)
                .willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody("""
                        <DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>%s</instanceId>
                        <instanceType>m5.large</instanceType><instanceState><code>16</code><name>running</name></instanceState>
                        <launchTime>2026-01-02T03:04:05.000Z</launchTime></item></instancesSet></item></reservationSet>
                        </DescribeInstancesResponse>""".formatted(id))));
    }

    /** No service of that region of AWS answers: each connection breaks. */
    void killRegion(String region) {
        server.stubFor(post(anyUrl())
                .withHeader("Authorization", containing("/" + region + "/"))
                .atPriority(BEFORE_ALL)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    }

    /** Cost Explorer refuses all questions as too many. */
    void throttleCostExplorer() {
        server.stubFor(post(urlPathEqualTo("/"))
                .withHeader("X-Amz-Target", matching("AWSInsightsIndexService\\..*"))
                .atPriority(BEFORE_ALL)
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody("{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")));
    }

    /** Cost Management refuses all queries of costs for too many, and says so in three headers. */
    void throttleCostManagement() {
        server.stubFor(post(urlPathMatching(".*/Microsoft.CostManagement/query"))
                .atPriority(BEFORE_ALL)
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", "0")
                        .withHeader("x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after", "1")
                        .withHeader("x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after", "301")
                        .withBody("{\"error\":{\"code\":\"429\",\"message\":\"Too many requests\"}}")));
    }

    /** Everything answers again. */
    void heal() {
        server.resetMappings();
        empty();
    }

    String url() {
        return server.baseUrl();
    }

    WireMockServer server() {
        return server;
    }

    /** An address at which nobody listens: connections are refused. */
    static String nobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
