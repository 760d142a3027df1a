package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.LiveSlice;
import costwright.jobs.store.Store;
import java.math.BigDecimal;
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

/** The actual and the amortized export of a month in blob storage are one delivery, whichever of them is the newer. */
class RemoteViewsIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private WireMockServer server;
    private BlobStub blobs;
    private Store store;

    @BeforeEach
    void start() {
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

    @Test
    void takesBothViewsOfAMonthAndAlsoWhenOnlyOneIsNew() {
        export("Actual", "r1", usage("2.5") + usage("1"));
        export("Amortized", "r1", usage("2.5") + usage("1"));
        assertThat(pull().gaps()).isEmpty();
        assertThat(billed()).isEqualByComparingTo("3.5");

        export("Amortized", "r2", usage("2.5") + usage("1") + usage("4"));
        assertThat(pull().gaps()).isEmpty();
        assertThat(billed()).isEqualByComparingTo("7.5");
        assertThat(new BillingStore(store).slices())
                .extracting(LiveSlice::costView)
                .containsExactly("both");
    }

    private static String usage(String cost) {
        return "8612754,10/01/2026,10/05/2026,sub-1,Virtual Machines,m1,Usage,OnDemand,1,USD,%s\n".formatted(cost);
    }

    private void export(String view, String run, String rows) {
        String name = "daily-" + view.substring(0, 2);
        String home = "cost/%s/20261001-20261031/%s/".formatted(name, run);
        byte[] content =
                ("BillingAccountId,BillingPeriodStartDate,Date,SubscriptionId,MeterCategory,MeterId,ChargeType,PricingModel,Quantity,BillingCurrency,Cost\n"
                                + rows)
                        .getBytes(StandardCharsets.UTF_8);
        Instant written = Instant.parse("2026-11-0%sT03:00:00Z".formatted(run.substring(1)));
        blobs.put(home + "part_0.csv", "\"%s-%s\"".formatted(name, run), written, content);
        blobs.put(home + "manifest.json", "\"m-%s-%s\"".formatted(name, run), written, """
                {"exportConfig": {"exportName": "%1$s", "type": "%2$sCost",
                  "resourceId": "/providers/Microsoft.Billing/billingAccounts/8612754/providers/Microsoft.CostManagement/exports/%1$s"},
                 "runInfo": {"runId": "%3$s", "submittedTime": "%4$s", "startDate": "2026-10-01T00:00:00"},
                 "blobs": [{"blobName": "%5$spart_0.csv", "byteCount": %6$d, "dataRowCount": %7$d}]}""".formatted(
                name, view, run, written, home, content.length, rows.lines().count()));
    }

    private PullReport pull() {
        return new LivePull(store, Clock.fixed(AS_OF, ZoneOffset.UTC), SHORT, pause -> {}, "team", line -> {})
                .pull(List.of(new LiveSource.Remote("bills", blobs.location("cost"), "")), AS_OF);
    }

    private BigDecimal billed() {
        BillingStore billing = new BillingStore(store);
        return billing.totals(billing.slices().stream().map(LiveSlice::key).toList()).stream()
                .map(total -> total.costs().billed())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
