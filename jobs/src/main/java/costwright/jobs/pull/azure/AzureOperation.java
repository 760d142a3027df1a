package costwright.jobs.pull.azure;

/** Every operation that is called, the permission that it needs, and what stops working without it. */
public enum AzureOperation {
    QUERY("Microsoft.CostManagement/query/read", "cost by service, subscription and tag"),
    FORECAST("Microsoft.CostManagement/forecast/read", "the provider's forecast"),
    BENEFIT_RECOMMENDATIONS("Microsoft.CostManagement/benefitRecommendations/read", "savings plan recommendations"),
    BENEFIT_UTILIZATION("Microsoft.CostManagement/benefitUtilizationSummaries/read", "the use of commitments"),
    /** No action of a role is documented for it but the pattern of the built-in Cost Management Reader. */
    COST_DETAILS("Microsoft.CostManagement/*/read", "bills without an export", "generateCostDetailsReport"),
    COST_DETAILS_RESULT("Microsoft.CostManagement/*/read", "bills without an export", "costDetailsOperationResults"),
    RESERVATION_RECOMMENDATIONS("Microsoft.Consumption/reservationRecommendations/read", "reservation recommendations"),
    BUDGETS("Microsoft.Consumption/budgets/read", "budgets"),
    RESOURCE_GRAPH("Microsoft.ResourceGraph/resources/read", "the inventory, and with it every check of a resource"),
    METRICS("Microsoft.Insights/metrics/read", "utilization, and with it right-sizing, parking and idleness"),
    ADVISOR("Microsoft.Advisor/recommendations/read", "Advisor's recommendations"),
    /** The pattern of the built-in Reservations Reader. */
    RESERVATIONS("Microsoft.Capacity/*/read", "owned reservations", "Microsoft.Capacity/reservations"),
    SAVINGS_PLANS("Microsoft.BillingBenefits/savingsPlanOrders/savingsPlans/read", "owned savings plans"),
    /** Listing blobs is the same data action as reading them. */
    EXPORTS_LIST("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", "bills from exports"),
    EXPORTS_READ("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", "bills from exports"),
    /** Public: no permission. */
    RETAIL_PRICES("", "list prices"),
    /** Granted by a role in the billing account, such as its reader, and by no role of Azure. */
    PRICE_SHEET("", "negotiated prices", "pricesheets/default/download");

    private final String permission;
    private final String purpose;
    private final String called;

    AzureOperation(String permission, String purpose) {
        this(permission, purpose, permission);
    }

    AzureOperation(String permission, String purpose, String called) {
        this.permission = permission;
        this.purpose = purpose;
        this.called = called;
    }

    /** What messages call it. */
    String called() {
        return called.isEmpty() ? name() : called;
    }

    /** The action of a role definition; empty where none is needed. */
    public String permission() {
        return permission;
    }

    /** What is missing without it. */
    public String purpose() {
        return purpose;
    }

    /** Whether a role lists it under {@code dataActions}. */
    public boolean isDataAction() {
        return this == EXPORTS_READ || this == EXPORTS_LIST;
    }
}
