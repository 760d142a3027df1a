package costwright.schema.format;

import static costwright.schema.format.ColumnKind.CURRENCY;
import static costwright.schema.format.ColumnKind.INSTANT;
import static costwright.schema.format.ColumnKind.MAP;
import static costwright.schema.format.ColumnKind.MONEY;
import static costwright.schema.format.ColumnKind.QUANTITY;
import static costwright.schema.format.ColumnKind.TEXT;
import static costwright.schema.format.FormatColumn.mandatory;
import static costwright.schema.format.FormatColumn.optional;

import java.util.List;
import java.util.Set;

/**
 * AWS Cost and Usage Report: the legacy report in both spellings ({@code lineItem/UnblendedCost},
 * {@code line_item_unblended_cost}) and CUR 2.0 with its maps. Names are those of CUR 2.0.
 *
 * <p>Source: the column dictionary of AWS Data Exports.
 */
final class CurFormat {
    static final WireFormat CUR = new WireFormat(
            "cur",
            "AWS CUR",
            List.of("line_item_unblended_cost", "line_item_line_item_type", "bill_billing_period_start_date"),
            List.of(
                    mandatory("bill_payer_account_id", TEXT),
                    mandatory("bill_billing_period_start_date", INSTANT),
                    mandatory("line_item_usage_start_date", INSTANT),
                    mandatory("line_item_usage_end_date", INSTANT),
                    mandatory("line_item_line_item_type", TEXT),
                    mandatory("line_item_currency_code", CURRENCY),
                    mandatory("line_item_unblended_cost", MONEY),
                    mandatory("line_item_product_code", TEXT),
                    optional("line_item_net_unblended_cost", MONEY),
                    optional("line_item_usage_account_id", TEXT),
                    optional("line_item_resource_id", TEXT),
                    optional("line_item_usage_type", TEXT),
                    optional("line_item_operation", TEXT),
                    optional("line_item_usage_amount", QUANTITY),
                    optional("line_item_line_item_description", TEXT),
                    optional("pricing_public_on_demand_cost", MONEY),
                    optional("pricing_unit", TEXT),
                    optional("pricing_term", TEXT),
                    optional("pricing_rate_code", TEXT),
                    optional("product", MAP),
                    optional("product_product_name", TEXT),
                    optional("product_servicename", TEXT),
                    optional("product_region_code", TEXT, "product_region"),
                    optional("product_sku", TEXT),
                    optional("product_instance_type", TEXT),
                    optional("product_operating_system", TEXT),
                    optional("product_tenancy", TEXT),
                    optional("reservation_reservation_a_r_n", TEXT),
                    optional("reservation_effective_cost", MONEY),
                    optional("reservation_net_effective_cost", MONEY),
                    optional("reservation_unused_amortized_upfront_fee_for_billing_period", MONEY),
                    optional("reservation_net_unused_amortized_upfront_fee_for_billing_period", MONEY),
                    optional("reservation_unused_recurring_fee", MONEY),
                    optional("reservation_net_unused_recurring_fee", MONEY),
                    optional("savings_plan_savings_plan_a_r_n", TEXT),
                    optional("savings_plan_savings_plan_effective_cost", MONEY),
                    optional("savings_plan_net_savings_plan_effective_cost", MONEY),
                    optional("savings_plan_total_commitment_to_date", MONEY),
                    optional("savings_plan_used_commitment", MONEY),
                    optional("split_line_item_parent_resource_id", TEXT),
                    optional("resource_tags", MAP, "resource_tags*")),
            CurFormat::version);

    private CurFormat() {}

    private static String version(Set<String> header) {
        return header.contains("product") || header.contains("resourcetags") ? "2.0" : "legacy";
    }
}
