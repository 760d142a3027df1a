package costwright.jobs.sample;

/** The columns of FOCUS 1.2 that the estate writes, in the order of the specification, and two of the provider's own. */
enum FocusColumn {
    AVAILABILITY_ZONE("AvailabilityZone"),
    BILLED_COST("BilledCost"),
    BILLING_ACCOUNT_ID("BillingAccountId"),
    BILLING_ACCOUNT_NAME("BillingAccountName"),
    BILLING_ACCOUNT_TYPE("BillingAccountType"),
    BILLING_CURRENCY("BillingCurrency"),
    BILLING_PERIOD_END("BillingPeriodEnd"),
    BILLING_PERIOD_START("BillingPeriodStart"),
    CAPACITY_RESERVATION_ID("CapacityReservationId"),
    CAPACITY_RESERVATION_STATUS("CapacityReservationStatus"),
    CHARGE_CATEGORY("ChargeCategory"),
    CHARGE_CLASS("ChargeClass"),
    CHARGE_DESCRIPTION("ChargeDescription"),
    CHARGE_FREQUENCY("ChargeFrequency"),
    CHARGE_PERIOD_END("ChargePeriodEnd"),
    CHARGE_PERIOD_START("ChargePeriodStart"),
    COMMITMENT_DISCOUNT_CATEGORY("CommitmentDiscountCategory"),
    COMMITMENT_DISCOUNT_ID("CommitmentDiscountId"),
    COMMITMENT_DISCOUNT_NAME("CommitmentDiscountName"),
    COMMITMENT_DISCOUNT_QUANTITY("CommitmentDiscountQuantity"),
    COMMITMENT_DISCOUNT_STATUS("CommitmentDiscountStatus"),
    COMMITMENT_DISCOUNT_TYPE("CommitmentDiscountType"),
    COMMITMENT_DISCOUNT_UNIT("CommitmentDiscountUnit"),
    CONSUMED_QUANTITY("ConsumedQuantity"),
    CONSUMED_UNIT("ConsumedUnit"),
    CONTRACTED_COST("ContractedCost"),
    CONTRACTED_UNIT_PRICE("ContractedUnitPrice"),
    EFFECTIVE_COST("EffectiveCost"),
    INVOICE_ID("InvoiceId"),
    INVOICE_ISSUER_NAME("InvoiceIssuerName"),
    LIST_COST("ListCost"),
    LIST_UNIT_PRICE("ListUnitPrice"),
    PRICING_CATEGORY("PricingCategory"),
    PRICING_CURRENCY("PricingCurrency"),
    PRICING_CURRENCY_CONTRACTED_UNIT_PRICE("PricingCurrencyContractedUnitPrice"),
    PRICING_CURRENCY_EFFECTIVE_COST("PricingCurrencyEffectiveCost"),
    PRICING_CURRENCY_LIST_UNIT_PRICE("PricingCurrencyListUnitPrice"),
    PRICING_QUANTITY("PricingQuantity"),
    PRICING_UNIT("PricingUnit"),
    PROVIDER_NAME("ProviderName"),
    PUBLISHER_NAME("PublisherName"),
    REGION_ID("RegionId"),
    REGION_NAME("RegionName"),
    RESOURCE_ID("ResourceId"),
    RESOURCE_NAME("ResourceName"),
    RESOURCE_TYPE("ResourceType"),
    SERVICE_CATEGORY("ServiceCategory"),
    SERVICE_NAME("ServiceName"),
    SERVICE_SUBCATEGORY("ServiceSubcategory"),
    SKU_ID("SkuId"),
    SKU_METER("SkuMeter"),
    SKU_PRICE_DETAILS("SkuPriceDetails"),
    SKU_PRICE_ID("SkuPriceId"),
    SUB_ACCOUNT_ID("SubAccountId"),
    SUB_ACCOUNT_NAME("SubAccountName"),
    SUB_ACCOUNT_TYPE("SubAccountType"),
    TAGS("Tags"),
    X_SERVICE_CODE("x_ServiceCode"),
    X_OPERATION("x_Operation");

    private final String columnName;

    FocusColumn(String columnName) {
        this.columnName = columnName;
    }

    String columnName() {
        return columnName;
    }

    /** The place in the header and in a row's cells. */
    @SuppressWarnings("EnumOrdinal") // The order of the constants is the order of the columns.
    int position() {
        return ordinal();
    }
}
