package costwright.jobs.pull.file;

import costwright.jobs.pull.SourceImport;
import costwright.jobs.store.CommitmentStore;
import costwright.jobs.store.ImportStage;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.InventoryStore.Replacement;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoreContent;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.CostwrightException;
import costwright.schema.resource.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A folder of exports: bills, inventories, utilization, prices and commitments, each recognised by its header. A manifest
 * says which bills are one delivery; other bills that lie in one folder are one, and so are those of two folders that differ
 * in the words actual and amortized. What another delivery replaced since stays replaced, unless a manifest names it.
 */
public final class FolderSource implements SourceImport {
    private static final Pattern VIEWS = Pattern.compile("(?i)actual|amorti[sz]ed");

    private final String name;
    private final Path folder;
    private final ImportOptions options;
    private final Consumer<ImportStage> stages;

    public FolderSource(String name, Path folder, ImportOptions options, Consumer<ImportStage> stages) {
        this.name = name;
        this.folder = folder;
        this.options = options;
        this.stages = stages;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        List<Path> files = files().stream()
                .filter(file -> BillingTree.isTable(file) || BillingTree.isManifest(file))
                .toList();
        return files.isEmpty() ? "" : ContentId.of(files);
    }

    /**
     * Imports what is new; what the store holds already is not read again.
     *
     * @throws CostwrightException INPUT if a file is refused: what was imported before it stays
     */
    @Override
    public Imported importInto(Store store, Instant asOf) {
        List<Path> all = files();
        BillingTree bills = BillingTree.of(all, file -> FileKind.of(file) == FileKind.BILLING);
        Map<FileKind, List<Path>> files = new TreeMap<>();
        all.stream()
                .filter(BillingTree::isTable)
                .forEach(file -> files.computeIfAbsent(FileKind.of(file), kind -> new ArrayList<>())
                        .add(file));
        long changed = 0;
        // A manifest tells which delivery is the newest; of loose files only those can be newer that were not there
        // before.
        BillingImport listed = new BillingImport(store, options, stages);
        for (List<Path> delivery : listedDeliveries(bills)) {
            changed += listed.importFiles(delivery, asOf).changed() ? delivery.size() : 0;
        }
        BillingImport loose = new BillingImport(store, options.withOnlyNew(true), stages);
        for (List<Path> delivery : looseDeliveries(bills)) {
            changed += loose.importFiles(delivery, asOf).changed() ? delivery.size() : 0;
        }
        for (Path file : files.getOrDefault(FileKind.INVENTORY, List.of())) {
            List<Resource> resources = InventoryFile.read(file);
            Replacement done = new InventoryStore(store).replace(origin(file), asOf, resources);
            changed += done == Replacement.REPLACED ? 1 : 0;
        }
        for (Path file : files.getOrDefault(FileKind.PRICES, List.of())) {
            PricesFile.Content content = PricesFile.read(file, LocalDate.ofInstant(asOf, ZoneOffset.UTC));
            changed += new PriceStore(store).replace(origin(file), content.rows(), content.types()) ? 1 : 0;
        }
        for (Path file : files.getOrDefault(FileKind.UTILIZATION, List.of())) {
            UtilizationStore.Imported done =
                    new UtilizationStore(store).add(samples -> UtilizationFile.read(file, samples));
            changed += done.days() > 0 ? 1 : 0;
        }
        for (List<Path> together : byFolder(files, FileKind.LINES, FileKind.OFFERS, FileKind.HOLDINGS)) {
            changed += importCommitments(store, together);
        }
        return new Imported(files.values().stream().mapToLong(List::size).sum(), changed, List.of());
    }

    /** Offers and holdings are read with the lines that lie beside them; lines alone say nothing to keep. */
    private long importCommitments(Store store, List<Path> together) {
        if (together.stream().allMatch(file -> FileKind.of(file) == FileKind.LINES)) {
            return 0;
        }
        StoreContent content = new StoreContent(store);
        String before = content.commitmentsFingerprint();
        CommitmentFacts facts = CommitmentFacts.read(together);
        CommitmentStore commitments = new CommitmentStore(store);
        facts.offers().forEach((file, offers) -> commitments.replaceOffers(name + "/" + file, offers));
        facts.holdings().forEach((file, holdings) -> commitments.replaceHoldings(name + "/" + file, holdings));
        return content.commitmentsFingerprint().equals(before) ? 0 : together.size();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            throw CostwrightException.settings(
                    "The source %s names the folder %s, which does not exist. Correct sources.%s.path."
                            .formatted(name, folder, name));
        }
        return BillingFiles.regularFiles(folder);
    }

    /** The manifests of each delivery. */
    private static List<List<Path>> listedDeliveries(BillingTree bills) {
        Map<String, List<Path>> deliveries = new TreeMap<>();
        bills.manifests()
                .forEach(manifest -> deliveries
                        .computeIfAbsent(manifest.together(), any -> new ArrayList<>())
                        .add(manifest.file()));
        return List.copyOf(deliveries.values());
    }

    /** The files of each delivery, in order of folder. */
    private static List<List<Path>> looseDeliveries(BillingTree bills) {
        Map<String, List<Path>> deliveries = new TreeMap<>();
        bills.loose()
                .forEach(file -> deliveries
                        .computeIfAbsent(VIEWS.matcher(file.getParent() + "").replaceAll("*"), any -> new ArrayList<>())
                        .add(file));
        return List.copyOf(deliveries.values());
    }

    /** The files of these kinds, those of one folder together. */
    private static List<List<Path>> byFolder(Map<FileKind, List<Path>> files, FileKind... kinds) {
        Map<Path, List<Path>> folders = new TreeMap<>();
        for (FileKind kind : kinds) {
            files.getOrDefault(kind, List.of())
                    .forEach(file -> folders.computeIfAbsent(file.getParent(), parent -> new ArrayList<>())
                            .add(file));
        }
        return List.copyOf(folders.values());
    }

    private String origin(Path file) {
        return name + "/"
                + folder.toAbsolutePath()
                        .normalize()
                        .relativize(file)
                        .toString()
                        .replace('\\', '/');
    }
}
