package costwright.jobs.pull.azure;

import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reservations and savings plans that the identity may see, in the whole tenant. */
final class AzureCommitments {
    private final PullContext context;
    private final AzureLists lists;

    AzureCommitments(PullContext context, AzureLists lists) {
        this.context = context;
        this.lists = lists;
    }

    PullTask reservations() {
        return task(
                "reservations",
                AzureOperation.RESERVATIONS,
                "/providers/Microsoft.Capacity/reservations?api-version=2022-11-01",
                AzureCommitments::reservation);
    }

    PullTask savingsPlans() {
        return task(
                "savings plans",
                AzureOperation.SAVINGS_PLANS,
                "/providers/Microsoft.BillingBenefits/savingsPlans?api-version=2022-11-01",
                AzureCommitments::savingsPlan);
    }

    private PullTask task(
            String dataset, AzureOperation operation, String path, Function<JsonNode, PulledCommitment> reading) {
        return PullTask.of("tenant", dataset, () -> {
            lists.read(
                    operation,
                    "tenant " + dataset,
                    path,
                    items -> context.sink()
                            .commitments(
                                    context.source(),
                                    dataset,
                                    Provider.AZURE,
                                    items.stream().map(reading).toList()));
            return Outcome.READ;
        });
    }

    /** The list states no price of a reservation: its hourly cost is unknown. */
    static PulledCommitment reservation(JsonNode item) {
        JsonNode properties = item.path("properties");
        Map<String, String> attributes = attributes(properties);
        attributes.put("flexible", properties.path("instanceFlexibility").asText(""));
        return new PulledCommitment(
                item.path("id").asText().toLowerCase(Locale.ROOT),
                Provider.AZURE,
                "azure_reservation",
                properties.path("appliedScopeType").asText("").toLowerCase(Locale.ROOT),
                item.path("location").asText(""),
                item.path("sku").path("name").asText(""),
                payment(properties),
                months(properties.path("term").asText("")),
                properties.path("quantity").decimalValue(),
                null,
                null,
                null,
                start(properties),
                end(properties),
                properties.path("provisioningState").asText("").toLowerCase(Locale.ROOT),
                attributes);
    }

    static PulledCommitment savingsPlan(JsonNode item) {
        JsonNode properties = item.path("properties");
        JsonNode commitment = properties.path("commitment");
        BigDecimal perHour = commitment.path("amount").decimalValue();
        return new PulledCommitment(
                item.path("id").asText().toLowerCase(Locale.ROOT),
                Provider.AZURE,
                "azure_savings_plan",
                properties.path("appliedScopeType").asText("").toLowerCase(Locale.ROOT),
                "",
                item.path("sku").path("name").asText(""),
                payment(properties),
                months(properties.path("term").asText("")),
                perHour,
                Money.of(
                        perHour.toPlainString(), commitment.path("currencyCode").asText("USD")),
                null,
                null,
                start(properties),
                end(properties),
                properties.path("provisioningState").asText("").toLowerCase(Locale.ROOT),
                attributes(properties));
    }

    private static Map<String, String> attributes(JsonNode properties) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("display_name", properties.path("displayName").asText(""));
        attributes.put("renew", properties.path("renew").asText(""));
        attributes.put("billing_scope", properties.path("billingScopeId").asText(""));
        return attributes;
    }

    private static String payment(JsonNode properties) {
        return properties.path("billingPlan").asText("").equalsIgnoreCase("Upfront") ? "all_upfront" : "no_upfront";
    }

    private static int months(String term) {
        return switch (term) {
            case "P1Y" -> 12;
            case "P3Y" -> 36;
            case "P5Y" -> 60;
            default -> 0;
        };
    }

    private static Instant start(JsonNode properties) {
        return instant(properties.path("effectiveDateTime"), properties.path("benefitStartTime"), Instant.EPOCH);
    }

    private static Instant end(JsonNode properties) {
        return instant(
                properties.path("expiryDateTime"),
                properties.path("expiryDate"),
                Instant.parse("9999-12-31T00:00:00Z"));
    }

    private static Instant instant(JsonNode first, JsonNode second, Instant otherwise) {
        String text = first.asText(second.asText(""));
        if (text.isBlank()) {
            return otherwise;
        }
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text.endsWith("Z") ? text : text + "Z");
    }
}
