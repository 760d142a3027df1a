package costwright.jobs.pull.azure;

import com.azure.resourcemanager.costmanagement.models.AllSavingsBenefitDetails;
import com.azure.resourcemanager.costmanagement.models.BenefitRecommendationModel;
import com.azure.resourcemanager.costmanagement.models.BenefitRecommendationProperties;
import com.azure.resourcemanager.costmanagement.models.ForecastAggregation;
import com.azure.resourcemanager.costmanagement.models.ForecastDataset;
import com.azure.resourcemanager.costmanagement.models.ForecastDefinition;
import com.azure.resourcemanager.costmanagement.models.ForecastTimePeriod;
import com.azure.resourcemanager.costmanagement.models.ForecastTimeframe;
import com.azure.resourcemanager.costmanagement.models.ForecastType;
import com.azure.resourcemanager.costmanagement.models.FunctionName;
import com.azure.resourcemanager.costmanagement.models.FunctionType;
import com.azure.resourcemanager.costmanagement.models.GranularityType;
import com.azure.resourcemanager.costmanagement.models.SingleScopeBenefitRecommendationProperties;
import com.fasterxml.jackson.databind.JsonNode;
import costwright.schema.money.Money;
import costwright.schema.provider.CommitmentUse;
import costwright.schema.provider.ProviderRecommendation;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the client's models of benefits and forecasts are in our words, and the other way round. */
final class AzureBenefits {
    /** A month, wherever an hourly rate becomes a monthly one. */
    private static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

    private AzureBenefits() {}

    /** Amounts are of the look-back; a month is 730 hours of it. */
    static ProviderRecommendation recommendation(BenefitRecommendationModel model) {
        BenefitRecommendationProperties properties = model.properties();
        Map<String, String> details = details(properties);
        String term = text(properties.term());
        return new ProviderRecommendation(
                Provider.AZURE,
                "benefit-recommendations " + term,
                model.name(),
                "savings_plan",
                properties instanceof SingleScopeBenefitRecommendationProperties single
                        ? text(single.subscriptionId())
                        : "",
                "",
                "",
                "",
                text(properties.armSkuName()) + " " + term,
                monthly(properties),
                details);
    }

    private static Map<String, String> details(BenefitRecommendationProperties properties) {
        Map<String, String> details = new TreeMap<>();
        details.put("lookBackPeriod", text(properties.lookBackPeriod()));
        details.put("totalHours", text(properties.totalHours()));
        details.put("costWithoutBenefit", text(properties.costWithoutBenefit()));
        details.put("scope", text(properties.scope()));
        AllSavingsBenefitDetails best = properties.recommendationDetails();
        if (best != null) {
            details.put("averageUtilizationPercentage", text(best.averageUtilizationPercentage()));
            details.put("benefitCost", text(best.benefitCost()));
            details.put("commitmentAmount", text(best.commitmentAmount()));
            details.put("coveragePercentage", text(best.coveragePercentage()));
            details.put("overageCost", text(best.overageCost()));
            details.put("savingsAmount", text(best.savingsAmount()));
            details.put("savingsPercentage", text(best.savingsPercentage()));
            details.put("totalCost", text(best.totalCost()));
            details.put("wastageCost", text(best.wastageCost()));
        }
        return details;
    }

    private static @Nullable Money monthly(BenefitRecommendationProperties properties) {
        AllSavingsBenefitDetails best = properties.recommendationDetails();
        Integer hours = properties.totalHours();
        String currency = properties.currencyCode();
        if (best == null || best.savingsAmount() == null || hours == null || hours <= 0 || currency == null) {
            return null;
        }
        BigDecimal perMonth = best.savingsAmount()
                .multiply(HOURS_PER_MONTH)
                .divide(BigDecimal.valueOf(hours), 6, RoundingMode.HALF_EVEN);
        return Money.of(perMonth.toPlainString(), currency);
    }

    /** A recommendation in the form in which pages are kept: the amount is text, so that each digit comes back. */
    record KeptAdvice(
            String tool,
            String id,
            String action,
            String subAccount,
            String proposed,
            @Nullable String amount,
            @Nullable String currency,
            Map<String, String> details) {
        static KeptAdvice of(ProviderRecommendation one) {
            Money savings = one.monthlySavings();
            return new KeptAdvice(
                    one.tool(),
                    one.id(),
                    one.action(),
                    one.subAccount(),
                    one.proposed(),
                    savings == null ? null : savings.amount().toPlainString(),
                    savings == null ? null : savings.currency().getCurrencyCode(),
                    one.details());
        }

        ProviderRecommendation recommendation() {
            return new ProviderRecommendation(
                    Provider.AZURE,
                    tool,
                    id,
                    action,
                    subAccount,
                    "",
                    "",
                    "",
                    proposed,
                    amount == null || currency == null ? null : Money.of(amount, currency),
                    details);
        }
    }

    /** How far one commitment was used on one day, in the form in which pages are kept. */
    record DayOfUse(String kind, String benefit, String day, String percent) {
        static DayOfUse of(JsonNode item) {
            JsonNode properties = item.path("properties");
            return new DayOfUse(
                    item.path("kind").asText("").equals("SavingsPlan") ? "savings_plan" : "reservation",
                    properties.path("benefitId").asText("").toLowerCase(Locale.ROOT),
                    properties.path("usageDate").asText().substring(0, 10),
                    properties.path("avgUtilizationPercentage").decimalValue().toPlainString());
        }

        CommitmentUse in(String scope) {
            return new CommitmentUse(
                    Provider.AZURE,
                    scope,
                    kind,
                    "utilization",
                    benefit,
                    LocalDate.parse(day),
                    new BigDecimal(percent),
                    BigDecimal.valueOf(100),
                    "percent");
        }
    }

    /**
     * The question of a forecast by month.
     *
     * @param end exclusive, and in the future, or there is nothing to expect
     */
    static ForecastDefinition forecast(LocalDate start, LocalDate end) {
        return new ForecastDefinition()
                .withType(ForecastType.ACTUAL_COST)
                .withTimeframe(ForecastTimeframe.CUSTOM)
                .withTimePeriod(new ForecastTimePeriod()
                        .withFrom(start.atStartOfDay().atOffset(ZoneOffset.UTC))
                        .withTo(end.atStartOfDay().atOffset(ZoneOffset.UTC).minusSeconds(1)))
                .withIncludeActualCost(true)
                .withIncludeFreshPartialCost(false)
                .withDataset(new ForecastDataset()
                        .withGranularity(GranularityType.fromString("Monthly"))
                        .withAggregation(Map.of(
                                "totalCost",
                                new ForecastAggregation()
                                        .withName(FunctionName.COST)
                                        .withFunction(FunctionType.SUM))));
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? "" : value.toString();
    }
}
