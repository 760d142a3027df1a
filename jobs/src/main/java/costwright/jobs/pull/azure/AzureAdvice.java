package costwright.jobs.pull.azure;

import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.azure.AzureBenefits.KeptAdvice;
import costwright.schema.finding.Fingerprint;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderForecast;
import costwright.schema.provider.ProviderRecommendation;
import costwright.schema.resource.Provider;
import costwright.schema.time.ChargePeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Azure's own tools recommend, expect and were told to watch, for one scope; asked at most once a day. */
final class AzureAdvice {
    private static final String BILLING_ACCOUNT = "/providers/microsoft\\.billing/billingaccounts/[^/]+";
    private static final BigDecimal MONTHS_PER_YEAR = BigDecimal.valueOf(12);

    private final PullContext context;
    private final AzureLists lists;
    private final CostManagement client;
    private final String scope;

    AzureAdvice(PullContext context, AzureLists lists, CostManagement client, String scope) {
        this.context = context;
        this.lists = lists;
        this.client = client;
        this.scope = scope;
    }

    /**
     * @param isSubscription whether the scope is one, because Advisor knows no other
     * @param isManagementGroup whether the scope is one, for which Azure recommends no purchase
     */
    List<PullTask> tasks(boolean isSubscription, boolean isManagementGroup) {
        List<PullTask> tasks = new ArrayList<>();
        if (isSubscription) {
            tasks.add(advisor());
        }
        if (!isManagementGroup) {
            for (String term : List.of("P1Y", "P3Y")) {
                tasks.add(daily("benefit recommendations " + term, () -> readBenefits(term)));
            }
            tasks.add(daily("reservation recommendations", this::readReservations));
        }
        tasks.add(daily("budgets", this::readBudgets));
        tasks.add(daily("forecast", this::readForecast));
        if (scope.toLowerCase(Locale.ROOT).matches(BILLING_ACCOUNT)) {
            tasks.add(daily("benefit utilization", this::readUtilization));
        }
        return tasks;
    }

    /** What Advisor says of a subscription. */
    PullTask advisor() {
        return daily("advisor recommendations", this::readAdvisor);
    }

    private PullTask daily(String dataset, Runnable reading) {
        return PullTask.of(scope, dataset, () -> {
            Instant day = context.asOf().truncatedTo(ChronoUnit.DAYS);
            ChargePeriod today = new ChargePeriod(day, day.plus(Duration.ofDays(1)));
            if (!context.windows().isDue(scope, dataset, today, Duration.ofDays(1))) {
                return Outcome.CACHED;
            }
            reading.run();
            context.windows().note(scope, dataset, today, false);
            return Outcome.READ;
        });
    }

    private void readAdvisor() {
        lists.read(
                AzureOperation.ADVISOR,
                scope + " advisor recommendations",
                scope
                        + "/providers/Microsoft.Advisor/recommendations?api-version=2023-01-01&$filter=Category%20eq%20%27Cost%27",
                items -> context.provider()
                        .replaceRecommendations(
                                context.source(),
                                scope,
                                "advisor",
                                items.stream().map(AzureAdvice::advisor).toList()));
    }

    static ProviderRecommendation advisor(JsonNode item) {
        JsonNode properties = item.path("properties");
        JsonNode further = properties.path("extendedProperties");
        Map<String, String> details = new TreeMap<>();
        further.properties()
                .forEach(field -> details.put(field.getKey(), field.getValue().asText("")));
        details.put("impact", properties.path("impact").asText(""));
        String subscription = further.path("subId").asText("");
        return new ProviderRecommendation(
                Provider.AZURE,
                "advisor",
                item.path("name").asText(),
                advisorAction(properties),
                subscription,
                further.path("location").asText(further.path("region").asText("")),
                properties
                        .path("resourceMetadata")
                        .path("resourceId")
                        .asText("")
                        .toLowerCase(Locale.ROOT),
                further.path("currentSku")
                        .asText(properties.path("impactedValue").asText("")),
                further.path("targetSku")
                        .asText(properties
                                .path("shortDescription")
                                .path("solution")
                                .asText("")),
                advisorSavings(further),
                details);
    }

    private static String advisorAction(JsonNode properties) {
        String text =
                properties.path("shortDescription").path("problem").asText("").toLowerCase(Locale.ROOT);
        if (text.contains("savings plan")) {
            return "savings_plan";
        }
        if (text.contains("reserved instance") || text.contains("reservation")) {
            return "reserve";
        }
        return text.contains("right-size") || text.contains("shutdown") ? "resize" : "other";
    }

    /** Per month as stated, else a twelfth of the annual amount. */
    private static @Nullable Money advisorSavings(JsonNode further) {
        String currency = further.path("savingsCurrency").asText("");
        if (currency.isBlank()) {
            return null;
        }
        if (further.hasNonNull("annualSavingsAmount")) {
            BigDecimal annual =
                    new BigDecimal(further.path("annualSavingsAmount").asText());
            return Money.of(
                    annual.divide(MONTHS_PER_YEAR, 6, RoundingMode.HALF_EVEN).toPlainString(), currency);
        }
        return further.hasNonNull("savingsAmount")
                ? Money.of(further.path("savingsAmount").asText(), currency)
                : null;
    }

    private void readBenefits(String term) {
        Pages.Reading<KeptAdvice> reading = context.pages()
                .read(
                        scope + " benefit recommendations " + term,
                        KeptAdvice.class,
                        token -> client.benefitRecommendations(scope, term, token));
        context.provider()
                .replaceRecommendations(
                        context.source(),
                        scope,
                        "benefit-recommendations " + term,
                        reading.rows().stream().map(KeptAdvice::recommendation).toList());
        reading.close();
    }

    private void readReservations() {
        lists.read(
                AzureOperation.RESERVATION_RECOMMENDATIONS,
                scope + " reservation recommendations",
                scope + "/providers/Microsoft.Consumption/reservationRecommendations?api-version=2021-10-01",
                items -> context.provider()
                        .replaceRecommendations(
                                context.source(),
                                scope,
                                "reservation-recommendations",
                                items.stream().map(AzureAdvice::reservation).toList()));
    }

    /** The quantity counts the SKU; the normalized quantity counts the normalized size, and both are kept by name. */
    static ProviderRecommendation reservation(JsonNode item) {
        JsonNode properties = item.path("properties");
        Map<String, String> details = new TreeMap<>();
        properties.properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                details.put(field.getKey(), field.getValue().asText(""));
            }
        });
        String sku = item.path("sku").asText(properties.path("skuName").asText(""));
        String region = item.path("location").asText("");
        return new ProviderRecommendation(
                Provider.AZURE,
                "reservation-recommendations",
                Fingerprint.of(
                        item.path("name").asText(),
                        sku,
                        region,
                        properties.path("term").asText(""),
                        properties.path("scope").asText("")),
                "reserve",
                properties.path("subscriptionId").asText(""),
                region,
                "",
                "",
                sku,
                // No currency is stated: the amounts stay in the details and enter no sum.
                null,
                details);
    }

    private void readBudgets() {
        lists.read(
                AzureOperation.BUDGETS,
                scope + " budgets",
                scope + "/providers/Microsoft.Consumption/budgets?api-version=2021-10-01",
                items -> context.provider()
                        .replaceBudgets(
                                context.source(),
                                scope,
                                items.stream().flatMap(this::budget).toList()));
    }

    /** None where nothing is spent yet: only the spend names the currency of the limit. */
    private Stream<ProviderBudget> budget(JsonNode item) {
        JsonNode properties = item.path("properties");
        JsonNode spent = properties.path("currentSpend");
        if (!spent.hasNonNull("unit") || !properties.hasNonNull("amount")) {
            return Stream.empty();
        }
        return Stream.of(new ProviderBudget(
                Provider.AZURE,
                scope,
                item.path("name").asText(),
                properties.path("timeGrain").asText("").toLowerCase(Locale.ROOT),
                Money.of(properties.path("amount").asText(), spent.path("unit").asText()),
                money(spent),
                money(properties.path("forecastSpend")),
                context.asOf().atOffset(ZoneOffset.UTC).toLocalDate()));
    }

    private static @Nullable Money money(JsonNode amount) {
        return amount.hasNonNull("amount") && amount.hasNonNull("unit")
                ? Money.of(amount.path("amount").asText(), amount.path("unit").asText())
                : null;
    }

    /** This month and the next: forecasts need an end in the future. */
    private void readForecast() {
        LocalDate start = context.asOf().atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        LocalDate end = start.plusMonths(2);
        JsonNode answer = client.forecast(scope, AzureBenefits.forecast(start, end));
        Map<YearMonth, Money> byMonth = new TreeMap<>();
        Map<String, Integer> columns = AzureCosts.columns(answer);
        for (JsonNode row : answer.path("properties").path("rows")) {
            YearMonth month = YearMonth.parse(
                    AzureCosts.cell(row, columns, "BillingMonth").asText().substring(0, 7));
            AzureCosts.requireAsked(month.atDay(1), start, end);
            Money cost = Money.of(
                    AzureCosts.cell(row, columns, "Cost").decimalValue().toPlainString(),
                    AzureCosts.cell(row, columns, "Currency").asText());
            byMonth.merge(month, cost, Money::plus);
        }
        List<ProviderForecast> forecasts = new ArrayList<>();
        byMonth.forEach((month, cost) -> forecasts.add(new ProviderForecast(
                Provider.AZURE, scope, month.atDay(1), month.plusMonths(1).atDay(1), cost, null, null)));
        context.provider().replaceForecasts(context.source(), scope, forecasts);
    }

    private void readUtilization() {
        LocalDate end = context.asOf().atOffset(ZoneOffset.UTC).toLocalDate();
        String account = scope.substring(scope.lastIndexOf('/') + 1);
        Pages.Reading<AzureBenefits.DayOfUse> reading = context.pages()
                .read("%s benefit use to %s".formatted(scope, end), AzureBenefits.DayOfUse.class, token -> {
                    Pages.Page<JsonNode> page = client.benefitUse(account, end.minusDays(30), end, token);
                    return Pages.Page.of(
                            page.rows().stream().map(AzureBenefits.DayOfUse::of).toList(), page.next());
                });
        context.provider()
                .keepCommitmentUse(
                        context.source(),
                        reading.rows().stream().map(day -> day.in(scope)).toList());
        reading.close();
    }
}
