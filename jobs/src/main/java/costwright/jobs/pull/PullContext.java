package costwright.jobs.pull;

import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.PullStore;
import java.time.Clock;
import java.time.Instant;

/**
 * What every reading of one source in one run shares.
 *
 * @param source its name in the settings
 * @param asOf the instant of the run: nothing later is asked for
 */
public record PullContext(
        String source,
        Instant asOf,
        Clock clock,
        Patience patience,
        Lanes lanes,
        Pages pages,
        Windows windows,
        PullStore store,
        ProviderStore provider,
        Sink sink) {}
