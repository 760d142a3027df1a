package costwright.analyzers;

/** What a check is good at, in the order in which the catalogue runs: a commitment is sized on what the others leave. */
public enum Capability {
    WASTE,
    PARKING,
    RIGHTSIZING,
    COMMITMENT
}
