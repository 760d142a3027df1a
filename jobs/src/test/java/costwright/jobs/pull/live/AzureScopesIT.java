package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.CommitmentStore;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.Store;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderCost;
import costwright.schema.provider.ProviderForecast;
import costwright.schema.provider.ProviderRecommendation;
import costwright.schema.pull.Gap;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource groups and management groups as scopes, and lists that break off between two pages. */
class AzureScopesIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final String GRAPH = "/providers/Microsoft.ResourceGraph/resources";
    private static final String RESOURCE_GROUP = "/subscriptions/5ub/resourceGroups/rg";
    private static final String MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/corp";
    private static final String ADVISOR = AzureStub.SCOPE + "/providers/Microsoft.Advisor/recommendations";
    private static final String BUDGETS = AzureStub.SCOPE + "/providers/Microsoft.Consumption/budgets";
    private static final String BENEFITS =
            AzureStub.SCOPE + "/providers/Microsoft.CostManagement/benefitRecommendations";
    private static final String RESERVATIONS = "/providers/Microsoft.Capacity/reservations";
    private static final String SAVINGS_PLANS = "/providers/Microsoft.BillingBenefits/savingsPlans";

    @TempDir
    Path folder;

    private AzureStub azure;
    private Store store;

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

    private PullReport pull(String... scopes) {
        return new LivePull(store, Clock.fixed(AS_OF, ZoneOffset.UTC), SHORT, pause -> {}, "team", line -> {})
                .pull(List.of(new LiveSource.Azure("corp", List.of(scopes), azure.url(), 60, List.of())), AS_OF);
    }

    private static String forecast(String month) {
        return """
                {"properties":{"columns":[{"name":"Cost","type":"Number"},{"name":"BillingMonth","type":"Datetime"},
                {"name":"CostStatus","type":"String"},{"name":"Currency","type":"String"}],
                "rows":[[250.5,"%s-01T00:00:00","Forecast","EUR"]]}}""".formatted(month);
    }

    private static String budget(String name) {
        return """
                {"name":"%s","properties":{"timeGrain":"Monthly","amount":900.123456,
                "currentSpend":{"amount":400.25,"unit":"EUR"}}}""".formatted(name);
    }

    private void answers(String scope) {
        azure.answer(
                "POST",
                scope + "/providers/Microsoft.CostManagement/query",
                2,
                AzureStub.rows(AzureStub.row("12.5", "2026-10", "Storage")));
        azure.answer("POST", scope + "/providers/Microsoft.CostManagement/forecast", 2, forecast("2026-12"));
        azure.answer(
                "GET",
                scope + "/providers/Microsoft.Consumption/budgets",
                2,
                "{\"value\":[%s]}".formatted(budget("team")));
    }

    @ParameterizedTest
    @ValueSource(strings = {RESOURCE_GROUP, MANAGEMENT_GROUP})
    void asksForCostsForecastAndBudgetsAtThePathOfTheScope(String scope) {
        answers(scope);
        assertThat(pull(scope).gaps()).isEmpty();

        ProviderStore provider = new ProviderStore(store);
        assertThat(provider.costs("AmortizedCost:SubscriptionId,ServiceName"))
                .extracting(ProviderCost::scope, ProviderCost::amount)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(scope, Money.of("12.5", "EUR")));
        assertThat(provider.forecasts())
                .extracting(ProviderForecast::scope, ProviderForecast::mean)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(scope, Money.of("250.5", "EUR")));
        assertThat(provider.budgets())
                .extracting(ProviderBudget::scope, ProviderBudget::limit)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(scope, Money.of("900.123456", "EUR")));
    }

    @ParameterizedTest
    @ValueSource(strings = {RESOURCE_GROUP, MANAGEMENT_GROUP})
    void refusesCostsAndAForecastOfOtherMonthsThanAsked(String scope) {
        answers(scope);
        azure.answer(
                "POST",
                scope + "/providers/Microsoft.CostManagement/query",
                1,
                AzureStub.rows(AzureStub.row("12.5", "2025-11", "Storage")));
        azure.answer("POST", scope + "/providers/Microsoft.CostManagement/forecast", 1, forecast("2025-12"));

        List<Gap> gaps = pull(scope).gaps();
        assertThat(gaps).hasSize(5).allSatisfy(gap -> assertThat(gap.reason()).contains("it moved the dates"));
        assertThat(gaps)
                .filteredOn(gap -> gap.dataset().equals("forecast"))
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason())
                        .contains("asked for 2026-11-01 to 2027-01-01 and answered for 2025-12-01"));
        assertThat(new ProviderStore(store).forecasts()).isEmpty();
    }

    @Test
    void readsTheInventoryOfEverySubscriptionBelowAManagementGroupOnce() {
        members("{\"data\":[{\"subscriptionId\":\"aaaa\"},{\"subscriptionId\":\"BBBB\"}],\"$skipToken\":\"two\"}");
        azure.server()
                .stubFor(post(urlPathEqualTo(GRAPH))
                        .withRequestBody(matchingJsonPath("$.managementGroups", equalToJson("[\"corp\"]")))
                        .withRequestBody(matchingJsonPath("$.options['$skipToken']", equalTo("two")))
                        .atPriority(1)
                        .willReturn(AzureStub.json("{\"data\":[{\"subscriptionId\":\"cccc\"}]}")));
        for (String subscription : List.of("aaaa", "bbbb", "cccc")) {
            azure.server()
                    .stubFor(post(urlPathEqualTo(GRAPH))
                            .withRequestBody(
                                    matchingJsonPath("$.subscriptions", equalToJson("[\"" + subscription + "\"]")))
                            .atPriority(2)
                            .willReturn(AzureStub.json("""
                                    {"data":[{"id":"/subscriptions/%s/resourceGroups/rg/providers/Microsoft.Compute/disks/d",
                                    "type":"microsoft.compute/disks","location":"francecentral","subscriptionId":"%s",
                                    "properties":{"diskSizeGB":8,"diskState":"Unattached"}}]}""".formatted(subscription, subscription))));
        }
        // Named by itself, too, and spelt otherwise.
        assertThat(pull(MANAGEMENT_GROUP, "/subscriptions/bbbb").gaps()).isEmpty();

        assertThat(new InventoryStore(store).resources())
                .extracting(stored -> stored.resource().subAccount().value())
                .containsExactlyInAnyOrder("aaaa", "bbbb", "cccc");
        assertThat(graphRequests()).hasSize(5);
        // Advisor knows no management groups; the subscription that is a scope itself is asked once.
        assertThat(azure.server().findAll(getRequestedFor(urlPathMatching(".*/Microsoft.Advisor/recommendations"))))
                .extracting(request -> request.getUrl().replaceFirst("/providers/.*", ""))
                .containsExactlyInAnyOrder("/subscriptions/aaaa", "/subscriptions/bbbb", "/subscriptions/cccc");
    }

    private void members(String answer) {
        azure.server()
                .stubFor(post(urlPathEqualTo(GRAPH))
                        .withRequestBody(matchingJsonPath("$.managementGroups", equalToJson("[\"corp\"]")))
                        .atPriority(2)
                        .willReturn(AzureStub.json(answer)));
    }

    private List<LoggedRequest> graphRequests() {
        return azure.server().findAll(anyRequestedFor(urlPathEqualTo(GRAPH)));
    }

    @Test
    void asksAManagementGroupForNothingThatAzureHasForOtherScopesOnly() {
        pull(MANAGEMENT_GROUP);
        assertThat(azure.server().findAll(anyRequestedFor(anyUrl())))
                .extracting(request -> request.getUrl().replaceFirst("\\?.*", ""))
                .filteredOn(path -> path.startsWith(MANAGEMENT_GROUP))
                .containsOnly(
                        MANAGEMENT_GROUP + "/providers/Microsoft.CostManagement/query",
                        MANAGEMENT_GROUP + "/providers/Microsoft.CostManagement/forecast",
                        MANAGEMENT_GROUP + "/providers/Microsoft.Consumption/budgets");
    }

    @Test
    void leavesAGapWhenTheSubscriptionsOfAManagementGroupAreNotTold() {
        azure.server()
                .stubFor(post(urlPathEqualTo(GRAPH))
                        .withRequestBody(matchingJsonPath("$.managementGroups"))
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withBody(
                                        "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"No access.\"}}")));
        assertThat(pull(MANAGEMENT_GROUP, AzureStub.SCOPE).gaps())
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.dataset()).isEqualTo("subscriptions");
                    assertThat(gap.scope()).isEqualTo(MANAGEMENT_GROUP);
                });
        assertThat(graphRequests()).hasSize(2);
    }

    private static String benefit(String name) {
        return """
                {"name":"%s","kind":"SavingsPlan","properties":{"scope":"Single","subscriptionId":"5ub","term":"P1Y",
                "lookBackPeriod":"Last30Days","totalHours":720,"armSkuName":"Compute_Savings_Plan","currencyCode":"EUR",
                "recommendationDetails":{"savingsAmount":123.456789,"commitmentAmount":0.5}}}""".formatted(name);
    }

    /** The first page answers; the second only when no outage stands before it. */
    private void twoPages(String path, String first, String second) {
        azure.answer(
                "GET",
                path,
                3,
                "{\"value\":[%s],\"nextLink\":\"https://elsewhere.example%s?api-version=x&$skiptoken=two\"}"
                        .formatted(first, path));
        azure.server()
                .stubFor(get(urlPathEqualTo(path))
                        .withQueryParam("$skiptoken", equalTo("two"))
                        .atPriority(2)
                        .willReturn(AzureStub.json("{\"value\":[%s]}".formatted(second))));
    }

    @Test
    void goesOnBehindTheLastPageOfAdviceBudgetsAndHoldings() {
        String advice = "{\"name\":\"%s\",\"properties\":{\"extendedProperties\":{}}}";
        String holding = """
                {"id":"/h/%s","sku":{"name":"s"},"properties":{"term":"P1Y","quantity":3,
                "commitment":{"amount":0.123456789012345678,"currencyCode":"EUR"}}}""";
        twoPages(ADVISOR, advice.formatted("a1"), advice.formatted("a2"));
        twoPages(BENEFITS, benefit("n1"), benefit("n2"));
        twoPages(BUDGETS, budget("b1"), budget("b2"));
        twoPages(RESERVATIONS, holding.formatted("r1"), holding.formatted("r2"));
        twoPages(SAVINGS_PLANS, holding.formatted("s1"), holding.formatted("s2"));
        var outage = azure.server()
                .stubFor(get(urlPathMatching(".*"))
                        .withQueryParam("$skiptoken", equalTo("two"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(400)));
        assertThat(pull(AzureStub.SCOPE).gaps())
                .extracting(Gap::dataset)
                .containsExactlyInAnyOrder(
                        "advisor recommendations",
                        "benefit recommendations P1Y",
                        "benefit recommendations P3Y",
                        "budgets",
                        "reservations",
                        "savings plans");
        // A list that is read in part is not stored in part.
        assertThat(new ProviderStore(store).budgets()).isEmpty();
        assertThat(new CommitmentStore(store).pulled()).isEmpty();

        azure.server().removeStub(outage);
        azure.server().resetRequests();
        assertThat(pull(AzureStub.SCOPE).gaps()).isEmpty();
        for (String path : List.of(ADVISOR, BUDGETS, RESERVATIONS, SAVINGS_PLANS)) {
            assertThat(azure.server().findAll(getRequestedFor(urlPathEqualTo(path))))
                    .singleElement()
                    .satisfies(request -> assertThat(request.getUrl()).contains("skiptoken=two"));
        }
        assertThat(azure.server().findAll(getRequestedFor(urlPathEqualTo(BENEFITS))))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.getUrl()).contains("skiptoken=two"));
        assertThat(new ProviderStore(store).recommendations())
                .extracting(ProviderRecommendation::id)
                .containsExactlyInAnyOrder("a1", "a2", "n1", "n2");
        // 123.456789 in 720 hours, × 730: 125.171466625, half even.
        assertThat(new ProviderStore(store).recommendations())
                .filteredOn(one -> one.id().startsWith("n"))
                .allSatisfy(one -> assertThat(one.monthlySavings()).isEqualTo(Money.of("125.171467", "EUR")));
        assertThat(new ProviderStore(store).budgets())
                .extracting(ProviderBudget::limit)
                .containsExactly(Money.of("900.123456", "EUR"), Money.of("900.123456", "EUR"));
        assertThat(new CommitmentStore(store).pulled())
                .extracting(held -> held.commitment().id())
                .containsExactlyInAnyOrder("/h/r1", "/h/r2", "/h/s1", "/h/s2");
    }
}
