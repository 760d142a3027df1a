package costwright.jobs.sample;

import costwright.schema.resource.Provider;
import costwright.schema.time.BillingPeriod;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the cells of charges that stay the same for a whole month, in the spelling of one file. */
final class ChargeTemplates {
    private static final Map<String, String> REGION_NAMES = Map.ofEntries(
            Map.entry("us-east-1", "US East (N. Virginia)"),
            Map.entry("us-west-2", "US West (Oregon)"),
            Map.entry("eu-west-1", "EU (Ireland)"),
            Map.entry("eu-central-1", "EU (Frankfurt)"),
            Map.entry("ap-northeast-1", "Asia Pacific (Tokyo)"),
            Map.entry("eastus", "East US"),
            Map.entry("westeurope", "West Europe"),
            Map.entry("northeurope", "North Europe"));

    private final ChargeFile file;
    private final BillingPeriod month;

    ChargeTemplates(ChargeFile file, BillingPeriod month) {
        this.file = file;
        this.month = month;
    }

    /** A charge of an account, without what it is for. */
    ChargeRow account(Account account, String category, String frequency) {
        ChargeRow row = new ChargeRow()
                .with(FocusColumn.BILLING_ACCOUNT_ID, account.billingAccountId())
                .with(FocusColumn.BILLING_ACCOUNT_NAME, account.billingAccountName())
                .with(FocusColumn.BILLING_ACCOUNT_TYPE, account.billingAccountType())
                .with(FocusColumn.BILLING_CURRENCY, account.currency())
                .with(FocusColumn.CHARGE_CATEGORY, category)
                .with(FocusColumn.CHARGE_FREQUENCY, frequency)
                .with(FocusColumn.INVOICE_ID, invoice(account))
                .with(FocusColumn.INVOICE_ISSUER_NAME, account.issuer())
                .with(FocusColumn.PRICING_CURRENCY, "USD")
                .with(FocusColumn.PROVIDER_NAME, account.providerName())
                .with(FocusColumn.PUBLISHER_NAME, account.issuer())
                .with(FocusColumn.SUB_ACCOUNT_ID, account.subAccountId())
                .with(FocusColumn.SUB_ACCOUNT_NAME, account.subAccountName())
                .with(FocusColumn.SUB_ACCOUNT_TYPE, account.subAccountType());
        row.set(FocusColumn.BILLING_PERIOD_START, file.time(month.start()));
        row.set(FocusColumn.BILLING_PERIOD_END, file.time(month.end()));
        return row;
    }

    /** Usage of a resource at its price. */
    ChargeRow usage(Asset asset, Meter meter) {
        Account account = asset.account();
        ChargeRow row = service(account(account, "Usage", "Usage-Based"), meter.service())
                .with(FocusColumn.AVAILABILITY_ZONE, asset.zone())
                .with(FocusColumn.CHARGE_DESCRIPTION, meter.description())
                .with(FocusColumn.CONSUMED_UNIT, meter.unit())
                .with(FocusColumn.PRICING_UNIT, meter.unit())
                .with(FocusColumn.PRICING_CATEGORY, meter.dynamic() ? "Dynamic" : "Standard")
                .with(FocusColumn.RESOURCE_ID, asset.billedId())
                .with(FocusColumn.RESOURCE_NAME, resourceName(asset))
                .with(FocusColumn.RESOURCE_TYPE, asset.focusType())
                .with(FocusColumn.SKU_ID, meter.skuId())
                .with(FocusColumn.SKU_PRICE_ID, meter.skuPriceId())
                .with(FocusColumn.SKU_METER, meter.name())
                .with(FocusColumn.SKU_PRICE_DETAILS, json(meter.details()))
                .with(FocusColumn.X_SERVICE_CODE, meter.service().code())
                .with(FocusColumn.X_OPERATION, meter.operation())
                .with(FocusColumn.TAGS, json(billedTags(asset)));
        region(row, asset.resource().region());
        row.set(FocusColumn.LIST_UNIT_PRICE, file.number(meter.listPrice()));
        row.set(FocusColumn.CONTRACTED_UNIT_PRICE, file.number(meter.contractedPrice()));
        return row;
    }

    /** The part of a usage that a commitment pays for. */
    ChargeRow covered(ChargeRow usage, Commitment commitment) {
        return commitment(usage.copy(), commitment)
                .with(FocusColumn.PRICING_CATEGORY, "Committed")
                .with(FocusColumn.COMMITMENT_DISCOUNT_STATUS, "Used");
    }

    /** What nobody used of a commitment. */
    ChargeRow unused(Commitment commitment) {
        ChargeRow row = service(account(commitment.owner(), "Usage", "Usage-Based"), serviceOf(commitment))
                .with(FocusColumn.CHARGE_DESCRIPTION, "Unused part of " + commitment.name())
                .with(FocusColumn.PRICING_CATEGORY, "Committed")
                .with(FocusColumn.COMMITMENT_DISCOUNT_STATUS, "Unused")
                .with(FocusColumn.RESOURCE_ID, commitment.id())
                .with(FocusColumn.RESOURCE_TYPE, commitment.focusType());
        region(row, commitment.region());
        return commitment(row, commitment);
    }

    /** The price of a commitment. */
    ChargeRow purchase(Commitment commitment, boolean once) {
        ChargeRow row = service(
                        account(commitment.owner(), "Purchase", once ? "One-Time" : "Recurring"), serviceOf(commitment))
                .with(
                        FocusColumn.CHARGE_DESCRIPTION,
                        "%s, %s, 1 year"
                                .formatted(
                                        commitment.name(), commitment.payment().replace('_', ' ')))
                .with(FocusColumn.PRICING_CATEGORY, "Committed")
                .with(FocusColumn.RESOURCE_ID, commitment.id())
                .with(FocusColumn.RESOURCE_TYPE, commitment.focusType());
        region(row, commitment.region());
        return commitment(row, commitment);
    }

    ChargeRow service(ChargeRow row, Meter.Service service) {
        return row.with(FocusColumn.SERVICE_NAME, service.name())
                .with(FocusColumn.SERVICE_CATEGORY, service.category())
                .with(FocusColumn.SERVICE_SUBCATEGORY, service.subcategory());
    }

    static Meter.Service serviceOf(Commitment commitment) {
        if (commitment.owner().provider() == Provider.AZURE) {
            return AzurePlace.MACHINES;
        }
        return commitment.isSavingsPlan() ? AwsPlace.SAVINGS_PLANS : AwsPlace.EC2;
    }

    private static ChargeRow commitment(ChargeRow row, Commitment commitment) {
        return row.with(FocusColumn.COMMITMENT_DISCOUNT_CATEGORY, commitment.focusCategory())
                .with(FocusColumn.COMMITMENT_DISCOUNT_ID, commitment.id())
                .with(FocusColumn.COMMITMENT_DISCOUNT_NAME, commitment.name())
                .with(FocusColumn.COMMITMENT_DISCOUNT_TYPE, commitment.focusType())
                .with(FocusColumn.COMMITMENT_DISCOUNT_UNIT, commitment.isSavingsPlan() ? "USD" : "Normalized Hours");
    }

    private static void region(ChargeRow row, @Nullable String region) {
        if (region != null) {
            row.with(FocusColumn.REGION_ID, region)
                    .with(FocusColumn.REGION_NAME, REGION_NAMES.getOrDefault(region, region));
        }
    }

    private static @Nullable String resourceName(Asset asset) {
        return asset.account().provider() == Provider.AZURE ? asset.resource().displayName() : null;
    }

    /** The tags that are activated for billing; the cost center came with September. */
    private Map<String, String> billedTags(Asset asset) {
        Map<String, String> tags = new TreeMap<>(asset.resource().tags());
        tags.remove("Name");
        if (month.toString().compareTo("2026-09") < 0) {
            tags.remove("cost-center");
        }
        return tags;
    }

    private String invoice(Account account) {
        String number =
                new CounterRandom(13).of(account.billingAccountId() + month).word("0123456789", 9, 0);
        return account.provider() == Provider.AWS ? "24" + number : "G" + number;
    }

    /** One flat object; null when there is nothing in it. */
    static @Nullable String json(Map<String, String> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder("{");
        new TreeMap<>(entries)
                .forEach((key, value) -> text.append(text.length() == 1 ? "\"" : ", \"")
                        .append(escaped(key))
                        .append("\": \"")
                        .append(escaped(value))
                        .append('"'));
        return text.append('}').toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
