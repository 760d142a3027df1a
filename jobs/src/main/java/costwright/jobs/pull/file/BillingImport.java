package costwright.jobs.pull.file;

import costwright.jobs.engine.BillingTable;
import costwright.jobs.engine.Breach;
import costwright.jobs.engine.CostViews;
import costwright.jobs.engine.DuckDbEngine;
import costwright.jobs.engine.ExactCosts;
import costwright.jobs.engine.Overlap;
import costwright.jobs.engine.Rollup;
import costwright.jobs.engine.RollupEngine;
import costwright.jobs.engine.RowCounts;
import costwright.jobs.engine.SliceKey;
import costwright.jobs.engine.SliceRow;
import costwright.jobs.engine.StatedRow;
import costwright.jobs.engine.TableHeader;
import costwright.jobs.engine.TotalRow;
import costwright.jobs.pull.Downloaded;
import costwright.jobs.reconcile.Balance;
import costwright.jobs.reconcile.Reconciliation;
import costwright.jobs.reconcile.SliceAccount;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Delivery;
import costwright.jobs.store.ImportStage;
import costwright.jobs.store.SliceChange;
import costwright.jobs.store.Store;
import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import costwright.schema.format.BillingFormats;
import costwright.schema.format.Recognition;
import costwright.schema.time.BillingPeriod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Imports billing files: finds and recognises them, rolls them up, checks them, and swaps the slices that they bring.
 * Files that are given together are one delivery; what is live already is not read again.
 */
public final class BillingImport {
    private static final int MAX_PROBLEMS = 20;

    private final CompletableFuture<BillingStore> opening;
    private final boolean isNew;
    private final ImportOptions options;
    private final Consumer<ImportStage> stages;

    public BillingImport(Store store, ImportOptions options, Consumer<ImportStage> stages) {
        this(CompletableFuture.completedFuture(store), false, options, stages);
    }

    private BillingImport(
            CompletableFuture<Store> opening, boolean isNew, ImportOptions options, Consumer<ImportStage> stages) {
        this.opening = opening.thenApply(BillingStore::new);
        this.isNew = isNew;
        this.options = options;
        this.stages = stages;
    }

    /** An import into a store that is being made meanwhile: the files are read before it is asked for. */
    public static BillingImport intoNew(
            CompletableFuture<Store> opening, ImportOptions options, Consumer<ImportStage> stages) {
        return new BillingImport(opening, true, options, stages);
    }

    /**
     * Imports files, folders and manifests as one delivery.
     *
     * @param now the instant that is recorded as the time of the import
     * @throws CostwrightException INPUT if a file is refused; the store is then as it was
     */
    public ImportOutcome importFiles(List<Path> arguments, Instant now) {
        BillingFiles found = BillingFiles.find(arguments);
        List<Path> files = ContentId.distinct(found.files(), found.views());
        long bytes = files.stream().mapToLong(ContentId::size).sum();
        CompletableFuture<String> contentId = CompletableFuture.supplyAsync(() -> ContentId.of(files, options.scope()));
        // Only content of a known size can be known; all other content is hashed while it is read.
        if (!isNew && billing().knowsSize(bytes) && isKnown(await(contentId))) {
            return new ImportOutcome(Optional.empty(), found.ignored());
        }
        try (RollupEngine engine = DuckDbEngine.open(options.limits(bytes), files)) {
            List<BillingTable> tables = DeliveryViews.settle(engine, recognise(engine, files), found.views());
            // What a manifest lists is one delivery by the word of the cloud.
            boolean byFile = found.isLoose() && files.size() > 1;
            Rollup rollup = engine.roll(tables, byFile);
            stages.accept(ImportStage.ROLLED_UP);
            List<SliceRow> slices = rollup.slices();
            verify(files, slices);
            if (byFile) {
                requireDistinct(rollup.overlaps());
            }
            requireRows(found, rollup.counts());
            requireBothViews(tables, rollup.stated());
            Delivery delivery = delivery(await(contentId), bytes, tables, now);
            if (!options.force()) {
                ReplacementRules.check(delivery, slices, billing().slices());
            }
            stages.accept(ImportStage.VERIFIED);
            List<SliceChange> changes = billing().swap(delivery, rollup, stages);
            List<Breach> breaches =
                    options.closely() ? engine.located(tables, rollup.conformance()) : rollup.conformance();
            return new ImportOutcome(
                    Optional.of(reconcile(found, delivery, tables, rollup, changes, breaches)), found.ignored());
        }
    }

    private boolean isKnown(String contentId) {
        return options.onlyNew() ? billing().wasImported(contentId) : billing().isLive(contentId);
    }

    private BillingStore billing() {
        return await(opening);
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CostwrightException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    private Delivery delivery(String contentId, long bytes, List<BillingTable> tables, Instant now) {
        Recognition recognition = tables.get(0).recognition();
        return new Delivery(
                contentId,
                bytes,
                names(tables.stream().map(BillingTable::file).toList()),
                distinct(tables, table -> table.recognition().format().title()),
                distinct(tables, table -> table.recognition().version()),
                recognition.format().dialect().equals("azure")
                        ? tables.get(0).views().word()
                        : CostViews.BOTH.word(),
                now);
    }

    private List<String> names(List<Path> files) {
        Downloaded from = options.downloaded();
        return from == null ? named(files) : files.stream().map(from::nameOf).toList();
    }

    /** Below the folder that they share: where that lies on this machine is nobody's business later. */
    private static List<String> named(List<Path> files) {
        Path shared = files.get(0).getParent();
        for (Path file : files) {
            while (shared != null && !file.startsWith(shared)) {
                shared = shared.getParent();
            }
        }
        Path folder = shared;
        return files.stream()
                .map(file -> (folder == null ? file : folder.relativize(file))
                        .toString()
                        .replace('\\', '/'))
                .toList();
    }

    private static String distinct(List<BillingTable> tables, Function<BillingTable, String> word) {
        return tables.stream().map(word).distinct().sorted().collect(Collectors.joining(", "));
    }

    /** Two cumulative deliveries of one month are never summed. */
    private static void requireDistinct(List<Overlap> overlaps) {
        if (overlaps.isEmpty()) {
            return;
        }
        List<Problem> problems = overlaps.stream()
                .limit(MAX_PROBLEMS)
                .map(overlap -> new Problem(
                        overlap.file().toString(),
                        null,
                        null,
                        null,
                        "%d of its %d daily lines of %s are also in %s"
                                .formatted(overlap.shared(), overlap.parts(), overlap.slice(), overlap.other())))
                .toList();
        throw CostwrightException.input(
                "Cannot import %s and %s together: they tell the same charges, as two deliveries of one month do. Nothing was imported. Give only the newer one; or, if they are parts of one delivery, its manifest:"
                        .formatted(overlaps.get(0).file(), overlaps.get(0).other()),
                problems);
    }

    /** Where a delivery tells two views, the one lacks what the other has: a month that has only one of them would be cut short. */
    private static void requireBothViews(List<BillingTable> tables, List<StatedRow> stated) {
        boolean isTwofold = tables.stream()
                .allMatch(table -> table.views() == CostViews.BOTH && table.costView() != CostViews.BOTH);
        if (!isTwofold) {
            return;
        }
        Map<BillingPeriod, Set<CostViews>> told = new TreeMap<>();
        for (StatedRow row : stated) {
            Set<CostViews> views = told.computeIfAbsent(row.slice().period(), any -> EnumSet.noneOf(CostViews.class));
            if (row.billed() != null) {
                views.add(CostViews.ACTUAL);
            }
            if (row.effective() != null) {
                views.add(CostViews.AMORTIZED);
            }
        }
        List<Problem> problems = new ArrayList<>();
        told.forEach((month, views) -> {
            if (views.size() == 1) {
                problems.add(new Problem(
                        month.toString(),
                        null,
                        null,
                        null,
                        "only the %s view has charges of it"
                                .formatted(views.iterator().next().word())));
            }
        });
        if (!problems.isEmpty()) {
            throw CostwrightException.input(
                    "Cannot import %d files together: they tell the actual and the amortized view, but not of every month. Nothing was imported. Give the missing exports too, or import the months with one view apart:"
                            .formatted(tables.size()),
                    problems);
        }
    }

    /** A manifest that announces other rows than there are was written for other files. */
    private static void requireRows(BillingFiles found, RowCounts counts) {
        Long announced = found.manifestRows();
        if (announced != null && announced != counts.read()) {
            throw CostwrightException.input(
                    "Cannot import %s: the manifest announces %d rows, but the files have %d. Copy the whole delivery and try again."
                            .formatted(found.files().get(0).getParent(), announced, counts.read()));
        }
    }

    private Reconciliation reconcile(
            BillingFiles found,
            Delivery delivery,
            List<BillingTable> tables,
            Rollup rollup,
            List<SliceChange> changes,
            List<Breach> breaches) {
        List<TotalRow> filed = rollup.totals();
        List<SliceKey> keys =
                changes.stream().map(change -> change.slice().key()).toList();
        Map<SliceKey, ExactCosts> costs = new TreeMap<>();
        filed.forEach(total -> costs.merge(total.slice(), total.costs(), ExactCosts::plus));
        Map<SliceKey, StatedRow> stated =
                rollup.stated().stream().collect(Collectors.toMap(StatedRow::slice, Function.identity(), (a, b) -> a));
        List<SliceAccount> accounts =
                changes.stream().map(change -> account(change, costs, stated)).toList();
        return new Reconciliation(
                delivery,
                rollup.counts(),
                found.manifestRows(),
                rollup.setAside(),
                accounts,
                Balance.between(filed, billing().totals(keys)),
                breaches,
                columns(tables, table -> table.recognition().unread()),
                columns(tables, table -> BillingFormats.absent(table.recognition())));
    }

    private SliceAccount account(SliceChange change, Map<SliceKey, ExactCosts> costs, Map<SliceKey, StatedRow> stated) {
        SliceKey key = change.slice().key();
        StatedRow said = stated.get(key);
        return new SliceAccount(
                change,
                Objects.requireNonNull(costs.get(key), () -> "no total of " + key),
                said == null ? null : said.billed(),
                said == null ? null : said.effective(),
                options.invoices().get(key));
    }

    private static List<String> columns(List<BillingTable> tables, Function<BillingTable, List<String>> of) {
        return new ArrayList<>(tables.stream()
                .flatMap(table -> of.apply(table).stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<BillingTable> recognise(RollupEngine engine, List<Path> files) {
        List<BillingTable> tables = new ArrayList<>();
        for (Path file : files) {
            TableHeader header = engine.header(file);
            Recognition recognition =
                    BillingFormats.recognise(header.names()).orElseThrow(() -> unrecognised(file, header.names()));
            boolean isUnscoped = recognition.missing().stream().anyMatch(BillingFormats::isBillingAccount);
            String scope = isUnscoped ? options.scope() : null;
            if (recognition.missing().size() > (scope == null ? 0 : 1)) {
                throw lacking(file, recognition);
            }
            if (!recognition.repeated().isEmpty()) {
                throw repeating(file, recognition);
            }
            tables.add(new BillingTable(file, header, recognition, scope));
        }
        if (options.scope() != null && tables.stream().allMatch(table -> table.scope() == null)) {
            throw CostwrightException.input(
                    "Cannot import %s with --scope %s: every row names its billing account. Leave --scope out."
                            .formatted(files.get(0), options.scope()));
        }
        return tables;
    }

    private static CostwrightException unrecognised(Path file, List<String> header) {
        return CostwrightException.input(
                "Cannot import %s: its header is none of the billing formats that are understood (%s). It begins with %s. %s"
                        .formatted(
                                file,
                                BillingFormats.ALL.stream()
                                        .map(format -> format.title())
                                        .collect(Collectors.joining(", ")),
                                header.subList(0, Math.min(8, header.size())),
                                "FOCUS files need at least BilledCost and ChargePeriodStart."));
    }

    private static CostwrightException lacking(Path file, Recognition recognition) {
        return CostwrightException.input(
                "Cannot import %s: the header lacks mandatory columns of %s. Export the file with them%s; nothing was imported."
                        .formatted(
                                file,
                                recognition.format().title(),
                                recognition.missing().stream().anyMatch(BillingFormats::isBillingAccount)
                                        ? ", or name the billing account with --scope"
                                        : ""),
                recognition.missing().stream()
                        .map(column -> new Problem(
                                file.toString(), 1L, column, null, "the header lacks this mandatory column"))
                        .toList());
    }

    private static CostwrightException repeating(Path file, Recognition recognition) {
        return CostwrightException.input(
                "Cannot import %s: the header has columns twice, and nothing tells which one counts. Nothing was imported."
                        .formatted(file),
                recognition.repeated().stream()
                        .map(column -> new Problem(
                                file.toString(), 1L, column.replace("*", ""), null, "the column is there twice"))
                        .toList());
    }

    private static void verify(List<Path> files, List<SliceRow> slices) {
        String named = files.size() == 1 ? files.get(0).toString() : files.size() + " files";
        if (slices.isEmpty()) {
            throw CostwrightException.input(
                    "Cannot import %s: there is no charge in it, only a header. Nothing was imported."
                            .formatted(named));
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, TreeSet<String>> currencies = new TreeMap<>();
        for (SliceRow slice : slices) {
            currencies
                    .computeIfAbsent(slice.key().billingAccount(), any -> new TreeSet<>())
                    .add(slice.currency());
        }
        currencies.forEach((account, codes) -> {
            for (String code : codes) {
                if (!isCurrency(code)) {
                    problems.add(new Problem(named, null, "BillingCurrency", code, "no ISO 4217 currency"));
                }
            }
            if (codes.size() > 1) {
                problems.add(new Problem(
                        named,
                        null,
                        "BillingCurrency",
                        String.join(", ", codes),
                        "billing account %s has two currencies; a billing account is billed in one"
                                .formatted(account)));
            }
        });
        if (!problems.isEmpty()) {
            throw CostwrightException.input("Cannot import %s. Nothing was imported:".formatted(named), problems);
        }
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }
}
