package costwright.jobs.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.jobs.sample.ExportTable.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a Cost and Usage Report: the names of CUR 2.0, by which rows are made, and how each kind of report spells
 * them.
 *
 * <p>Source: the column dictionary of AWS Data Exports, and the header of a legacy report.
 */
final class CurColumns {
    /** The name of CUR 2.0, and the legacy spelling. */
    private static final String BOTH = """
            identity_line_item_id identity/LineItemId
            identity_time_interval identity/TimeInterval
            bill_invoice_id bill/InvoiceId
            bill_invoicing_entity bill/InvoicingEntity
            bill_billing_entity bill/BillingEntity
            bill_bill_type bill/BillType
            bill_payer_account_id bill/PayerAccountId
            bill_billing_period_start_date bill/BillingPeriodStartDate
            bill_billing_period_end_date bill/BillingPeriodEndDate
            line_item_usage_account_id lineItem/UsageAccountId
            line_item_line_item_type lineItem/LineItemType
            line_item_usage_start_date lineItem/UsageStartDate
            line_item_usage_end_date lineItem/UsageEndDate
            line_item_product_code lineItem/ProductCode
            line_item_usage_type lineItem/UsageType
            line_item_operation lineItem/Operation
            line_item_availability_zone lineItem/AvailabilityZone
            line_item_resource_id lineItem/ResourceId
            line_item_usage_amount lineItem/UsageAmount
            line_item_currency_code lineItem/CurrencyCode
            line_item_unblended_rate lineItem/UnblendedRate
            line_item_unblended_cost lineItem/UnblendedCost
            line_item_blended_cost lineItem/BlendedCost
            line_item_line_item_description lineItem/LineItemDescription
            line_item_tax_type lineItem/TaxType
            line_item_legal_entity lineItem/LegalEntity
            product_product_name product/ProductName
            product_instance_type product/instanceType
            product_operating_system product/operatingSystem
            product_tenancy product/tenancy
            product_region_code product/regionCode
            product_sku product/sku
            pricing_rate_code pricing/RateCode
            pricing_currency pricing/currency
            pricing_public_on_demand_cost pricing/publicOnDemandCost
            pricing_public_on_demand_rate pricing/publicOnDemandRate
            pricing_term pricing/term
            pricing_unit pricing/unit
            reservation_amortized_upfront_cost_for_usage reservation/AmortizedUpfrontCostForUsage
            reservation_amortized_upfront_fee_for_billing_period reservation/AmortizedUpfrontFeeForBillingPeriod
            reservation_effective_cost reservation/EffectiveCost
            reservation_recurring_fee_for_usage reservation/RecurringFeeForUsage
            reservation_reservation_a_r_n reservation/ReservationARN
            reservation_unused_amortized_upfront_fee_for_billing_period reservation/UnusedAmortizedUpfrontFeeForBillingPeriod
            reservation_unused_recurring_fee reservation/UnusedRecurringFee
            savings_plan_total_commitment_to_date savingsPlan/TotalCommitmentToDate
            savings_plan_savings_plan_a_r_n savingsPlan/SavingsPlanARN
            savings_plan_used_commitment savingsPlan/UsedCommitment
            savings_plan_savings_plan_effective_cost savingsPlan/SavingsPlanEffectiveCost
            savings_plan_recurring_commitment_for_billing_period savingsPlan/RecurringCommitmentForBillingPeriod
            """;

    /** The old report gives each activated tag a column, also those that differ in nothing but their case. */
    private static final String TAG = "resourceTags/user:";

    private static final String LEGACY_TAGS = "team Team environment env cost-center owner";
    private static final String MAPS = "product resource_tags";
    private static final String SPLIT =
            "split_line_item_parent_resource_id split_line_item_split_cost split_line_item_unused_cost";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean isLegacy;
    private final Map<String, String> spelled = new LinkedHashMap<>();

    CurColumns(ExportKind kind) {
        isLegacy = kind == ExportKind.CUR_LEGACY;
        BOTH.lines().map(line -> line.split(" ", -1)).forEach(names -> {
            // What a product is called stands in a map since CUR 2.0.
            boolean isMapped = names[0].matches("product_(product_name|operating_system|tenancy)");
            if (isLegacy || !isMapped) {
                spelled.put(names[0], isLegacy ? names[1] : names[0]);
            }
        });
        for (String name : (isLegacy ? LEGACY_TAGS : MAPS + " " + SPLIT).split(" ", -1)) {
            spelled.put(isLegacy ? TAG + name : name, isLegacy ? TAG + name : name);
        }
    }

    /** How the header spells each column, in its order. */
    Map<String, String> spelled() {
        return spelled;
    }

    /** Costs of legacy reports use an exponent where they are small, as Java and AWS do. */
    String number(BigDecimal value) {
        if (value.signum() == 0) {
            return "0.0";
        }
        return isLegacy ? value.toString() : value.toPlainString();
    }

    String time(Instant instant) {
        return isLegacy ? instant.toString() : instant.toString().replace("Z", ".000Z");
    }

    void product(Row line, ChargeRow row) {
        Map<String, String> details = map(row.text(FocusColumn.SKU_PRICE_DETAILS));
        String type = details.get("InstanceType");
        String system = details.get("OperatingSystem");
        line.with("product_instance_type", type)
                .with("product_region_code", row.text(FocusColumn.REGION_ID))
                .with("product_sku", row.text(FocusColumn.SKU_ID));
        String name = row.need(FocusColumn.SERVICE_NAME);
        String tenancy = type == null ? null : "Shared";
        if (isLegacy) {
            line.with("product_product_name", name)
                    .with("product_operating_system", system)
                    .with("product_tenancy", tenancy);
            return;
        }
        Map<String, String> product = new TreeMap<>();
        product.put("product_name", name);
        if (system != null) {
            product.put("operating_system", system);
        }
        if (tenancy != null) {
            product.put("tenancy", tenancy);
        }
        line.with("product", ChargeTemplates.json(product));
    }

    /** @param json one flat object; null for no tags */
    void tags(Row line, @Nullable String json) {
        if (isLegacy) {
            map(json).forEach((key, value) -> {
                if (spelled.containsKey(TAG + key)) {
                    line.with(TAG + key, value);
                }
            });
            return;
        }
        Map<String, String> tags = new TreeMap<>();
        map(json).forEach((key, value) -> tags.put("user_" + key, value));
        line.with("resource_tags", ChargeTemplates.json(tags));
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> map(@Nullable String json) {
        try {
            return json == null ? Map.of() : Objects.requireNonNull(JSON.readValue(json, TreeMap.class), json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The estate has no text such as " + json, e);
        }
    }
}
