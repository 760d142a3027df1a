package costwright.analyzers.backtest.rightsizing;

import costwright.schema.resource.ResourceId;

/**
 * A machine to replay.
 *
 * @param vcpu its capacity, for machines whose samples do not say it
 * @param memoryMib likewise
 */
public record BacktestSubject(ResourceId id, double vcpu, double memoryMib) {}
