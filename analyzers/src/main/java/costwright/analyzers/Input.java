package costwright.analyzers;

/** What a check needs to see. */
public enum Input {
    INVENTORY,
    CHARGES,
    UTILIZATION,
    PRICES,
    HOURLY_USAGE
}
