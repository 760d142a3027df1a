package costwright.jobs.pull.live;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.Pause;
import costwright.jobs.pull.SourceImport;
import costwright.jobs.store.Store;
import costwright.schema.CostwrightException;
import costwright.schema.pull.Gap;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All live sources of the settings as one source of a job: clouds first, so that what they list can be measured. */
public final class LiveImport implements SourceImport {
    private final List<LiveSource> sources;
    private final Clock clock;
    private final String ownerTag;
    private final Consumer<String> progress;

    /** @see LivePull#LivePull */
    public LiveImport(List<LiveSource> sources, Clock clock, String ownerTag, Consumer<String> progress) {
        this.sources = List.copyOf(sources);
        this.clock = clock;
        this.ownerTag = ownerTag;
        this.progress = progress;
    }

    @Override
    public String name() {
        return sources.stream().map(LiveSource::name).collect(Collectors.joining(", "));
    }

    /** Nothing: what a cloud would say is known only when it is asked. */
    @Override
    public String fingerprint() {
        return "";
    }

    /** @throws CostwrightException SOURCE if no source could be read at all */
    @Override
    public Imported importInto(Store store, Instant asOf) {
        PullReport report =
                new LivePull(store, clock, Patience.DEFAULT, Pause.REAL, ownerTag, progress).pull(sources, asOf);
        List<String> gaps = report.gaps().stream().map(Gap::sentence).toList();
        if (report.isFruitless()) {
            throw CostwrightException.source(
                    "None of the live sources (%s) could be read: %s".formatted(name(), String.join(" ", gaps)), null);
        }
        long tasks = report.runs().stream().mapToLong(run -> run.tasks()).sum();
        long failed = report.runs().stream().mapToLong(run -> run.failed()).sum();
        return new Imported(tasks, tasks - failed, gaps);
    }
}
