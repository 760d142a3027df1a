package costwright.schema.format;

import static costwright.schema.format.ColumnKind.CURRENCY;
import static costwright.schema.format.ColumnKind.INSTANT;
import static costwright.schema.format.ColumnKind.MAP;
import static costwright.schema.format.ColumnKind.MONEY;
import static costwright.schema.format.ColumnKind.NUMBER;
import static costwright.schema.format.ColumnKind.QUANTITY;
import static costwright.schema.format.ColumnKind.TEXT;
import static costwright.schema.format.FormatColumn.column;
import static costwright.schema.format.FormatColumn.mandatory;
import static costwright.schema.format.FormatColumn.optional;

import java.util.List;
import java.util.Set;

/**
 * FOCUS Cost and Usage, 1.0 to 1.4 and the previews before, as published by the FinOps Foundation.
 *
 * <p>Mandatory here is what the rollup cannot do without; the other columns that FOCUS requires are reported when they
 * are missing, because real exports lack some.
 */
final class FocusFormat {
    static final WireFormat FOCUS = new WireFormat(
            "focus",
            "FOCUS",
            List.of("BilledCost", "ChargePeriodStart"),
            List.of(
                    mandatory("BillingAccountId", TEXT),
                    mandatory("BillingCurrency", CURRENCY),
                    mandatory("BillingPeriodStart", INSTANT),
                    mandatory("BillingPeriodEnd", INSTANT),
                    mandatory("ChargePeriodStart", INSTANT),
                    mandatory("ChargePeriodEnd", INSTANT),
                    column("ChargeCategory", TEXT, "ChargeType"),
                    mandatory("BilledCost", MONEY),
                    mandatory("EffectiveCost", MONEY, "AmortizedCost"),
                    // Microsoft called it x_OnDemandCost in the preview.
                    column("ContractedCost", MONEY, "x_OnDemandCost"),
                    column("ListCost", MONEY),
                    column("ServiceName", TEXT),
                    // Since 1.3 a marketplace vendor may stand in ServiceProviderName, so the older name wins.
                    column("ProviderName", TEXT, "ServiceProviderName"),
                    optional("SubAccountId", TEXT),
                    optional("SubAccountName", TEXT),
                    optional("RegionId", TEXT, "Region"),
                    optional("RegionName", TEXT),
                    optional("ResourceId", TEXT),
                    optional("ResourceType", TEXT),
                    optional("ServiceCategory", TEXT),
                    optional("ChargeClass", TEXT),
                    optional("ChargeDescription", TEXT),
                    optional("ChargeFrequency", TEXT),
                    optional("SkuId", TEXT),
                    optional("SkuPriceId", TEXT),
                    optional("SkuMeter", TEXT, "x_SkuMeterName", "x_UsageType"),
                    optional("SkuPriceDetails", MAP, "x_SkuDetails"),
                    optional("PricingCategory", TEXT),
                    optional("PricingQuantity", NUMBER),
                    optional("PricingUnit", TEXT),
                    optional("ListUnitPrice", NUMBER),
                    optional("ContractedUnitPrice", NUMBER),
                    optional("ConsumedQuantity", QUANTITY, "UsageQuantity"),
                    optional("ConsumedUnit", TEXT, "UsageUnit"),
                    optional("CommitmentDiscountId", TEXT),
                    optional("CommitmentDiscountName", TEXT),
                    optional("CommitmentDiscountCategory", TEXT),
                    optional("CommitmentDiscountType", TEXT),
                    optional("CommitmentDiscountStatus", TEXT),
                    optional("CapacityReservationStatus", TEXT),
                    optional("InvoiceId", TEXT, "x_InvoiceId"),
                    optional("Tags", MAP)),
            FocusFormat::version);

    private FocusFormat() {}

    /** FOCUS 1.0 to 1.4: the feature level Mandatory; those of them that the rollup cannot miss are refused, not reported. */
    private static final List<String> REQUIRED = List.of(
            "BillingAccountName",
            "ChargeClass",
            "ChargeDescription",
            "ChargeFrequency",
            "InvoiceIssuerName",
            "PricingQuantity",
            "PricingUnit",
            "ServiceCategory");

    static List<String> absent(Recognition recognition) {
        return REQUIRED.stream()
                .filter(column -> !recognition.columns().containsKey(column)
                        && recognition.unread().stream().noneMatch(column::equalsIgnoreCase))
                .toList();
    }

    /** The newest version of which the header has a column that came with it. */
    private static String version(Set<String> header) {
        if (header.contains("invoicedetailid") || header.contains("commitmentprogrameligibilitydetails")) {
            return "1.4";
        }
        if (header.contains("serviceprovidername") || header.contains("hostprovidername")) {
            return header.contains("providername") ? "1.3" : "1.4";
        }
        if (!header.contains("chargeclass")) {
            return header.contains("regionid") ? "1.0" : "1.0-preview";
        }
        if (header.contains("invoiceid") || header.contains("pricingcurrency")) {
            return "1.2";
        }
        return header.contains("servicesubcategory") || header.contains("skumeter") ? "1.1" : "1.0";
    }
}
