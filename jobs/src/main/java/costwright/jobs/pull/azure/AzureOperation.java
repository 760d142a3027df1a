package costwright.jobs.pull.azure;

/** Every operation that is called, the permission that it needs, and what stops working without it. */
public enum AzureOperation {
    QUERY("Microsoft.CostManagement/query/read", "cost by service, subscription and tag"),
    FORECAST("Microsoft.CostManagement/forecast/read", "the provider's forecast"),
    BENEFIT_RECOMMENDATIONS("Microsoft.CostManagement/benefitRecommendations/read", "savings plan recommendations"),
    BENEFIT_UTILIZATION("Microsoft.CostManagement/benefitUtilizationSummaries/read", "the use of commitments"),
    COST_DETAILS("Microsoft.CostManagement/generateCostDetailsReport/action", "bills without an export"),
    COST_DETAILS_RESULT("Microsoft.CostManagement/costDetailsOperationResults/read", "bills without an export"),
    RESERVATION_RECOMMENDATIONS("Microsoft.Consumption/reservationRecommendations/read", "reservation recommendations"),
    BUDGETS("Microsoft.Consumption/budgets/read", "budgets"),
    RESOURCE_GRAPH("Microsoft.ResourceGraph/resources/read", "the inventory, and with it every check of a resource"),
    METRICS("Microsoft.Insights/metrics/read", "utilization, and with it right-sizing, parking and idleness"),
    ADVISOR("Microsoft.Advisor/recommendations/read", "Advisor's recommendations"),
    RESERVATIONS("Microsoft.Capacity/reservations/read", "owned reservations"),
    SAVINGS_PLANS("Microsoft.BillingBenefits/savingsPlanOrders/savingsPlans/read", "owned savings plans"),
    /** Listing blobs is the same data action as reading them. */
    EXPORTS_LIST("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", "bills from exports"),
    EXPORTS_READ("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", "bills from exports"),
    /** Public: no permission. */
    RETAIL_PRICES("", "list prices");

    private final String permission;
    private final String purpose;

    AzureOperation(String permission, String purpose) {
        this.permission = permission;
        this.purpose = purpose;
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
