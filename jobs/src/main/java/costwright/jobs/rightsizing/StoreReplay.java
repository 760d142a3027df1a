package costwright.jobs.rightsizing;

import costwright.jobs.pull.catalogue.BundledCatalogue;
import costwright.jobs.rightsizing.RightsizingReplay.Material;
import costwright.jobs.store.Replay;
import costwright.jobs.store.ReplayStore;
import costwright.jobs.store.Store;
import java.time.Instant;
import java.util.Set;

/** Replays right-sizing over the store's own history and keeps what came out for the report. */
public final class StoreReplay {
    /** As long as rules look back. */
    private static final int TEST_DAYS = 14;
    /** A fleet of any size takes no longer than so many machines; more would hardly narrow the intervals. */
    static final int MOST_MACHINES = 400;

    private final Store store;

    public StoreReplay(Store store) {
        this.store = store;
    }

    /** Replays what was known up to {@code asOf}. */
    public Replay run(Instant asOf) {
        Material material = RightsizingReplay.ofStore(
                store, asOf, BundledCatalogue.load(Set.of()).types());
        Replay replay = RightsizingReplay.run(
                material,
                RightsizingReplay.origins(material.first(), material.end(), TEST_DAYS),
                TEST_DAYS,
                MOST_MACHINES);
        new ReplayStore(store).keep(asOf, replay);
        return replay;
    }
}
