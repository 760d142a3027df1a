package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** An AWS of one account that answers every operation that is called; empty where a test says nothing. */
final class AwsStub implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    private static final String EC2 = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private final WireMockServer server;

    AwsStub() {
        server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(20)
                .extensions(new Hold())
                .maxRequestJournalEntries(2000));
        server.start();
        server.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(aResponse().withStatus(500).withBody("not stubbed")));
        query("GetCallerIdentity", """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                <Arn>arn:aws:iam::111122223333:role/costwright</Arn><UserId>A</UserId><Account>111122223333</Account>
                </GetCallerIdentityResult></GetCallerIdentityResponse>""");
        emptyInventory();
        emptyCosts();
    }

    /** Hears the body of every request before it is answered, and may hold the answer back. */
    void beforeAnswering(Consumer<String> listener) {
        this.listener = listener;
    }

    private volatile Consumer<String> listener = body -> {};

    private final class Hold implements StubRequestFilterV2 {
        @Override
        public RequestFilterAction filter(Request request, ServeEvent event) {
            listener.accept(request.getBodyAsString());
            return RequestFilterAction.continueWith(request);
        }

        @Override
        public String getName() {
            return "hold";
        }
    }

    String url() {
        return server.baseUrl();
    }

    private void emptyInventory() {
        ec2("DescribeInstances", "<reservationSet/>");
        ec2("DescribeVolumes", "<volumeSet/>");
        ec2("DescribeSnapshots", "<snapshotSet/>");
        ec2("DescribeAddresses", "<addressesSet/>");
        ec2("DescribeNatGateways", "<natGatewaySet/>");
        ec2("DescribeReservedInstances", "<reservedInstancesSet/>");
        ec2("DescribeInstanceTypes", "<instanceTypeSet/>");
        ec2("DescribeRegions", "<regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo>");
        query("DescribeDBInstances", "<r><DescribeDBInstancesResult><DBInstances/></DescribeDBInstancesResult></r>");
        query(
                "DescribeReservedDBInstances",
                "<r><DescribeReservedDBInstancesResult><ReservedDBInstances/></DescribeReservedDBInstancesResult></r>");
        query(
                "DescribeLoadBalancers",
                "<r><DescribeLoadBalancersResult><LoadBalancers/></DescribeLoadBalancersResult></r>");
        query(
                "DescribeAutoScalingGroups",
                "<r><DescribeAutoScalingGroupsResult><AutoScalingGroups/></DescribeAutoScalingGroupsResult></r>");
        query("ListMetrics", "<r><ListMetricsResult><Metrics/></ListMetricsResult></r>");
        query("GetMetricData", "<r><GetMetricDataResult><MetricDataResults/></GetMetricDataResult></r>");
    }

    private void emptyCosts() {
        costExplorer("GetCostAndUsage", "{\"ResultsByTime\":[]}");
        costExplorer("GetCostCategories", "{\"CostCategoryNames\":[],\"ReturnSize\":0,\"TotalSize\":0}");
        costExplorer("GetSavingsPlansUtilization", resource("get_savings_plans_utilization.json"));
        costExplorer("GetSavingsPlansCoverage", "{\"SavingsPlansCoverages\":[]}");
        costExplorer("GetReservationUtilization", "{\"UtilizationsByTime\":[]}");
        costExplorer("GetReservationCoverage", "{\"CoveragesByTime\":[]}");
        costExplorer("GetSavingsPlansPurchaseRecommendation", resource("recommendation_compute_sp.json"));
        costExplorer("GetReservationPurchaseRecommendation", "{\"Recommendations\":[]}");
        costExplorer("GetRightsizingRecommendation", "{\"RightsizingRecommendations\":[]}");
        costExplorer("GetCostForecast", """
                {"Total":{"Amount":"310.5","Unit":"USD"},"ForecastResultsByTime":[
                {"TimePeriod":{"Start":"2026-11-02","End":"2026-12-01"},"MeanValue":"310.5",
                "PredictionIntervalLowerBound":"300.25","PredictionIntervalUpperBound":"320.75"}]}""");
        costExplorer("GetAnomalies", """
                {"Anomalies":[{"AnomalyId":"a-1","AnomalyStartDate":"2026-10-20T00:00:00Z","Impact":{"MaxImpact":4.5,
                "TotalImpact":12.25},"AnomalyScore":{"MaxScore":1.0,"CurrentScore":1.0},
                "MonitorArn":"arn:aws:ce::1:anomalymonitor/m","RootCauses":[{"Service":"Amazon EC2","Region":"eu-west-1"}]}]}""");
        json("AWSBudgetServiceGateway.DescribeBudgets", """
                {"Budgets":[{"BudgetName":"all","BudgetLimit":{"Amount":"500.00","Unit":"USD"},"TimeUnit":"MONTHLY",
                "BudgetType":"COST","CalculatedSpend":{"ActualSpend":{"Amount":"123.456","Unit":"USD"}}}]}""");
        json("CostOptimizationHubService.ListRecommendations", """
                {"items":[{"accountId":"111122223333","actionType":"Rightsize","currencyCode":"USD",
                "currentResourceSummary":"m5a.xlarge","currentResourceType":"Ec2Instance","estimatedMonthlySavings":43.07,
                "recommendationId":"NDkw","recommendedResourceSummary":"r5a.large","region":"eu-west-1",
                "resourceId":"i-000ce83ee0c70e572","restartNeeded":true,"rollbackPossible":true,
                "source":"ComputeOptimizer"}]}""");
        json("ComputeOptimizerService.GetEC2InstanceRecommendations", "{\"instanceRecommendations\":[]}");
        json("AWSPriceListService.GetProducts", "{\"FormatVersion\":\"aws_v1\",\"PriceList\":[]}");
        server.stubFor(post(urlPathEqualTo("/DescribeSavingsPlansOfferingRates"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"searchResults\":[]}")));
        server.stubFor(post(urlPathEqualTo("/DescribeSavingsPlans"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(resource("describe_savings_plans.json"))));
    }

    /** An answer of the Query protocol: the action is a parameter of the form. */
    void query(String action, String xml) {
        stub(form(action), aResponse().withHeader("Content-Type", "text/xml").withBody(xml));
    }

    /** An answer of EC2, given its content. */
    void ec2(String action, String content) {
        query(action, "<%sResponse xmlns=\"%s\">%s</%sResponse>".formatted(action, EC2, content, action));
    }

    void costExplorer(String operation, String json) {
        json("AWSInsightsIndexService." + operation, json);
    }

    void json(String target, String json) {
        stub(
                post(urlPathEqualTo("/")).withHeader("X-Amz-Target", equalTo(target)),
                aResponse()
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody(json));
    }

    /** Answers of an object store: a listing and the objects. */
    void s3(String bucket, String listing) {
        stub(
                get(urlPathMatching("/" + bucket + "/?")).withQueryParam("list-type", equalTo("2")),
                aResponse().withHeader("Content-Type", "application/xml").withBody(listing));
    }

    void object(String path, byte[] content) {
        // The SDK escapes the sign of equality.
        stub(get(urlPathMatching(path.replace("=", "(=|%3D)"))), aResponse().withBody(content));
    }

    static MappingBuilder form(String action) {
        return post(urlPathEqualTo("/")).withRequestBody(containing("Action=" + action + "&"));
    }

    void stub(MappingBuilder request, ResponseDefinitionBuilder answer) {
        server.stubFor(request.willReturn(answer));
    }

    WireMockServer server() {
        return server;
    }

    int requestsOf(String operation) {
        return server.findAll(postRequestedFor(urlPathEqualTo("/"))
                                .withHeader("X-Amz-Target", equalTo("AWSInsightsIndexService." + operation)))
                        .size()
                + server.findAll(postRequestedFor(urlPathEqualTo("/"))
                                .withRequestBody(containing("Action=" + operation + "&")))
                        .size();
    }

    static String resource(String name) {
        try (InputStream in = AwsStub.class.getResourceAsStream("/costwright/pull/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no test resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
