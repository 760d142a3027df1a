package costwright.jobs.pull.azure;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.util.Context;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import com.azure.resourcemanager.costmanagement.CostManagementManager;
import com.azure.resourcemanager.costmanagement.fluent.models.CostDetailsOperationResultsInner;
import com.azure.resourcemanager.costmanagement.models.BenefitRecommendationModel;
import com.azure.resourcemanager.costmanagement.models.CostDetailsMetricType;
import com.azure.resourcemanager.costmanagement.models.CostDetailsStatusType;
import com.azure.resourcemanager.costmanagement.models.CostDetailsTimePeriod;
import com.azure.resourcemanager.costmanagement.models.ForecastDefinition;
import com.azure.resourcemanager.costmanagement.models.GenerateCostDetailsReportRequestDefinition;
import com.azure.resourcemanager.costmanagement.models.GrainParameter;
import com.azure.resourcemanager.costmanagement.models.QueryDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages.Page;
import costwright.jobs.pull.Pause;
import costwright.jobs.pull.azure.AzureBenefits.KeptAdvice;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cost Management by its client: questions, pages and long-running operations are the client's, waiting and repeating the
 * lane's.
 *
 * <p>Two of its models lose digits: rows of Query and Forecast are {@code List<List<Object>>}, in which an amount has
 * become a double. One model loses whole rows: the use of a reservation has no class of its own. Those three are read from
 * the bytes of the same answer. Amounts of benefit recommendations are decimals in the model, too, and are taken from it.
 */
final class CostManagement {
    private static final Duration POLL_EVERY = Duration.ofSeconds(10);
    private static final int POLLS = 180;
    /** Longest pages make fewest requests; the client has no argument for it. */
    private static final String LONG_PAGES = "$top=5000";

    private final CostManagementManager client;
    private final Lane lane;
    private final Pause pause;

    CostManagement(AzureHttp http, Lane lane, Pause pause) {
        this.client = http.costManagement();
        this.lane = lane;
        this.pause = pause;
    }

    /** The first page of a question; the client cannot ask for those behind it. */
    JsonNode query(String scope, QueryDefinition question) {
        return lane.charged(
                AzureOperation.QUERY.called(),
                () -> exactly(
                        LONG_PAGES, context -> client.queries().usageWithResponse(scope(scope), question, context)));
    }

    JsonNode forecast(String scope, ForecastDefinition question) {
        return lane.charged(
                AzureOperation.FORECAST.called(),
                () -> exactly(
                        "", context -> client.forecasts().usageWithResponse(scope(scope), question, null, context)));
    }

    /** One page of the savings plans that Azure would buy, by the use of the last 30 days. */
    Page<KeptAdvice> benefitRecommendations(String scope, String term, @Nullable String token) {
        PagedIterable<BenefitRecommendationModel> pages = client.benefitRecommendations()
                .list(
                        scope(scope),
                        "properties/lookBackPeriod eq 'Last30Days' and properties/term eq '%s'".formatted(term),
                        null,
                        "properties/allRecommendationDetails",
                        Context.NONE);
        PagedResponse<BenefitRecommendationModel> page =
                lane.call(AzureOperation.BENEFIT_RECOMMENDATIONS.called(), () -> next(pages, token));
        List<BenefitRecommendationModel> models = page.getValue() == null ? List.of() : page.getValue();
        return Page.of(
                models.stream()
                        .filter(one -> one.properties() != null)
                        .map(AzureBenefits::recommendation)
                        .map(KeptAdvice::of)
                        .toList(),
                page.getContinuationToken());
    }

    /** One page of how far each commitment of a billing account was used on each day, both days inclusive. */
    Page<JsonNode> benefitUse(String billingAccount, LocalDate from, LocalDate to, @Nullable String token) {
        return lane.call(AzureOperation.BENEFIT_UTILIZATION.called(), () -> {
            AzureAnswers.Exact exact = new AzureAnswers.Exact("");
            PagedResponse<?> page = next(
                    client.benefitUtilizationSummaries()
                            .listByBillingAccountId(
                                    billingAccount,
                                    GrainParameter.DAILY,
                                    "properties/usageDate ge %s and properties/usageDate le %s".formatted(from, to),
                                    exact.context()),
                    token);
            List<JsonNode> items = new ArrayList<>();
            json(exact).path("value").forEach(items::add);
            return Page.of(items, page.getContinuationToken());
        });
    }

    /**
     * Orders the report of the charges of some days of one month and waits until it is made.
     *
     * @return null when there are no charges
     */
    @Nullable
    CostDetailsOperationResultsInner costDetails(
            String scope, CostDetailsMetricType metric, LocalDate first, LocalDate last) {
        GenerateCostDetailsReportRequestDefinition order = new GenerateCostDetailsReportRequestDefinition()
                .withMetric(metric)
                .withTimePeriod(
                        new CostDetailsTimePeriod().withStart(first.toString()).withEnd(last.toString()));
        AzureAnswers.Exact accepted = new AzureAnswers.Exact("");
        var poller = lane.call(
                AzureOperation.COST_DETAILS.called(),
                () -> client.serviceClient()
                        .getGenerateCostDetailsReports()
                        .beginCreateOperation(scope(scope), order, accepted.context()));
        // The poller does not say how long the answer to the order asked to wait.
        accepted.retryAfter().ifPresent(pause::of);
        CostDetailsOperationResultsInner report = made(scope, poller);
        if (report == null || CostDetailsStatusType.NO_DATA_FOUND.equals(report.status())) {
            return null;
        }
        if (CostDetailsStatusType.FAILED.equals(report.status())) {
            throw new CallFailure(
                    Why.REFUSED,
                    "Azure could not make the cost details of %s from %s to %s: %s"
                            .formatted(scope, first, last, said(report.error())));
        }
        return report;
    }

    private static String said(@Nullable ManagementError error) {
        return error == null ? "it gives no reason" : "%s %s".formatted(error.getCode(), error.getMessage());
    }

    private <T, U> U made(String scope, SyncPoller<T, U> poller) {
        for (int i = 0; i < POLLS; i++) {
            PollResponse<T> state = lane.call(AzureOperation.COST_DETAILS_RESULT.called(), poller::poll);
            if (state.getStatus().isComplete()) {
                return lane.call(AzureOperation.COST_DETAILS_RESULT.called(), poller::getFinalResult);
            }
            pause.of(state.getRetryAfter() == null ? POLL_EVERY : state.getRetryAfter());
        }
        throw new CallFailure(Why.UNAVAILABLE, "Azure did not finish the cost details of %s.".formatted(scope));
    }

    private static <T> PagedResponse<T> next(PagedIterable<T> pages, @Nullable String token) {
        Iterator<PagedResponse<T>> one =
                (token == null ? pages.iterableByPage() : pages.iterableByPage(token)).iterator();
        return one.next();
    }

    private static JsonNode exactly(String query, Consumer<Context> request) {
        AzureAnswers.Exact exact = new AzureAnswers.Exact(query);
        request.accept(exact.context());
        return json(exact);
    }

    private static JsonNode json(AzureAnswers.Exact exact) {
        try {
            return AzureHttp.JSON.readTree(exact.content());
        } catch (IOException e) {
            throw new CallFailure(Why.MALFORMED, "The answer is cut off or no JSON: " + e.getMessage(), null, e);
        }
    }

    /** The client puts a slash before it. */
    private static String scope(String scope) {
        return scope.replaceFirst("^/", "");
    }
}
