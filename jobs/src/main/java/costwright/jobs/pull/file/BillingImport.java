package costwright.jobs.pull.file;

import costwright.jobs.engine.BillingTable;
import costwright.jobs.engine.DuckDbEngine;
import costwright.jobs.engine.Rollup;
import costwright.jobs.engine.RollupEngine;
import costwright.jobs.engine.SliceRow;
import costwright.jobs.engine.TableHeader;
import costwright.jobs.reconcile.Reconciliation;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Delivery;
import costwright.jobs.store.ImportStage;
import costwright.jobs.store.SliceChange;
import costwright.jobs.store.Store;
import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import costwright.schema.format.BillingFormats;
import costwright.schema.format.Recognition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Imports billing files: finds and recognises them, rolls them up, checks them, and swaps the slices that they bring.
 * Files that are given together are one delivery; what is live already is not read again.
 */
public final class BillingImport {
    private final BillingStore billing;
    private final ImportOptions options;
    private final Consumer<ImportStage> stages;

    public BillingImport(Store store, ImportOptions options, Consumer<ImportStage> stages) {
        this.billing = new BillingStore(store);
        this.options = options;
        this.stages = stages;
    }

    /**
     * Imports files and folders as one delivery.
     *
     * @param now the instant that is recorded as the time of the import
     * @throws CostwrightException INPUT if a file is refused; the store is then as it was
     */
    public ImportOutcome importFiles(List<Path> arguments, Instant now) {
        List<Path> files = BillingFiles.find(arguments);
        long bytes = files.stream().mapToLong(BillingImport::size).sum();
        String contentId = ContentId.of(files);
        if (billing.isLive(contentId)) {
            return new ImportOutcome(false, List.of());
        }
        try (RollupEngine engine = DuckDbEngine.open(options.limits(bytes), files)) {
            List<BillingTable> tables = DeliveryViews.settle(engine, recognise(engine, files));
            Rollup rollup = engine.roll(tables);
            stages.accept(ImportStage.ROLLED_UP);
            verify(files, rollup.slices());
            Recognition recognition = tables.get(0).recognition();
            Delivery delivery = new Delivery(
                    contentId,
                    bytes,
                    files.stream().map(Path::toString).toList(),
                    recognition.format().title(),
                    recognition.version(),
                    tables.get(0).views().word(),
                    now);
            if (!options.force()) {
                ReplacementRules.check(delivery, rollup.slices(), billing.slices());
            }
            stages.accept(ImportStage.VERIFIED);
            List<SliceChange> changes = billing.swap(delivery, rollup, stages);
            return new ImportOutcome(
                    true, List.of(new Reconciliation(delivery, rollup.counts(), unread(tables), changes)));
        }
    }

    private static List<String> unread(List<BillingTable> tables) {
        return new ArrayList<>(tables.stream()
                .flatMap(table -> table.recognition().unread().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BillingTable> recognise(RollupEngine engine, List<Path> files) {
        List<BillingTable> tables = new ArrayList<>();
        for (Path file : files) {
            TableHeader header = engine.header(file);
            Recognition recognition =
                    BillingFormats.recognise(header.names()).orElseThrow(() -> unrecognised(file, header.names()));
            if (!recognition.missing().isEmpty()) {
                throw lacking(file, recognition);
            }
            tables.add(new BillingTable(file, header, recognition));
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
                "Cannot import %s: the header lacks mandatory columns of %s. Export the file with them; nothing was imported."
                        .formatted(file, recognition.format().title()),
                recognition.missing().stream()
                        .map(column -> new Problem(
                                file.toString(), 1L, column, null, "the header lacks this mandatory column"))
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
