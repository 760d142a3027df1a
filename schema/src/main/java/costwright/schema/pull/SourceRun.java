package costwright.schema.pull;

import costwright.schema.money.Money;
import java.time.Instant;

/**
 * What one pull asked of one source.
 *
 * @param kind aws, azure or prometheus
 * @param tasks parts that were due
 * @param cached parts that were not asked, because their period is closed and already in the store
 * @param failed parts that could not be read, each a {@link Gap}
 * @param requests answered requests of any kind
 * @param chargedRequests answered requests that the provider charges for, such as Cost Explorer pages
 * @param charge what the provider charges for them at its list price
 */
public record SourceRun(
        String source,
        String kind,
        Instant startedAt,
        Instant finishedAt,
        int tasks,
        int cached,
        int failed,
        long requests,
        long chargedRequests,
        Money charge) {}
