package costwright.jobs.engine;

/** How many rows a rule of the dialect keeps out of the sums, and why. */
public record SetAsideRow(String reason, long rows) {}
