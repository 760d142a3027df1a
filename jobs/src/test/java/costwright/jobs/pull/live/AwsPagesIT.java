package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.CommitmentStore;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoredCommitment;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderAnomaly;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderRecommendation;
import costwright.schema.pull.Gap;
import costwright.schema.resource.Provider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings of three pages of which the third fails: the next pull asks for the third and for no other again. */
class AwsPagesIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final List<String> TOKENS = List.of("", "token-of-second", "token-of-third", "");

    @TempDir
    Path folder;

    /**
     * @param dataset as gaps name it
     * @param named what is in the address, the target or the body of its requests only
     * @param page number and what follows it in the answer, to the body
     */
    private record Paged(
            String dataset,
            String named,
            Supplier<MappingBuilder> question,
            BiFunction<Integer, String, String> page) {}

    private static Paged json(String dataset, String target, String field, String page, String tokenField) {
        return new Paged(
                dataset,
                target,
                () -> post(urlPathEqualTo("/")).withHeader("X-Amz-Target", equalTo(target)),
                (number, token) -> "{\"%s\":[%s]%s}"
                        .formatted(
                                field,
                                page.replace("#", String.valueOf(number)),
                                token.isEmpty() ? "" : ",\"%s\":\"%s\"".formatted(tokenField, token)));
    }

    private static final List<Paged> ALL = List.of(
            json("anomalies", "AWSInsightsIndexService.GetAnomalies", "Anomalies", """
                    {"AnomalyId":"a-#","AnomalyStartDate":"2026-10-2#T00:00:00Z","Impact":{"MaxImpact":4.5,
                    "TotalImpact":12.25},"AnomalyScore":{"MaxScore":1.0,"CurrentScore":1.0},"MonitorArn":"arn:m",
                    "RootCauses":[{"Service":"Amazon EC2"}]}""", "NextPageToken"),
            json("budgets", "AWSBudgetServiceGateway.DescribeBudgets", "Budgets", """
                    {"BudgetName":"b-#","BudgetLimit":{"Amount":"500.10","Unit":"USD"},"TimeUnit":"MONTHLY",
                    "BudgetType":"COST"}""", "NextToken"),
            json(
                    "cost-optimization-hub recommendations",
                    "CostOptimizationHubService.ListRecommendations",
                    "items",
                    """
                    {"recommendationId":"h-#","actionType":"Stop","estimatedMonthlySavings":43.07,"currencyCode":"USD"}""",
                    "nextToken"),
            json(
                    "cost-explorer rightsizing recommendations",
                    "AWSInsightsIndexService.GetRightsizingRecommendation",
                    "RightsizingRecommendations",
                    """
                    {"AccountId":"1","CurrentInstance":{"ResourceId":"i-#"},"RightsizingType":"TERMINATE"}""",
                    "NextPageToken"),
            new Paged(
                    "savings plans",
                    "/DescribeSavingsPlans&",
                    () -> post(urlPathEqualTo("/DescribeSavingsPlans")),
                    (number, token) ->
                            """
                            {"savingsPlans":[{"savingsPlanArn":"arn:plan-%d","savingsPlanType":"Compute",
                            "paymentOption":"No Upfront","commitment":"0.123456789","currency":"USD","state":"active",
                            "start":"2026-01-01T00:00:00.000Z","end":"2026-12-31T23:59:59.000Z",
                            "termDurationInSeconds":31536000}]%s}""".formatted(number, token.isEmpty() ? "" : ",\"nextToken\":\"" + token + "\"")),
            new Paged(
                    "reserved databases",
                    "Action=DescribeReservedDBInstances&",
                    () -> AwsStub.form("DescribeReservedDBInstances"),
                    (number, token) -> """
                            <r><DescribeReservedDBInstancesResult>%s<ReservedDBInstances><ReservedDBInstance>
                            <ReservedDBInstanceArn>arn:db-%d</ReservedDBInstanceArn><State>active</State>
                            <StartTime>2026-01-01T00:00:00.000Z</StartTime><Duration>31536000</Duration>
                            <FixedPrice>0.0</FixedPrice><UsagePrice>0.25</UsagePrice><CurrencyCode>USD</CurrencyCode>
                            <DBInstanceClass>db.m5.large</DBInstanceClass><DBInstanceCount>1</DBInstanceCount>
                            <OfferingType>No Upfront</OfferingType><MultiAZ>false</MultiAZ></ReservedDBInstance>
                            </ReservedDBInstances></DescribeReservedDBInstancesResult></r>""".formatted(token.isEmpty() ? "" : "<Marker>" + token + "</Marker>", number)));

    @Test
    void goesOnAtThePageThatFailedAndAsksForNoneTwice() {
        try (AwsStub aws = new AwsStub();
                Store store = Store.open(folder.resolve("test.db").toString())) {
            for (Paged paged : ALL) {
                answer(aws, paged, 1);
                answer(aws, paged, 2);
                aws.stub(
                        at(paged, 3),
                        aResponse()
                                .withStatus(403)
                                .withBody("{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}"));
            }
            assertThat(pull(aws, store, AS_OF).gaps())
                    .extracting(Gap::dataset)
                    .containsExactlyInAnyOrderElementsOf(
                            ALL.stream().map(Paged::dataset).toList());
            ALL.forEach(paged -> answer(aws, paged, 3));

            assertThat(pull(aws, store, AS_OF.plusSeconds(60)).gaps()).isEmpty();
            for (Paged paged : ALL) {
                assertThat(List.of(asked(aws, paged, 1), asked(aws, paged, 2), asked(aws, paged, 3)))
                        .as(paged.dataset())
                        .containsExactly(1L, 1L, 2L);
            }
            holdsAllPages(store);
        }
    }

    private static void holdsAllPages(Store store) {
        ProviderStore provider = new ProviderStore(store);
        assertThat(provider.anomalies())
                .extracting(ProviderAnomaly::firstDay)
                .containsExactly(LocalDate.of(2026, 10, 21), LocalDate.of(2026, 10, 22), LocalDate.of(2026, 10, 23));
        Money limit = Money.of("500.1", "USD");
        assertThat(provider.budgets())
                .extracting(ProviderBudget::name, ProviderBudget::limit, ProviderBudget::provider)
                .containsExactly(
                        tuple("b-1", limit, Provider.AWS),
                        tuple("b-2", limit, Provider.AWS),
                        tuple("b-3", limit, Provider.AWS));
        assertThat(provider.recommendations())
                .filteredOn(one -> one.tool().equals("cost-optimization-hub"))
                .extracting(ProviderRecommendation::monthlySavings)
                .containsExactly(Money.of("43.07", "USD"), Money.of("43.07", "USD"), Money.of("43.07", "USD"));
        assertThat(provider.recommendations())
                .filteredOn(one -> one.tool().equals("cost-explorer rightsizing"))
                .extracting(ProviderRecommendation::resource)
                .containsExactlyInAnyOrder("i-1", "i-2", "i-3");
        assertThat(new CommitmentStore(store).pulled())
                .extracting(StoredCommitment::commitment)
                .extracting(PulledCommitment::id)
                .containsExactlyInAnyOrder(
                        "arn:plan-1", "arn:plan-2", "arn:plan-3", "arn:db-1", "arn:db-2", "arn:db-3");
        assertThat(new CommitmentStore(store).pulled())
                .extracting(StoredCommitment::commitment)
                .filteredOn(one -> one.id().equals("arn:plan-1"))
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.hourlyCost()).isEqualTo(Money.of("0.123456789", "USD"));
                    assertThat(plan.start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
                });
    }

    /** The first page is asked for without a token, so that its answer is the one for what no other matches. */
    private static MappingBuilder at(Paged paged, int number) {
        MappingBuilder question = paged.question().get();
        return number == 1
                ? question.atPriority(3)
                : question.withRequestBody(containing(TOKENS.get(number - 1))).atPriority(2);
    }

    private static void answer(AwsStub aws, Paged paged, int number) {
        MappingBuilder question = number == 3 ? at(paged, 3).atPriority(1) : at(paged, number);
        aws.stub(question, aResponse().withBody(paged.page().apply(number, TOKENS.get(number))));
    }

    private static long asked(AwsStub aws, Paged paged, int number) {
        return aws.server().getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .filter(request -> (request.getUrl() + "&" + request.getHeader("X-Amz-Target")
                                + request.getBodyAsString())
                        .contains(paged.named()))
                .filter(request -> TOKENS.stream()
                        .filter(token ->
                                !token.isEmpty() && request.getBodyAsString().contains(token))
                        .findFirst()
                        .orElse("")
                        .equals(TOKENS.get(number - 1)))
                .count();
    }

    private static PullReport pull(AwsStub aws, Store store, Instant asOf) {
        return new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), SHORT, pause -> {}, "team", line -> {})
                .pull(
                        List.of(new LiveSource.Aws(
                                "prod", List.of("eu-west-1"), List.of(), "", aws.url(), 60, List.of())),
                        asOf);
    }
}
