package costwright.jobs.pull.live;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lanes;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.Pause;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.RemoteFolder;
import costwright.jobs.pull.RequestBudget;
import costwright.jobs.pull.Sink;
import costwright.jobs.pull.TaskRun;
import costwright.jobs.pull.Windows;
import costwright.jobs.pull.aws.AwsPull;
import costwright.jobs.pull.azure.AzurePull;
import costwright.jobs.pull.file.RemoteDeliveries;
import costwright.jobs.pull.prometheus.PrometheusPull;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.ProviderStore;
import costwright.jobs.store.PullStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoredResource;
import costwright.schema.pull.Gap;
import costwright.schema.pull.SourceRun;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Pulls live sources into the store. What is closed is not asked again, an interrupted pull goes on with the page or batch
 * it was at, and what cannot be read leaves a gap that stays in the store until it is read.
 */
public final class LivePull {
    /** Requests wait more than they work: a few at a time keep two cores busy. */
    private static final int PARALLEL = 4;

    private final Store store;
    private final Clock clock;
    private final Patience patience;
    private final Pause pause;
    private final String ownerTag;
    private final Consumer<String> progress;

    /**
     * @param clock the real time, for waiting and for when something was read
     * @param ownerTag the tag that names who owns a resource, by which cost is cut
     * @param progress hears one line for each part
     */
    public LivePull(
            Store store, Clock clock, Patience patience, Pause pause, String ownerTag, Consumer<String> progress) {
        this.store = store;
        this.clock = clock;
        this.patience = patience;
        this.pause = pause;
        this.ownerTag = ownerTag;
        this.progress = progress;
    }

    /**
     * Pulls every source, one after the other.
     *
     * @param asOf nothing later is asked for
     * @throws costwright.schema.CostwrightException SETTINGS if a source cannot be asked as it is set up
     */
    public PullReport pull(List<LiveSource> sources, Instant asOf) {
        Sink sink = new StoreSink(store, asOf);
        List<SourceRun> runs = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (LiveSource source : inOrder(sources)) {
            TaskRun run = new TaskRun(source.name(), new PullStore(store), clock, PARALLEL, progress);
            runs.add(pull(source, asOf, sink, run));
            gaps.addAll(run.gaps());
        }
        gaps.sort(Comparator.comparing(Gap::source).thenComparing(Gap::scope).thenComparing(Gap::dataset));
        return new PullReport(runs, gaps);
    }

    /** Clouds first: their inventory names the machines that Prometheus measures. */
    private static List<LiveSource> inOrder(List<LiveSource> sources) {
        return sources.stream()
                .sorted(Comparator.comparing(source -> source instanceof LiveSource.Prometheus))
                .toList();
    }

    private SourceRun pull(LiveSource source, Instant asOf, Sink sink, TaskRun run) {
        RequestBudget budget = budget(source);
        PullStore pulls = new PullStore(store);
        PullContext context = new PullContext(
                source.name(),
                asOf,
                clock,
                patience,
                new Lanes(patience, budget, reading(source), clock, pause),
                new Pages(source.name(), pulls, clock),
                new Windows(source.name(), pulls, clock),
                pulls,
                new ProviderStore(store),
                sink);
        if (source instanceof LiveSource.Aws aws) {
            new AwsPull(aws, context, run, ownerTag).pull();
        } else if (source instanceof LiveSource.Azure azure) {
            new AzurePull(azure, context, run, pause, ownerTag).pull();
        } else if (source instanceof LiveSource.Prometheus prometheus) {
            HostNames hosts = new HostNames(new InventoryStore(store)
                    .resources().stream().map(StoredResource::resource).toList());
            new PrometheusPull(prometheus, context, run, hosts::of).pull();
        } else if (source instanceof LiveSource.Remote remote) {
            try (RemoteFolder folder = RemoteFolders.open(remote, context)) {
                run.run(List.of(RemoteDeliveries.task(context, folder)));
            }
        }
        return run.finish(source.kind(), budget);
    }

    private static RequestBudget budget(LiveSource source) {
        if (source instanceof LiveSource.Aws aws) {
            return AwsPull.budget(aws);
        }
        return source instanceof LiveSource.Azure azure ? AzurePull.budget(azure) : RequestBudget.free();
    }

    private static Function<RuntimeException, CallFailure> reading(LiveSource source) {
        if (source instanceof LiveSource.Aws) {
            return AwsPull::reading;
        }
        if (source instanceof LiveSource.Remote remote) {
            return RemoteFolders.reading(remote);
        }
        return source instanceof LiveSource.Azure ? AzurePull::reading : PrometheusPull::reading;
    }
}
