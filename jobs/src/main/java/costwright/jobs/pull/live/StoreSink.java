package costwright.jobs.pull.live;

import costwright.jobs.pull.Downloaded;
import costwright.jobs.pull.Sink;
import costwright.jobs.pull.file.BillingImport;
import costwright.jobs.pull.file.FolderSource;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.store.CommitmentStore;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.PlanRateStore;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.commitment.PlanRate;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.utilization.Series;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Puts pulled records into the tables that files are imported into, one writer at a time. */
final class StoreSink implements Sink {
    private final Store store;
    private final Instant asOf;
    private final InventoryStore inventory;
    private final PriceStore prices;
    private final UtilizationStore utilization;
    private final CommitmentStore commitments;
    private final PlanRateStore planRates;
    private final Set<String> known = new ConcurrentSkipListSet<>();

    StoreSink(Store store, Instant asOf) {
        this.store = store;
        this.asOf = asOf;
        this.inventory = new InventoryStore(store);
        this.prices = new PriceStore(store);
        this.utilization = new UtilizationStore(store);
        this.commitments = new CommitmentStore(store);
        this.planRates = new PlanRateStore(store);
        inventory.sources().forEach(source -> known.add(source.source()));
    }

    @Override
    public synchronized void inventory(String source, String scope, Collection<Resource> resources, Instant takenAt) {
        String name = source + ": " + scope;
        // Most kinds do not exist in most regions: nothing is only said of what was there before.
        if (!resources.isEmpty() || known.contains(name)) {
            inventory.replace(name, takenAt, List.copyOf(resources));
        }
    }

    @Override
    public synchronized void utilization(Collection<Series> series) {
        if (series.isEmpty()) {
            return;
        }
        utilization.add(samples -> {
            for (Series one : series) {
                for (int i = 0; i < one.size(); i++) {
                    samples.accept(
                            one.resource(),
                            one.metric(),
                            one.intervalSeconds(),
                            one.startEpochSeconds()[i],
                            one.average()[i],
                            one.maximum()[i]);
                }
            }
        });
    }

    @Override
    public synchronized void prices(String origin, Collection<PriceRow> rows, Collection<InstanceType> types) {
        prices.replace(origin, rows, types);
    }

    @Override
    public synchronized void planRates(String origin, Collection<PlanRate> rates) {
        planRates.replace(origin, rates);
    }

    @Override
    public synchronized void commitments(String source, String part, Provider of, Collection<PulledCommitment> listed) {
        commitments.replacePulled(source, part, listed, asOf);
    }

    @Override
    public synchronized void bill(String source, Path manifestOrFolder, Downloaded from) {
        ImportOptions options = ImportOptions.standard().withDownloaded(from);
        from.naming(() -> new BillingImport(store, options, stage -> {}).importFiles(List.of(manifestOrFolder), asOf));
    }

    @Override
    public synchronized void folder(String source, Downloaded from) {
        ImportOptions options = ImportOptions.standard().withDownloaded(from);
        from.naming(() -> new FolderSource(source, from.root(), options, stage -> {}).importInto(store, asOf));
    }
}
