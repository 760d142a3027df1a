package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import costwright.jobs.JobOutcome;
import costwright.jobs.StepWatch;
import costwright.jobs.Weekly;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.publish.ReportSettings;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.CommitmentStore;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.PullStore;
import costwright.jobs.store.ReportStore;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoredResource;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.charge.CostView;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderCost;
import costwright.schema.pull.Gap;
import costwright.schema.pull.SourceRun;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsPullIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final String MACHINE = """
            <reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><instanceType>m5.large</instanceType>
            <instanceState><code>%d</code><name>%s</name></instanceState><launchTime>2026-01-02T03:04:05.000Z</launchTime>
            <reason>User initiated (2026-10-02 07:31:11 GMT)</reason><platformDetails>Windows</platformDetails>
            <monitoring><state>disabled</state></monitoring><privateIpAddress>10.0.0.7</privateIpAddress>
            <tagSet><item><key>team</key><value>web</value></item></tagSet></item></instancesSet></item></reservationSet>""";

    @TempDir
    Path folder;

    private AwsStub aws;
    private Store store;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void start() {
        aws = new AwsStub();
        store = Store.open(folder.resolve("test.db").toString());
    }

    @AfterEach
    void stop() {
        store.close();
        aws.close();
    }

    private PullReport pull(LiveSource source, Instant asOf) {
        Clock clock = Clock.fixed(asOf, ZoneOffset.UTC);
        return new LivePull(store, clock, SHORT, pause -> {}, "team", progress::add).pull(List.of(source), asOf);
    }

    private LiveSource.Aws source(String... regions) {
        return new LiveSource.Aws("prod", List.of(regions), List.of(), "", aws.url(), 60, List.of());
    }

    private static String costPage(String month, String next, String account, String amount) {
        return """
                {"GroupDefinitions":[{"Type":"DIMENSION","Key":"LINKED_ACCOUNT"},{"Type":"DIMENSION","Key":"SERVICE"}],
                %s"ResultsByTime":[{"TimePeriod":{"Start":"%s-01","End":"%s-28"},"Estimated":false,"Total":{},"Groups":[
                {"Keys":["%s","AmazonEC2"],"Metrics":{"UnblendedCost":{"Amount":"%s","Unit":"USD"}}}]}]}""".formatted(
                        next.isEmpty() ? "" : "\"NextPageToken\":\"" + next + "\",", month, month, account, amount);
    }

    private static MappingBuilder costQuestion(String granularity) {
        return post(urlPathEqualTo("/"))
                .withHeader("X-Amz-Target", equalTo("AWSInsightsIndexService.GetCostAndUsage"))
                .withRequestBody(matchingJsonPath("$.Granularity", equalTo(granularity)));
    }

    /** What Cost Explorer answers to the question by day, which is that by account and service. */
    private void byDay(String page) {
        aws.stub(costQuestion("DAILY").atPriority(2), aResponse().withBody(page));
    }

    @Test
    void readsAnAccountWithNothingInItWithoutAGap() {
        PullReport report = pull(source(), AS_OF);

        assertThat(report.gaps()).isEmpty();
        assertThat(new InventoryStore(store).resources()).isEmpty();
    }

    @Test
    void keepsMachinesWithTheAttributesThatChecksNeed() {
        aws.ec2("DescribeInstances", MACHINE.formatted(80, "stopped"));
        pull(source("eu-west-1"), AS_OF);

        List<StoredResource> resources = new InventoryStore(store).resources();
        assertThat(resources).hasSize(1);
        Resource machine = resources.get(0).resource();
        assertThat(machine.id()).isEqualTo(new ResourceId("i-1"));
        assertThat(machine.instanceType()).isEqualTo("m5.large");
        assertThat(machine.os()).isEqualTo("windows");
        assertThat(machine.state()).isEqualTo(ResourceState.STOPPED);
        assertThat(machine.instant("stopped_since")).contains(Instant.parse("2026-10-02T07:31:11Z"));
        assertThat(machine.tag("team")).contains("web");
    }

    @Test
    void turnsAveragesMaximaAndSumsOfCloudWatchIntoSamples() {
        aws.ec2("DescribeInstances", MACHINE.formatted(16, "running"));
        aws.query("GetMetricData", """
                <r><GetMetricDataResult><MetricDataResults>
                <member><Id>a0</Id><Timestamps><member>2026-11-01T00:00:00Z</member></Timestamps>
                <Values><member>12.5</member></Values><StatusCode>Complete</StatusCode></member>
                </MetricDataResults></GetMetricDataResult></r>""".replace("<Id>a0</Id><Timestamps>", "<Timestamps>")
                .replace("</Values><StatusCode>", "</Values><Id>a0</Id><StatusCode>")
                .replace("</MetricDataResults>", """
                        <member><Timestamps><member>2026-11-01T00:00:00Z</member></Timestamps>
                        <Values><member>40.25</member></Values><Id>m0</Id></member>
                        <member><Timestamps><member>2026-11-01T00:00:00Z</member></Timestamps>
                        <Values><member>30000</member></Values><Id>a1</Id></member></MetricDataResults>"""));
        pull(source("eu-west-1"), AS_OF);

        UtilizationStore utilization = new UtilizationStore(store);
        Lookback window = Lookback.ofDays(14, AS_OF);
        Series cpu = utilization
                .series(new ResourceId("i-1"), Metric.CPU_PERCENT, window)
                .orElseThrow();
        assertThat(cpu.average()).containsExactly(12.5);
        assertThat(cpu.maximum()).containsExactly(40.25);
        Series network = utilization
                .series(new ResourceId("i-1"), Metric.NETWORK_IN_BYTES_PER_SECOND, window)
                .orElseThrow();
        // 30,000 bytes in 300 seconds.
        assertThat(network.average()).containsExactly(100.0);
        assertThat(network.maximum()).containsExactly(Double.NaN);
    }

    @Test
    void followsTheTokensOfCostExplorerByHandAndKeepsEveryDigit() {
        byDay(costPage("2026-09", "page-2", "1", "10.1234567891"));
        aws.stub(
                costQuestion("DAILY")
                        .withRequestBody(matchingJsonPath("$.NextPageToken", equalTo("page-2")))
                        .atPriority(1),
                aResponse().withBody(costPage("2026-10", "", "2", "-3.00")));
        pull(source("eu-west-1"), AS_OF);

        List<ProviderCost> costs = new ProviderStore(store).costs("LINKED_ACCOUNT,SERVICE");
        assertThat(costs)
                .extracting(ProviderCost::amount)
                .containsExactly(Money.of("10.1234567891", "USD"), Money.of("-3", "USD"));
    }

    @Test
    void keepsWhatTheProvidersOwnToolsSay() {
        pull(source("eu-west-1"), AS_OF);
        ProviderStore provider = new ProviderStore(store);

        assertThat(provider.budgets()).singleElement().satisfies(budget -> {
            assertThat(budget.actual()).isEqualTo(Money.of("123.456", "USD"));
            assertThat(budget.forecast()).isNull();
        });
        assertThat(provider.anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.impact()).isEqualTo(Money.of("12.25", "USD"));
            assertThat(anomaly.lastDay()).isNull();
        });
        assertThat(provider.forecasts())
                .singleElement()
                .satisfies(forecast -> assertThat(forecast.high()).isEqualTo(Money.of("320.75", "USD")));
        assertThat(new CommitmentStore(store).pulled())
                .extracting(owned -> owned.commitment().quantity().toPlainString())
                .containsExactly("10", "5.5");
        assertThat(provider.commitmentUse()).hasSize(3);
        assertThat(provider.recommendations())
                .filteredOn(one -> one.tool().equals("cost-optimization-hub"))
                .singleElement()
                .satisfies(one -> assertThat(one.monthlySavings()).isEqualTo(Money.of("43.07", "USD")));
        assertThat(provider.recommendations())
                .filteredOn(one -> one.tool().equals("cost-explorer COMPUTE_SP ONE_YEAR"))
                .singleElement()
                .satisfies(one -> assertThat(one.details()).containsEntry("hourly_commitment", "1.500"));
    }

    @Test
    void asksForNothingThatIsClosedInASecondPullOfTheSameDay() {
        aws.ec2("DescribeInstances", MACHINE.formatted(16, "running"));
        SourceRun first = pull(source("eu-west-1"), AS_OF).runs().get(0);
        aws.server().resetRequests();
        SourceRun second = pull(source("eu-west-1"), AS_OF.plus(Duration.ofHours(2)))
                .runs()
                .get(0);

        assertThat(first.chargedRequests()).isPositive();
        assertThat(second.chargedRequests()).isZero();
        assertThat(aws.requestsOf("GetCostAndUsage")).isZero();
        assertThat(aws.requestsOf("GetMetricData")).isZero();
    }

    @Test
    void leavesAGapForADeadRegionAndReadsTheOther() {
        aws.ec2("DescribeInstances", MACHINE.formatted(16, "running"));
        aws.stub(
                post(urlPathEqualTo("/"))
                        .withHeader("Authorization", containing("/ap-south-1/"))
                        .atPriority(1),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        PullReport report = pull(source("ap-south-1", "eu-west-1"), AS_OF);

        assertThat(new InventoryStore(store).resources()).hasSize(1);
        assertThat(report.gaps())
                .extracting(Gap::scope)
                .containsOnly("111122223333/ap-south-1", "ap-south-1", "111122223333");
        assertThat(report.gaps()).extracting(Gap::dataset).contains("machines", "prices");
        assertThat(new PullStore(store).gaps()).isEqualTo(report.gaps());
        assertThat(report.isFruitless()).isFalse();
    }

    @Test
    void closesTheGapWhenTheRegionAnswersAgain() {
        aws.stub(AwsStub.form("DescribeVolumes").atPriority(1), aResponse().withStatus(503));
        assertThat(pull(source("eu-west-1"), AS_OF).gaps()).isNotEmpty();
        aws.ec2("DescribeVolumes", "<volumeSet/>");
        aws.stub(
                AwsStub.form("DescribeVolumes").atPriority(1),
                aResponse().withBody("<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>"));

        assertThat(pull(source("eu-west-1"), AS_OF.plusSeconds(60)).gaps()).isEmpty();
        assertThat(new PullStore(store).gaps()).isEmpty();
    }

    @Test
    void endsAStormOfThrottlingWithAGapAndBooksNothing() {
        aws.stub(
                post(urlPathEqualTo("/"))
                        .withHeader("X-Amz-Target", containing("AWSInsightsIndexService."))
                        .atPriority(1),
                aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody("{\"__type\":\"LimitExceededException\",\"message\":\"Rate limit exceeded\"}"));
        PullReport report = pull(source("eu-west-1"), AS_OF);

        assertThat(report.runs().get(0).chargedRequests()).isZero();
        assertThat(report.gaps())
                .isNotEmpty()
                .allSatisfy(gap -> assertThat(gap.scope()).isEqualTo("111122223333"));
        assertThat(report.gaps()).anySatisfy(gap -> assertThat(gap.reason()).contains("LimitExceededException"));
        // Three attempts open the breaker; the four tasks at a time that were under way may add theirs.
        assertThat(aws.server().getAllServeEvents().stream()
                        .filter(event -> event.getResponse().getStatus() == 400)
                        .count())
                .isLessThanOrEqualTo(12);
    }

    @Test
    void repeatsAfterA5xxMalformedJsonAndACutOffBody() {
        aws.ec2("DescribeInstances", MACHINE.formatted(16, "running"));
        String[] answers = {"", "{\"ResultsByTime\":[{\"TimePer", "{]"};
        String state = Scenario.STARTED;
        for (int i = 0; i < answers.length; i++) {
            aws.server()
                    .stubFor(post(urlPathEqualTo("/"))
                            .withHeader("X-Amz-Target", equalTo("AWSInsightsIndexService.GetAnomalies"))
                            .atPriority(1)
                            .inScenario("trouble")
                            .whenScenarioStateIs(state)
                            .willSetStateTo("after " + i)
                            .willReturn(
                                    i == 0
                                            ? aResponse().withStatus(500)
                                            : aResponse().withBody(answers[i])));
            state = "after " + i;
        }
        LiveSource.Aws source = source("eu-west-1");
        Patience four = new Patience(
                4, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10));
        PullReport report = new LivePull(
                        store, Clock.fixed(AS_OF, ZoneOffset.UTC), four, pause -> {}, "team", progress::add)
                .pull(List.of(source), AS_OF);

        assertThat(report.gaps()).isEmpty();
        assertThat(new ProviderStore(store).anomalies()).hasSize(1);
    }

    @Test
    void leavesAGapForAForecastWithoutATotalAndReadsTheRest() {
        aws.costExplorer("GetCostForecast", "{}");

        assertThat(pull(source("eu-west-1"), AS_OF).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.dataset()).isEqualTo("forecast");
            assertThat(gap.reason()).contains("no total");
        });
        assertThat(new ProviderStore(store).anomalies()).hasSize(1);
    }

    @Test
    void learnsTheTimeOfAServerWhoseClockDiffers() {
        aws.server()
                .stubFor(AwsStub.form("GetCallerIdentity")
                        .atPriority(1)
                        .inScenario("skew")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("learned")
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withHeader("Date", "Thu, 05 Nov 2026 12:00:00 GMT")
                                .withBody("<ErrorResponse><Error><Type>Sender</Type><Code>RequestTimeTooSkewed</Code>"
                                        + "<Message>skewed</Message></Error></ErrorResponse>")));

        assertThat(pull(source("eu-west-1"), AS_OF).gaps()).isEmpty();
    }

    @Test
    void namesTheOperationWhosePermissionIsMissing() {
        aws.stub(
                AwsStub.form("DescribeSnapshots").atPriority(1),
                aResponse()
                        .withStatus(403)
                        .withBody("<Response><Errors><Error><Code>UnauthorizedOperation</Code>"
                                + "<Message>You are not authorized.</Message></Error></Errors></Response>"));
        PullReport report = pull(source("eu-west-1"), AS_OF);

        assertThat(report.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.dataset()).isEqualTo("snapshots");
            assertThat(gap.reason()).contains("ec2:DescribeSnapshots").contains("UnauthorizedOperation");
            assertThat(gap.advice()).contains("Grant the permission");
        });
    }

    @Test
    void stopsAtTheRequestBudgetAndGoesOnWithTheNextRun() {
        LiveSource.Aws poor = new LiveSource.Aws("prod", List.of("eu-west-1"), List.of(), "", aws.url(), 5, List.of());
        PullReport first = pull(poor, AS_OF);
        assertThat(first.runs().get(0).chargedRequests()).isEqualTo(5);
        assertThat(first.runs().get(0).charge()).isEqualTo(Money.of("0.05", "USD"));
        assertThat(first.gaps()).anySatisfy(gap -> assertThat(gap.reason()).contains("request budget of 5"));

        PullReport second = pull(source("eu-west-1"), AS_OF.plusSeconds(60));
        assertThat(second.gaps()).isEmpty();
        assertThat(first.runs().get(0).chargedRequests() + second.runs().get(0).chargedRequests())
                .isLessThan(60);
    }

    @Test
    void readsTenThousandDisksInPages() {
        StringBuilder page = new StringBuilder("<volumeSet>");
        for (int i = 0; i < 500; i++) {
            page.append("<item><volumeId>vol-{{page}}-%d</volumeId><size>8</size><status>available</status></item>"
                    .formatted(i));
        }
        page.append("</volumeSet>");
        for (int number = 0; number < 20; number++) {
            String next = number < 19 ? "<nextToken>t%d</nextToken>".formatted(number + 1) : "";
            var request = number == 0
                    ? AwsStub.form("DescribeVolumes").atPriority(2)
                    : AwsStub.form("DescribeVolumes")
                            .withRequestBody(com.github.tomakehurst.wiremock.client.WireMock.matching(
                                    ".*NextToken=t%d(&.*|$)".formatted(number)))
                            .atPriority(1);
            aws.stub(
                    request,
                    aResponse()
                            .withBody("<DescribeVolumesResponse>"
                                    + page.toString().replace("{{page}}", "p" + number) + next
                                    + "</DescribeVolumesResponse>"));
        }
        assertThat(pull(source("eu-west-1"), AS_OF).gaps()).isEmpty();
        assertThat(new InventoryStore(store).resources()).hasSize(10_000);
    }

    @Test
    void importsAnExportByItsManifestAndOnlyOnce() throws IOException {
        exportOfOneCharge();
        LiveSource.Aws source = new LiveSource.Aws(
                "prod", List.of("eu-west-1"), List.of(), "", aws.url(), 60, List.of("s3://exports/focus"));

        assertThat(pull(source, AS_OF).gaps()).isEmpty();
        assertThat(new BillingStore(store).slices()).singleElement().satisfies(slice -> {
            assertThat(slice.key().billingAccount()).isEqualTo("100");
            assertThat(slice.charges()).isEqualTo(1);
        });
        assertThat(new ReportStore(store).origins())
                .extracting(ReportStore.SliceOrigin::files)
                .containsExactly("s3://exports/focus/data/BILLING_PERIOD=2026-10/part-1.csv.gz");
        aws.server().resetRequests();
        pull(source, AS_OF.plusSeconds(60));
        assertThat(aws.server().findAll(getRequestedFor(urlPathMatching("/exports/focus/.*"))))
                .isEmpty();
    }

    @Test
    void readsAFolderOfFilesInABucketWithoutASourceOfKindAws() throws IOException {
        exportOfOneCharge();
        LiveSource.Remote source = new LiveSource.Remote("exports", "s3://exports/focus", aws.url());

        assertThat(pull(source, AS_OF).gaps()).isEmpty();
        assertThat(new SpendStore(store).spend(new SpendQuestion(List.of(), null, null, CostView.BILLED)))
                .singleElement()
                .satisfies(spend -> assertThat(spend.total()).isPositive());
        aws.server().resetRequests();
        assertThat(pull(source, AS_OF).runs().get(0).cached()).isEqualTo(1);
        assertThat(aws.server().findAll(getRequestedFor(urlPathMatching("/exports/focus/.*"))))
                .isEmpty();
    }

    @Test
    void namesTheBucketThatMayNotBeListed() {
        aws.stub(
                get(urlPathMatching("/exports/?")),
                aResponse()
                        .withStatus(403)
                        .withBody("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"));

        assertThat(pull(new LiveSource.Remote("exports", "s3://exports/focus", aws.url()), AS_OF)
                        .gaps())
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.scope()).isEqualTo("s3://exports/focus");
                    assertThat(gap.reason()).contains("s3:ListBucket").contains("AccessDenied");
                });
    }

    private void exportOfOneCharge() throws IOException {
        aws.s3("exports", """
                <ListBucketResult><Name>exports</Name><IsTruncated>false</IsTruncated>
                <Contents><Key>focus/metadata/BILLING_PERIOD=2026-10/focus-Manifest.json</Key><ETag>"v1"</ETag><Size>1</Size>
                </Contents><Contents><Key>focus/data/BILLING_PERIOD=2026-10/part-1.csv.gz</Key><ETag>"x"</ETag><Size>1</Size>
                </Contents></ListBucketResult>""");
        aws.object("/exports/focus/metadata/BILLING_PERIOD=2026-10/focus-Manifest.json", """
                {"exportName":"focus","executionId":"e1","billingPeriod":"2026-10",
                "dataFiles":["s3://exports/focus/data/BILLING_PERIOD=2026-10/part-1.csv.gz"]}""".getBytes(
                        StandardCharsets.UTF_8));
        aws.object("/exports/focus/data/BILLING_PERIOD=2026-10/part-1.csv.gz", gzipped(FOCUS));
    }

    private static final String FOCUS = """
            BilledCost,EffectiveCost,ListCost,ContractedCost,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,ServiceCategory,SubAccountId,RegionId,ResourceId,SkuId,ConsumedQuantity,ConsumedUnit,PricingCategory,CommitmentDiscountId,CommitmentDiscountStatus,Tags
            1.25,1.25,2,2,100,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-05T00:00:00Z,2026-10-05T01:00:00Z,Usage,AWS,Amazon Elastic Compute Cloud,Compute,200,eu-west-1,i-1,SKU1,1,Hours,Standard,,,
            """;

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void asksCostExplorerOnceForFiftyAccounts() {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            accounts.add("2222333344%02d".formatted(i));
        }
        aws.query("AssumeRole", """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>k</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
                <Expiration>2036-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""");
        PullReport report = pull(
                new LiveSource.Aws("org", List.of("eu-west-1"), accounts, "CostwrightReader", aws.url(), 60, List.of()),
                AS_OF);

        assertThat(report.gaps()).isEmpty();
        assertThat(report.runs().get(0).chargedRequests()).isBetween(10L, 59L);
        assertThat(aws.server()
                        .findAll(com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(urlPathEqualTo("/"))
                                .withRequestBody(
                                        containing("arn%3Aaws%3Aiam%3A%3A222233334407%3Arole%2FCostwrightReader"))))
                .isNotEmpty();
    }

    @Test
    void goesOnWithThePageAtWhichAPullWasKilled() throws Exception {
        CountDownLatch third = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        aws.beforeAnswering(body -> {
            if (body.contains("NextToken=t2")) {
                third.countDown();
                awaitQuietly(release);
            }
        });
        for (int number = 0; number < 4; number++) {
            String next = number < 3 ? "<nextToken>t%d</nextToken>".formatted(number + 1) : "";
            String volume =
                    "<volumeSet><item><volumeId>vol-%d</volumeId><size>8</size></item></volumeSet>".formatted(number);
            var request = number == 0
                    ? AwsStub.form("DescribeVolumes").atPriority(2)
                    : AwsStub.form("DescribeVolumes")
                            .withRequestBody(com.github.tomakehurst.wiremock.client.WireMock.matching(
                                    ".*NextToken=t%d(&.*|$)".formatted(number)))
                            .atPriority(1);
            aws.stub(
                    request,
                    aResponse().withBody("<DescribeVolumesResponse>" + volume + next + "</DescribeVolumesResponse>"));
        }
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PullChild.class.getName(),
                        aws.url(),
                        folder.resolve("child.db").toString(),
                        AS_OF.toString())
                .inheritIO()
                .start();
        assertThat(third.await(180, TimeUnit.SECONDS)).isTrue();
        child.destroyForcibly().waitFor();
        release.countDown();
        aws.beforeAnswering(body -> {});
        aws.server().resetRequests();

        try (Store resumed = Store.open(folder.resolve("child.db").toString())) {
            new LivePull(resumed, Clock.fixed(AS_OF, ZoneOffset.UTC), SHORT, pause -> {}, "team", progress::add)
                    .pull(List.of(source("eu-west-1")), AS_OF);
            assertThat(new InventoryStore(resumed).resources()).hasSize(4);
        }
        // The first two pages were kept: only the third and the fourth are asked for.
        assertThat(aws.server()
                        .findAll(com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(urlPathEqualTo("/"))
                                .withRequestBody(containing("Action=DescribeVolumes&"))))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.getBodyAsString()).containsPattern("NextToken=t[23]"));
    }

    @Test
    void rendersAWeeklyReportThatNamesTheGap() throws IOException {
        exportOfOneCharge();
        aws.ec2("DescribeInstances", MACHINE.formatted(16, "running"));
        aws.stub(
                AwsStub.form("DescribeVolumes").atPriority(1),
                aResponse()
                        .withStatus(403)
                        .withBody("<Response><Errors><Error><Code>UnauthorizedOperation</Code>"
                                + "<Message>You are not authorized.</Message></Error></Errors></Response>"));
        LiveSource.Aws source = new LiveSource.Aws(
                "prod", List.of("eu-west-1"), List.of(), "", aws.url(), 60, List.of("s3://exports/focus"));
        Clock clock = Clock.fixed(AS_OF, ZoneOffset.UTC);
        JobOutcome outcome = new Weekly(
                        store,
                        clock,
                        List.of(new LiveImport(List.of(source), clock, "team", progress::add)),
                        ThresholdsInForce.defaults(),
                        new ReportSettings("team", Map.of(), "test"),
                        folder.resolve("reports"))
                .run(AS_OF, StepWatch.NONE);

        assertThat(outcome.gaps()).anySatisfy(gap -> assertThat(gap).contains("disks of 111122223333/eu-west-1"));
        assertThat(Files.readString(Path.of(outcome.result())))
                .contains("disks of 111122223333/eu-west-1 could not be read from prod")
                .contains("UnauthorizedOperation");
    }

    /** Costs of EC2 for each day of October: 1.25 unblended, 1.00 after discounts, 2.50 amortized, 2.00 after discounts. */
    private static String october(String account) {
        StringBuilder days = new StringBuilder();
        for (int day = 1; day <= 31; day++) {
            LocalDate start = LocalDate.of(2026, 10, day);
            days.append(day == 1 ? "" : ",").append("""
                    {"TimePeriod":{"Start":"%s","End":"%s"},"Estimated":false,"Total":{},"Groups":[{"Keys":["%s","AmazonEC2"],
                    "Metrics":{"UnblendedCost":{"Amount":"1.25","Unit":"USD"},"NetUnblendedCost":{"Amount":"1.00","Unit":"USD"},
                    "AmortizedCost":{"Amount":"2.50","Unit":"USD"},"NetAmortizedCost":{"Amount":"2.00","Unit":"USD"}}}]}""".formatted(start, start.plusDays(1), account));
        }
        return "{\"ResultsByTime\":[" + days + "]}";
    }

    @Test
    void rendersAWeeklyReportWithRealSumsFromCostExplorerAlone() throws IOException {
        byDay(october("444455556666"));
        aws.ec2("DescribeInstances", MACHINE.formatted(16, "running"));
        Clock clock = Clock.fixed(AS_OF, ZoneOffset.UTC);
        JobOutcome outcome = new Weekly(
                        store,
                        clock,
                        List.of(new LiveImport(List.of(source("eu-west-1")), clock, "team", progress::add)),
                        ThresholdsInForce.defaults(),
                        new ReportSettings("team", Map.of(), "test"),
                        folder.resolve("reports"))
                .run(AS_OF, StepWatch.NONE);

        // Seven days at 2.00 in the week of 26 October to 1 November, of which Sunday is not stated: 12.00.
        assertThat(Files.readString(Path.of(outcome.result())))
                .contains("$12.00")
                .contains("AmazonEC2")
                .contains("Cost Explorer, no line items");
        assertThat(new SpendStore(store).spend(new SpendQuestion(List.of(), null, null, CostView.BILLED)))
                .singleElement()
                .satisfies(spend -> assertThat(spend.total()).isEqualByComparingTo("31.00"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(180, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
