package costwright.jobs.pull.live;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.Pause;
import costwright.jobs.pull.SourceImport;
import costwright.jobs.store.Store;
import costwright.schema.pull.Gap;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Live sources as one source of a job, with the patience of a test. */
record PullOnce(List<LiveSource> sources, Clock clock, Patience patience, Pause pause) implements SourceImport {
    @Override
    public String name() {
        return "live";
    }

    @Override
    public String fingerprint() {
        return "";
    }

    @Override
    public Imported importInto(Store store, Instant asOf) {
        PullReport report = new LivePull(store, clock, patience, pause, "team", line -> {}).pull(sources, asOf);
        return new Imported(1, 1, report.gaps().stream().map(Gap::sentence).toList());
    }
}
