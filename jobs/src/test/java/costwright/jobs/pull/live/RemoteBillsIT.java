package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.Fault;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.ReportStore;
import costwright.jobs.store.Store;
import costwright.schema.CostwrightException;
import costwright.schema.pull.Gap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bills that lie in blob storage, as exports of Azure write them. */
class RemoteBillsIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Instant WRITTEN = Instant.parse("2026-11-02T03:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final String OCTOBER = "cost/focus/20261001-20261031/";

    @TempDir
    Path folder;

    private WireMockServer server;
    private BlobStub blobs;
    private Store store;

    @BeforeEach
    void start() {
        // Blob storage always states the length of a blob.
        server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER));
        server.start();
        blobs = new BlobStub(server, 2);
        store = Store.open(folder.resolve("test.db").toString());
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop();
    }

    private PullReport pull(String location) {
        return new LivePull(store, Clock.fixed(AS_OF, ZoneOffset.UTC), SHORT, pause -> {}, "team", line -> {})
                .pull(List.of(new LiveSource.Remote("bills", location, "")), AS_OF);
    }

    static String focus(String month, String... costs) {
        StringBuilder rows = new StringBuilder(
                "BilledCost,EffectiveCost,ListCost,ContractedCost,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,ServiceCategory,SubAccountId,RegionId,ResourceId,SkuId,ConsumedQuantity,ConsumedUnit,PricingCategory,CommitmentDiscountId,CommitmentDiscountStatus,Tags\n");
        String end = java.time.YearMonth.parse(month).plusMonths(1).toString();
        for (String cost : costs) {
            rows.append(
                    "%s,%s,2,2,100,EUR,%s-01T00:00:00Z,%s-01T00:00:00Z,%s-02T00:00:00Z,%s-03T00:00:00Z,Usage,Microsoft,Virtual Machines,Compute,5ub,francecentral,/vm1,SKU1,1,Hours,Standard,,,\n"
                            .formatted(cost, cost, month, end, month, month));
        }
        return rows.toString();
    }

    /** One run of a month: a manifest and as many blobs as given. */
    static void run(BlobStub blobs, String month, String runId, String submitted, String... blobContents) {
        StringBuilder list = new StringBuilder();
        String days = month.replace("-", "") + "01-" + month.replace("-", "") + "28";
        for (int i = 0; i < blobContents.length; i++) {
            String name = "cost/focus/%s/%s/part_%d.csv".formatted(days, runId, i);
            byte[] content = blobContents[i].getBytes(StandardCharsets.UTF_8);
            blobs.put(name, "\"%s-%d\"".formatted(runId, i), WRITTEN, content);
            list.append(i == 0 ? "" : ",")
                    .append("{\"blobName\":\"%s\",\"byteCount\":%d,\"dataRowCount\":%d}"
                            .formatted(
                                    name,
                                    content.length,
                                    blobContents[i].lines().count() - 1));
        }
        blobs.put(
                "cost/focus/%s/%s/manifest.json".formatted(days, runId),
                "\"m-%s\"".formatted(runId),
                WRITTEN,
                """
                {"manifestVersion":"2024-04-01","blobCount":%d,
                "exportConfig":{"exportName":"focus","type":"FocusCost","dataVersion":"1.0"},
                "runInfo":{"executionType":"Scheduled","submittedTime":"%s","runId":"%s","startDate":"%s-01T00:00:00Z"},
                "blobs":[%s]}""".formatted(blobContents.length, submitted, runId, month, list));
    }

    private List<String> billed() {
        return new BillingStore(store)
                .slices().stream()
                        .map(slice -> slice.key().period() + " " + slice.charges())
                        .toList();
    }

    @Test
    void importsTheNewestRunOfEachMonthWithAllItsBlobsAndOnlyOnce() {
        run(blobs, "2026-09", "a0", "2026-10-03T01:00:00Z", focus("2026-09", "1.25"));
        // By name the older run is the last one.
        run(blobs, "2026-10", "b9", "2026-11-01T01:00:00Z", focus("2026-10", "1", "1", "1"));
        run(blobs, "2026-10", "b1", "2026-11-02T01:00:00Z", focus("2026-10", "1", "1"), focus("2026-10", "0.5"));

        assertThat(pull(blobs.location("cost")).gaps()).isEmpty();
        assertThat(billed()).containsExactly("2026-09 1", "2026-10 3");
        assertThat(blobs.downloads()).noneMatch(name -> name.endsWith("b9/part_0.csv"));
        // What is kept of a delivery is the place that it is from.
        assertThat(new ReportStore(store).origins())
                .extracting(ReportStore.SliceOrigin::files)
                .containsExactlyInAnyOrder(
                        blobs.location("cost/focus/20260901-20260928/a0/part_0.csv"),
                        blobs.location("cost/focus/20261001-20261028/b1/part_0.csv") + "\n"
                                + blobs.location("cost/focus/20261001-20261028/b1/part_1.csv"));

        server.resetRequests();
        assertThat(pull(blobs.location("cost")).runs().get(0).cached()).isEqualTo(1);
        assertThat(blobs.downloads()).isEmpty();
    }

    @Test
    void readsANewRunOfAMonthWhenItAppears() {
        run(blobs, "2026-10", "b1", "2026-11-02T01:00:00Z", focus("2026-10", "1", "1"));
        pull(blobs.location("cost/focus"));
        run(blobs, "2026-10", "b2", "2026-11-03T01:00:00Z", focus("2026-10", "1", "1", "1"));

        assertThat(pull(blobs.location("cost/focus")).gaps()).isEmpty();
        assertThat(billed()).containsExactly("2026-10 3");
    }

    @Test
    void leavesTheOtherMonthsAloneWhenABlobIsCutOff() {
        run(blobs, "2026-09", "a0", "2026-10-03T01:00:00Z", focus("2026-09", "1.25"));
        run(blobs, "2026-10", "b1", "2026-11-02T01:00:00Z", focus("2026-10", "1"));
        blobs.put("cost/focus/20260901-20260928/a0/part_0.csv", "\"a0-0\"", WRITTEN, "BilledCost,Effec");

        assertThat(pull(blobs.location("cost")).gaps())
                .singleElement()
                .extracting(Gap::reason)
                .asString()
                .contains(blobs.location("cost/focus/20260901-20260928/a0/part_0.csv"), "has 16")
                .doesNotContain("costwright-download");
        assertThat(billed()).containsExactly("2026-10 1");

        run(blobs, "2026-09", "a0", "2026-10-03T01:00:00Z", focus("2026-09", "1.25"));
        assertThat(pull(blobs.location("cost")).gaps()).isEmpty();
        assertThat(billed()).containsExactly("2026-09 1", "2026-10 1");
    }

    @Test
    void repeatsADownloadThatBreaksOffAndThenLeavesAGap() {
        run(blobs, "2026-10", "b1", "2026-11-02T01:00:00Z", focus("2026-10", "1"));
        blobs.put(
                "cost/focus/20261001-20261028/b1/part_0.csv",
                "\"b1-0\"",
                WRITTEN,
                100,
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

        assertThat(pull(blobs.location("cost")).gaps()).hasSize(1);
        assertThat(blobs.downloads().stream().filter(name -> name.endsWith("part_0.csv")))
                .hasSize(3);
        assertThat(billed()).isEmpty();
    }

    @Test
    void namesThePermissionThatIsMissing() {
        blobs.put(
                OCTOBER + "focus.csv",
                "\"1\"",
                WRITTEN,
                10,
                aResponse()
                        .withStatus(403)
                        .withHeader("x-ms-error-code", "AuthorizationPermissionMismatch")
                        .withBody(
                                "<?xml version=\"1.0\"?><Error><Code>AuthorizationPermissionMismatch</Code><Message>This request is not authorized to perform this operation using this permission.</Message></Error>"));

        assertThat(pull(blobs.location("cost")).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason())
                    .contains("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", "403");
            assertThat(gap.advice()).contains("Grant the permission");
        });
        assertThat(blobs.downloads()).hasSize(1);
    }

    @Test
    void takesTheNewestOfTheWholeMonthsThatAnExportWithoutManifestWrites() {
        blobs.put(OCTOBER + "focus_zz.csv", "\"1\"", WRITTEN, focus("2026-10", "1"));
        blobs.put(OCTOBER + "focus_aa.csv", "\"2\"", WRITTEN.plusSeconds(86_400), focus("2026-10", "1", "2"));

        assertThat(pull(blobs.location("cost")).gaps()).isEmpty();
        assertThat(billed()).containsExactly("2026-10 2");
    }

    @Test
    void readsTablesOfAnyKindWhereNoManifestLies() {
        blobs.put("facts/bill.csv", "\"1\"", WRITTEN, focus("2026-10", "1"));
        blobs.put("facts/inventory.csv", "\"1\"", WRITTEN, """
                resource_id,provider,service,resource_type,region,instance_type,os,state,sub_account_id,tags,attributes
                /vm1,azure,Virtual Machines,vm,francecentral,Standard_D2s_v4,linux,running,5ub,{},{}
                """);
        blobs.put("facts/readme.txt", "\"1\"", WRITTEN, "no table");

        assertThat(pull(blobs.location("facts")).gaps()).isEmpty();
        assertThat(billed()).containsExactly("2026-10 1");
        assertThat(new InventoryStore(store).resources()).hasSize(1);
    }

    @Test
    void refusesPlacesThatAreNoBlobStorageOrHoldAKey() {
        assertThatThrownBy(() -> pull("https://account.blob.core.windows.net/exports/focus?sv=2024&sig=s3cret"))
                .isInstanceOf(CostwrightException.class)
                .hasMessageContaining("Storage Blob Data Reader")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> pull("https://example.org/exports"))
                .hasMessageContaining(
                        "is no blob storage: give https://account.blob.core.windows.net/container/prefix");
        assertThatThrownBy(() -> pull("https://account.blob.core.windows.net/"))
                .hasMessageContaining("names no container");
    }
}
