package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusPullIT {
    private static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(10));
    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";

    @TempDir
    Path folder;

    private WireMockServer server;
    private Store store;

    @BeforeEach
    void start() {
        server = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withBody(EMPTY)));
        store = Store.open(folder.resolve("test.db").toString());
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop();
    }

    private PullReport pull(String url, String tokenFile, Instant asOf) {
        return new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), SHORT, pause -> {}, "team", line -> {})
                .pull(List.of(new LiveSource.Prometheus("metrics", url, tokenFile, "")), asOf);
    }

    private void range(String expression, String series) {
        server.stubFor(post(urlPathEqualTo("/api/v1/query_range"))
                .withRequestBody(containing(expression))
                .withRequestBody(containing("start=2026-11-01T00%3A05%3A00Z"))
                .atPriority(1)
                .willReturn(aResponse()
                        .withBody("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + series
                                + "]}}")));
    }

    @Test
    void joinsAveragesAndMaximaUnderTheMachineThatTheInventoryKnows() {
        new InventoryStore(store)
                .replace(
                        "prod",
                        AS_OF,
                        List.of(new Resource(
                                new ResourceId("i-1"),
                                Provider.AWS,
                                "AmazonEC2",
                                ResourceType.VM,
                                "eu-west-1",
                                "m5.large",
                                "linux",
                                ResourceState.RUNNING,
                                new SubAccountId("1"),
                                Map.of(),
                                Map.of("private_address", "10.0.0.7"))));
        // A value at 00:05 describes 00:00 to 00:05.
        range(
                "rate%28node_cpu_seconds_total%7Bmode%3D%22idle%22%7D%5B5m%5D",
                "{\"metric\":{\"instance\":\"10.0.0.7:9100\"},\"values\":[[1793491500,\"12.5\"],[1793491800,\"NaN\"],[1793492100,\"14\"]]}");
        range(
                "max_over_time%28%28100+*+%281+-+avg+by+%28instance%29+%28rate%28node_cpu_seconds_total",
                "{\"metric\":{\"instance\":\"10.0.0.7:9100\"},\"values\":[[1793491500,\"80\"]]}");
        assertThat(pull(server.baseUrl(), "", AS_OF).gaps()).isEmpty();

        Series cpu = new UtilizationStore(store)
                .series(new ResourceId("i-1"), Metric.CPU_PERCENT, Lookback.ofDays(14, AS_OF))
                .orElseThrow();
        assertThat(cpu.startEpochSeconds()).containsExactly(1793491200L, 1793491800L);
        assertThat(cpu.average()).containsExactly(12.5, 14.0);
        assertThat(cpu.maximum()).containsExactly(80.0, Double.NaN);
    }

    @Test
    void neverAsksForADayTwice() {
        pull(server.baseUrl(), "", AS_OF);
        int first = server.getAllServeEvents().size();
        server.resetRequests();
        pull(server.baseUrl(), "", AS_OF.plusSeconds(3600));

        assertThat(first).isGreaterThan(300);
        // What runs now: requests, limits, throttling, kills, nodes and where pods run.
        assertThat(server.getAllServeEvents()).hasSize(6);
    }

    private void instant(String expression, String series) {
        server.stubFor(post(urlPathEqualTo("/api/v1/query"))
                .withRequestBody(containing(expression))
                .atPriority(1)
                .willReturn(aResponse()
                        .withBody("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series
                                + "]}}")));
    }

    @Test
    void knowsTheNodeOfAContainerAndWhetherItsUseWasHeldDown() {
        new InventoryStore(store)
                .replace(
                        "prod",
                        AS_OF,
                        List.of(new Resource(
                                new ResourceId("i-1"),
                                Provider.AWS,
                                "AmazonEC2",
                                ResourceType.VM,
                                "eu-west-1",
                                "m5.xlarge",
                                "linux",
                                ResourceState.RUNNING,
                                new SubAccountId("1"),
                                Map.of(),
                                Map.of("private_address", "10.0.0.7"))));
        String app =
                "{\"metric\":{\"namespace\":\"shop\",\"pod\":\"web-1\",\"container\":\"app\"%s},\"value\":[1793600000,\"%s\"]}";
        instant("resource_requests", app.formatted(",\"resource\":\"cpu\"", "0.25"));
        instant("throttled_periods", app.formatted("", "12.5"));
        instant("OOMKilled", app.formatted("", "1"));
        instant("kube_node_status_capacity", """
                {"metric":{"node":"worker","resource":"cpu"},"value":[1793600000,"4"]},
                {"metric":{"node":"worker","resource":"memory"},"value":[1793600000,"17179869184"]}""");
        instant("kube_pod_info", """
                {"metric":{"namespace":"shop","pod":"web-1","node":"worker","host_ip":"10.0.0.7"},"value":[1793600000,"1"]}""");
        pull(server.baseUrl(), "", AS_OF);

        assertThat(new InventoryStore(store).resources())
                .filteredOn(stored -> stored.resource().type() == ResourceType.CONTAINER)
                .singleElement()
                .satisfies(stored -> assertThat(stored.resource().attributes())
                        .containsEntry("node", "i-1")
                        .containsEntry("node_cpu_cores", "4.0")
                        .containsEntry("node_memory_mib", "16384")
                        .containsEntry("cpu_throttled_percent", "12.5")
                        .containsEntry("oom_killed", "true"));
    }

    @Test
    void takesANumberThatIsNoneForNoThrottling() {
        String app =
                "{\"metric\":{\"namespace\":\"shop\",\"pod\":\"web-1\",\"container\":\"app\"%s},\"value\":[1793600000,\"%s\"]}";
        instant("resource_requests", app.formatted(",\"resource\":\"cpu\"", "0.25"));
        instant("throttled_periods", app.formatted("", "NaN"));
        pull(server.baseUrl(), "", AS_OF);

        assertThat(new InventoryStore(store).resources())
                .singleElement()
                .satisfies(stored ->
                        assertThat(stored.resource().attributes()).doesNotContainKey("cpu_throttled_percent"));
    }

    @Test
    void keepsWhatContainersRequestAndMayUse() {
        server.stubFor(post(urlPathEqualTo("/api/v1/query"))
                .withRequestBody(containing("resource_requests"))
                .atPriority(1)
                .willReturn(aResponse().withBody("""
                        {"status":"success","data":{"resultType":"vector","result":[
                        {"metric":{"namespace":"shop","pod":"web-1","container":"app","resource":"cpu"},"value":[1793600000,"0.25"]},
                        {"metric":{"namespace":"shop","pod":"web-1","container":"app","resource":"memory"},
                        "value":[1793600000,"268435456"]}]}}""")));
        pull(server.baseUrl(), "", AS_OF);

        assertThat(new InventoryStore(store).resources()).singleElement().satisfies(stored -> {
            assertThat(stored.resource().id()).isEqualTo(new ResourceId("kubernetes:shop/web-1/app"));
            assertThat(stored.resource().attributes())
                    .containsEntry("cpu_request_cores", "0.25")
                    .containsEntry("memory_request_mib", "256");
        });
    }

    @Test
    void sendsTheTokenOfTheFile() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        server.stubFor(any(anyUrl()).atPriority(5).willReturn(aResponse().withStatus(401)));
        server.stubFor(any(anyUrl())
                .withHeader("Authorization", equalTo("Bearer s3cret"))
                .atPriority(4)
                .willReturn(aResponse().withBody(EMPTY)));

        assertThat(pull(server.baseUrl(), token.toString(), AS_OF).gaps()).isEmpty();
    }

    @Test
    void leavesAGapForAnAnswerThatIsCutOff() {
        server.stubFor(any(anyUrl())
                .atPriority(1)
                .willReturn(aResponse().withBody("{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"inst")));
        PullReport report = pull(server.baseUrl(), "", AS_OF);

        assertThat(report.isFruitless()).isTrue();
        assertThat(report.gaps()).anySatisfy(gap -> assertThat(gap.reason()).contains("cut off or no JSON"));
    }

    @Test
    void readsARealServerThatScrapesItself() throws Exception {
        Optional<Path> program = Stream.of("/usr/bin/prometheus", "/usr/local/bin/prometheus")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no prometheus in /usr/bin or /usr/local/bin: apt-get install prometheus");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // A day of samples that lies in the past, written as blocks before the server starts.
        Path data = folder.resolve("data");
        Path metrics = Files.writeString(folder.resolve("metrics.txt"), samples());
        Path promtool = program.get().resolveSibling("promtool");
        run(promtool.toString(), "tsdb", "create-blocks-from", "openmetrics", metrics.toString(), data.toString());
        Path settings = Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 1m}\n");
        Process process = new ProcessBuilder(
                        program.get().toString(),
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + data,
                        "--storage.tsdb.retention.time=100y",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .start();
        try {
            awaitLine(process, "Server is ready to receive web requests");
            assertThat(pull("http://127.0.0.1:" + port, "", AS_OF).gaps()).isEmpty();
            Series memory = new UtilizationStore(store)
                    .series(new ResourceId("web1"), Metric.MEMORY_PERCENT, Lookback.ofDays(14, AS_OF))
                    .orElseThrow();
            assertThat(memory.average()[10]).isEqualTo(75.0);
            assertThat(memory.maximum()[10]).isEqualTo(75.0);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String samples() {
        StringBuilder text = new StringBuilder();
        for (String metric : List.of("node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes")) {
            text.append("# TYPE ").append(metric).append(" gauge\n");
            for (long time = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();
                    time < Instant.parse("2026-11-01T06:00:00Z").getEpochSecond();
                    time += 60) {
                text.append("%s{instance=\"web1:9100\"} %d %d\n"
                        .formatted(metric, metric.contains("Available") ? 25 : 100, time));
            }
        }
        return text.append("# EOF\n").toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private static void awaitLine(Process process, String text) throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = log.readLine()) != null) {
            if (line.contains(text)) {
                return;
            }
        }
        throw new IOException("Prometheus ended before it was ready.");
    }
}
