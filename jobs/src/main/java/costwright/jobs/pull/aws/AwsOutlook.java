package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.Pages.Page;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.aws.KeptRows.AnomalyRow;
import costwright.jobs.pull.aws.KeptRows.BudgetRow;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderAnomaly;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderForecast;
import costwright.schema.resource.Provider;
import costwright.schema.time.ChargePeriod;
import costwright.schema.time.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.Budget;
import software.amazon.awssdk.services.budgets.model.DescribeBudgetsResponse;
import software.amazon.awssdk.services.budgets.model.Spend;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Anomaly;
import software.amazon.awssdk.services.costexplorer.model.AnomalyDateInterval;
import software.amazon.awssdk.services.costexplorer.model.GetAnomaliesResponse;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Metric;
import software.amazon.awssdk.services.costexplorer.model.RootCause;

/** What AWS expects, has noticed and was told to watch: forecast, anomalies and budgets; asked at most once a day. */
final class AwsOutlook {
    private static final int ANOMALY_DAYS = 90;

    private final PullContext context;
    private final Lane lane;
    private final String payer;

    AwsOutlook(PullContext context, Lane lane, String payer) {
        this.context = context;
        this.lane = lane;
        this.payer = payer;
    }

    /** The rest of this month and the two after it. */
    PullTask forecast(CostExplorerClient client) {
        return daily("forecast", () -> {
            LocalDate end = today().plusMonths(3).withDayOfMonth(1);
            GetCostForecastResponse answer = lane.charged(
                    "ce:GetCostForecast",
                    () -> client.getCostForecast(request -> request.timePeriod(CostExplorerPull.interval(today(), end))
                            .metric(Metric.UNBLENDED_COST)
                            .granularity(Granularity.MONTHLY)
                            .predictionIntervalLevel(80)));
            if (answer.total() == null || answer.total().unit() == null) {
                throw new CallFailure(
                        CallFailure.Why.MALFORMED,
                        "ce:GetCostForecast: the answer has no total, so its currency is unknown.");
            }
            String currency = answer.total().unit();
            List<ProviderForecast> forecasts = answer.forecastResultsByTime().stream()
                    .map(result -> new ProviderForecast(
                            Provider.AWS,
                            payer,
                            LocalDate.parse(result.timePeriod().start()),
                            LocalDate.parse(result.timePeriod().end()),
                            Money.of(result.meanValue(), currency),
                            money(result.predictionIntervalLowerBound(), currency),
                            money(result.predictionIntervalUpperBound(), currency)))
                    .toList();
            context.provider().replaceForecasts(context.source(), payer, forecasts);
            return () -> {};
        });
    }

    PullTask anomalies(CostExplorerClient client) {
        AnomalyDateInterval window = AnomalyDateInterval.builder()
                .startDate(today().minusDays(ANOMALY_DAYS).toString())
                .endDate(today().toString())
                .build();
        return paged(
                "anomalies",
                AnomalyRow.class,
                token -> {
                    GetAnomaliesResponse answer = lane.charged(
                            "ce:GetAnomalies",
                            () -> client.getAnomalies(request ->
                                    request.dateInterval(window).maxResults(100).nextPageToken(token)));
                    return Page.of(
                            answer.anomalies().stream()
                                    .map(one -> AnomalyRow.of(anomaly(one)))
                                    .toList(),
                            answer.nextPageToken());
                },
                rows -> context.provider()
                        .replaceAnomalies(
                                context.source(),
                                payer,
                                rows.stream().map(AnomalyRow::anomaly).toList()));
    }

    private ProviderAnomaly anomaly(Anomaly anomaly) {
        return new ProviderAnomaly(
                Provider.AWS,
                payer,
                anomaly.anomalyId(),
                LocalDate.parse(anomaly.anomalyStartDate().substring(0, 10)),
                anomaly.anomalyEndDate() == null
                        ? null
                        : LocalDate.parse(anomaly.anomalyEndDate().substring(0, 10)),
                // Cost Explorer's anomalies carry no currency: it is always dollars.
                Money.of(new BigDecimal(anomaly.impact().totalImpact().toString()).toPlainString(), "USD"),
                anomaly.rootCauses().stream().map(AwsOutlook::cause).toList());
    }

    private static String cause(RootCause cause) {
        return Stream.of(cause.service(), cause.region(), cause.linkedAccount(), cause.usageType())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" / "));
    }

    PullTask budgets(BudgetsClient client) {
        return paged(
                "budgets",
                BudgetRow.class,
                token -> {
                    DescribeBudgetsResponse answer = lane.call(
                            "budgets:DescribeBudgets",
                            () -> client.describeBudgets(request ->
                                    request.accountId(payer).maxResults(100).nextToken(token)));
                    return Page.of(
                            answer.budgets().stream()
                                    .filter(AwsOutlook::isOfMoney)
                                    .map(one -> BudgetRow.of(budget(one)))
                                    .toList(),
                            answer.nextToken());
                },
                rows -> context.provider()
                        .replaceBudgets(
                                context.source(),
                                payer,
                                rows.stream().map(row -> row.budget(today())).toList()));
    }

    /** Other budgets watch hours or percentages. */
    private static boolean isOfMoney(Budget budget) {
        return "COST".equals(budget.budgetTypeAsString()) && budget.budgetLimit() != null;
    }

    private ProviderBudget budget(Budget budget) {
        var spend = budget.calculatedSpend();
        return new ProviderBudget(
                Provider.AWS,
                payer,
                budget.budgetName(),
                AwsCommitments.word(budget.timeUnitAsString()),
                Money.of(
                        budget.budgetLimit().amount().toPlainString(),
                        budget.budgetLimit().unit()),
                spend == null ? null : money(spend.actualSpend()),
                spend == null ? null : money(spend.forecastedSpend()),
                today());
    }

    /** Its pages are kept until the rows are stored, so that an interrupted reading goes on at its page. */
    private <T> PullTask paged(String dataset, Class<T> row, Pages.Reader<T> reader, Consumer<List<T>> storing) {
        return daily(dataset, () -> {
            Pages.Reading<T> reading = context.pages().read("%s %s %s".formatted(payer, dataset, today()), row, reader);
            storing.accept(reading.rows());
            return reading::close;
        });
    }

    /** @param reading reads and stores, and gives what is to be done when it is noted that the day is read */
    private PullTask daily(String dataset, Supplier<Runnable> reading) {
        return PullTask.of(payer, dataset, () -> {
            Period day = new ChargePeriod(
                    today().atStartOfDay(ZoneOffset.UTC).toInstant(),
                    today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            if (!context.windows().isDue(payer, dataset, day, Duration.ofDays(1))) {
                return Outcome.CACHED;
            }
            Runnable afterwards = reading.get();
            context.windows().note(payer, dataset, day, false);
            afterwards.run();
            return Outcome.READ;
        });
    }

    private LocalDate today() {
        return context.asOf().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static @Nullable Money money(@Nullable String amount, String currency) {
        return amount == null || amount.isBlank() ? null : Money.of(amount, currency);
    }

    private static @Nullable Money money(@Nullable Spend spend) {
        return spend == null || spend.amount() == null
                ? null
                : Money.of(spend.amount().toPlainString(), spend.unit());
    }
}
