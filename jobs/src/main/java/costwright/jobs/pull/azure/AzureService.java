package costwright.jobs.pull.azure;

/** The hosts that are asked. */
enum AzureService {
    MANAGEMENT("management.azure.com", "https://management.azure.com"),
    /** Each region has its own host. */
    METRICS("metrics.monitor.azure.com", "https://metrics.monitor.azure.com"),
    /** Public. */
    PRICES("prices.azure.com", "");

    private final String host;
    private final String audience;

    AzureService(String host, String audience) {
        this.host = host;
        this.audience = audience;
    }

    String host() {
        return host;
    }

    /** For whom the token is; empty where none is needed. */
    String audience() {
        return audience;
    }
}
