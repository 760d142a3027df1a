package costwright.schema.format;

import static costwright.schema.format.ColumnKind.CURRENCY;
import static costwright.schema.format.ColumnKind.INSTANT;
import static costwright.schema.format.ColumnKind.MAP;
import static costwright.schema.format.ColumnKind.MONEY;
import static costwright.schema.format.ColumnKind.QUANTITY;
import static costwright.schema.format.ColumnKind.TEXT;
import static costwright.schema.format.FormatColumn.column;
import static costwright.schema.format.FormatColumn.mandatory;
import static costwright.schema.format.FormatColumn.optional;

import java.util.List;
import java.util.Set;

/**
 * Azure cost details of Enterprise Agreements and Microsoft Customer Agreements; the actual and the amortized export have
 * the same columns.
 *
 * <p>Source: Microsoft's schema of cost and usage details, and the export schemas of the FinOps toolkit.
 */
final class AzureFormat {
    static final WireFormat AZURE = new WireFormat(
            "azure",
            "Azure cost details",
            List.of("ChargeType", "MeterId", "Date", "BillingPeriodStartDate"),
            List.of(
                    mandatory("BillingAccountId", TEXT),
                    mandatory("BillingPeriodStartDate", INSTANT),
                    mandatory("Date", INSTANT),
                    mandatory("ChargeType", TEXT),
                    mandatory("BillingCurrency", CURRENCY, "BillingCurrencyCode"),
                    mandatory("CostInBillingCurrency", MONEY, "Cost"),
                    optional("ConsumedService", TEXT),
                    column("MeterCategory", TEXT),
                    optional("BillingProfileId", TEXT),
                    optional("SubscriptionId", TEXT),
                    optional("ResourceId", TEXT, "InstanceName", "InstanceId"),
                    optional("ResourceLocation", TEXT, "MeterRegion"),
                    optional("MeterId", TEXT),
                    optional("MeterName", TEXT),
                    optional("ProductId", TEXT),
                    optional("ProductName", TEXT, "Product"),
                    optional("PricingModel", TEXT),
                    optional("Quantity", QUANTITY),
                    optional("UnitOfMeasure", TEXT),
                    optional("UnitPrice", MONEY),
                    optional("PaygCostInBillingCurrency", MONEY),
                    optional("BenefitId", TEXT),
                    optional("AdditionalInfo", MAP),
                    optional("Tags", MAP)),
            AzureFormat::version);

    private AzureFormat() {}

    /** Only the Microsoft Customer Agreement states pay-as-you-go costs and costs in US dollars. */
    private static String version(Set<String> header) {
        return header.contains("paygcostinbillingcurrency") || header.contains("costinusd") ? "MCA" : "EA";
    }
}
