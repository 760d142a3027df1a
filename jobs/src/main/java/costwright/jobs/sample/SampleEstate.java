package costwright.jobs.sample;

import costwright.schema.CostwrightException;
import costwright.schema.resource.Provider;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Writes a synthetic estate with its ground truth into a folder. */
public final class SampleEstate {
    /** The folder of the providers' own exports within the estate. */
    public static final String EXPORTS = "exports";
    /** The folder of the bills within the estate. */
    public static final String BILLS = "billing";
    /** The instant at which the estate stands still: bills are complete up to the end of the month before. */
    public static final Instant AS_OF = Company.AS_OF;

    private final SampleOptions options;
    private final CounterRandom random;
    private final LongConsumer progress;

    /**
     * What was written.
     *
     * @param charges rows of the bills, without deliveries
     * @param samples rows of utilization
     * @param resources rows of the inventory
     */
    public record Summary(Path folder, long charges, int bills, long samples, int resources) {}

    /** What one file of a bill holds; merged in the order of the files, whatever finishes first. */
    record Written(
            String file,
            long rows,
            Sums sums,
            MonthlyBill.Ledger ledger,
            List<Violations.Broken> broken,
            List<BillExport.Part> parts) {}

    /** @param progress told the number of rows whenever a file is done, from several threads */
    public SampleEstate(SampleOptions options, LongConsumer progress) {
        this.options = options;
        this.random = new CounterRandom(options.seed());
        this.progress = progress;
    }

    /**
     * Writes all files. What an earlier run left in the folder of the bills is removed first.
     *
     * @throws CostwrightException of kind SETTINGS if the folder cannot be written
     */
    public Summary write() {
        try {
            return writeAll();
        } catch (IOException | UncheckedIOException e) {
            throw CostwrightException.settings(
                            "Cannot write the sample estate to %s: %s. Choose another folder with --out."
                                    .formatted(options.folder(), e.getMessage()))
                    .causedBy(e);
        }
    }

    private Summary writeAll() throws IOException {
        Path bills = emptied(options.folder().resolve(BILLS));
        for (ExportKind kind : ExportKind.values()) {
            removeOld(options.folder().resolve(EXPORTS).resolve(kind.word()));
        }
        PriceList prices = new PriceList(Company.REGIONS);
        Company company = new Company(prices, random);
        CompanyCommitments desk = new CompanyCommitments(prices);
        List<Commitment> owned = desk.of(company.payerAccount(), company.corporate(), company.assets());
        FactFiles facts = new FactFiles(options.folder());
        UtilizationWriter utilization = new UtilizationWriter(random);

        List<Callable<Written>> tasks = new ArrayList<>();
        tasks.add(() -> {
            utilization.write(options.folder().resolve("utilization.csv.gz"), company.assets(), Company.AS_OF);
            return new Written("", 0, new Sums(), new MonthlyBill.Ledger(), List.of(), List.of());
        });
        for (String month : Company.MONTHS) {
            tasks.addAll(companyBills(bills, month, company, owned, Company.AS_OF, true));
        }
        List<Written> written = new ArrayList<>(run(tasks));
        Others others = others(bills, prices, options.rows() == 0 ? 0 : options.rows() - rowsOf(written));
        written.addAll(others.written());
        int resources = facts.inventory(company.assets(), others.assets());
        facts.prices(prices, company.assets());
        facts.commitments(company.assets(), desk, owned);
        if (options.violations()) {
            facts.violations(
                    written.stream().flatMap(file -> file.broken().stream()).toList());
        }
        ExportManifests.write(
                options.folder().resolve(EXPORTS),
                written.stream().flatMap(file -> file.parts().stream()).toList());
        ExpectedFile.write(options.folder().resolve("expected.json"), options.seed(), written, company.truth());
        writeDeliveries(company, owned, others);
        List<Written> billed =
                written.stream().filter(file -> !file.file().isEmpty()).toList();
        return new Summary(
                options.folder(),
                billed.stream().mapToLong(Written::rows).sum(),
                billed.size(),
                utilization.samples(),
                resources);
    }

    /** What is not of the company; the assets are made when they are asked for. */
    private record Others(List<Written> written, Stream<Asset> assets, Fleet fleet, int chunks, Archive archive) {}

    /**
     * Writes exactly so many charges: as many chunks of the fleet as fit, and the rest from the archive. Chunks that do not
     * fit are removed again, because only writing tells how many charges a chunk has.
     */
    private Others others(Path bills, PriceList prices, long charges) throws IOException {
        if (charges < 0) {
            throw CostwrightException.defect(
                    "The small estate has %d charges more than any --rows that is allowed.".formatted(-charges), null);
        }
        Fleet fleet = new Fleet(random, charges);
        List<Callable<Written>> tasks = new ArrayList<>();
        for (int chunk = 0; chunk < fleet.chunks(); chunk++) {
            tasks.addAll(fleet.bills(bills, chunk, options));
        }
        List<Written> all = run(tasks);
        List<Written> written = new ArrayList<>();
        int files = fleet.chunks() == 0 ? 0 : all.size() / fleet.chunks();
        int kept = 0;
        long left = charges;
        while (kept < fleet.chunks() && rowsOf(all.subList(kept * files, (kept + 1) * files)) <= left) {
            List<Written> chunk = all.subList(kept * files, (kept + 1) * files);
            left -= rowsOf(chunk);
            written.addAll(chunk);
            kept++;
        }
        for (Written tooMany : all.subList(kept * files, all.size())) {
            Files.delete(bills.resolve(tooMany.file()));
            for (BillExport.Part part : tooMany.parts()) {
                Files.delete(options.folder().resolve(EXPORTS).resolve(part.path()));
            }
        }
        Archive archive = new Archive(random, prices, left);
        written.addAll(run(archive.bills(bills, options)));
        return new Others(written, Stream.concat(fleet.assets(kept), archive.assets()), fleet, kept, archive);
    }

    private static long rowsOf(List<Written> files) {
        return files.stream().mapToLong(Written::rows).sum();
    }

    /**
     * The last month as it was delivered on the 5th, on the 15th, at its end and finally. Before the final one the data
     * of NAT gateways was rated a tenth too high.
     */
    private void writeDeliveries(Company company, List<Commitment> owned, Others others) throws IOException {
        String month = Company.MONTHS.get(Company.MONTHS.size() - 1);
        List<Instant> cutOffs = List.of(
                Instant.parse(month + "-06T00:00:00Z"),
                Instant.parse(month + "-16T00:00:00Z"),
                BillingPeriod.parse(month).end(),
                Company.AS_OF);
        for (int i = 0; i < options.deliveries(); i++) {
            Path folder = emptied(options.folder().resolve("deliveries").resolve(Integer.toString(i + 1)));
            boolean isFinal = i == cutOffs.size() - 1;
            Instant until = cutOffs.get(i);
            List<Callable<Written>> tasks =
                    new ArrayList<>(companyBills(folder, month, company, owned, until, isFinal));
            for (int chunk = 0; chunk < others.chunks(); chunk++) {
                tasks.addAll(others.fleet()
                        .bills(
                                folder,
                                chunk,
                                List.of(month),
                                until,
                                isFinal ? UnaryOperator.identity() : SampleEstate::overrated,
                                options.withoutExports()));
            }
            tasks.addAll(others.archive().bills(folder, List.of(month), until, options.withoutExports()));
            List<Written> written = run(tasks);
            ExpectedFile.write(
                    options.folder().resolve("deliveries").resolve((i + 1) + "-expected.json"),
                    options.seed(),
                    written,
                    new GroundTruth());
        }
    }

    /** One task for each billing account of the company. */
    private List<Callable<Written>> companyBills(
            Path folder, String month, Company company, List<Commitment> owned, Instant until, boolean isFinal) {
        Map<String, List<Asset>> byPayer = new TreeMap<>();
        for (Asset asset : company.assets()) {
            byPayer.computeIfAbsent(asset.account().billingAccountId(), absent -> new ArrayList<>())
                    .add(isFinal ? asset : overrated(asset));
        }
        List<Callable<Written>> tasks = new ArrayList<>();
        byPayer.forEach((payer, assets) -> {
            List<Account> accounts =
                    assets.stream().map(Asset::account).distinct().toList();
            List<Commitment> commitments = owned.stream()
                    .filter(commitment -> commitment.owner().billingAccountId().equals(payer))
                    .toList();
            Path file = folder.resolve(
                    "%s_%s.csv.gz".formatted(month, accounts.get(0).fileWord()));
            SampleOptions how = folder.startsWith(options.folder().resolve(BILLS)) ? options : options.withoutExports();
            tasks.add(() -> bill(file, BillingPeriod.parse(month), assets, commitments, accounts, until, how));
        });
        return tasks;
    }

    private static Asset overrated(Asset asset) {
        List<Meter> meters = asset.meters().stream()
                .map(meter -> meter.name().endsWith("NatGateway-Bytes") ? meter.priced(new BigDecimal("1.1")) : meter)
                .toList();
        return asset.with(meters);
    }

    /**
     * Writes one file of a bill.
     *
     * @param accounts whose month end is written too; empty for none
     */
    static Written bill(
            Path path,
            BillingPeriod month,
            List<Asset> assets,
            List<Commitment> commitments,
            List<Account> accounts,
            Instant until,
            SampleOptions options)
            throws IOException {
        CounterRandom random = new CounterRandom(options.seed());
        Violations violations =
                options.violations() ? new Violations(random.of("violations" + path.getFileName())) : null;
        String name = String.valueOf(options.format().beside(path).getFileName());
        Written written;
        List<BillExport> exports = exports(name, month, assets, options);
        try (ChargeFile file = new ChargeFile(
                path, options.format(), month.toString(), options.dialects(), random, violations, exports)) {
            MonthlyBill bill = new MonthlyBill(file, month, assets, commitments);
            bill.write(until);
            if (!accounts.isEmpty() && !until.isBefore(month.end())) {
                new MonthEnd(file, month).write(accounts);
            }
            for (BillExport export : exports) {
                export.close();
            }
            written = new Written(
                    name,
                    file.rows(),
                    file.sums(),
                    bill.ledger(),
                    violations == null ? List.of() : violations.brokenIn(name),
                    exports.stream().flatMap(export -> export.parts().stream()).toList());
        }
        return written;
    }

    /** The exports that tell the charges of a file; they are parts that are named like it. */
    private static List<BillExport> exports(String bill, BillingPeriod month, List<Asset> assets, SampleOptions options)
            throws IOException {
        Path folder = options.folder().resolve(EXPORTS);
        String part = bill.substring(bill.indexOf('_') + 1, bill.indexOf('.'));
        List<BillExport> exports = new ArrayList<>();
        for (ExportKind kind : options.exports()) {
            Account account = assets.get(0).account();
            if (kind.provider() == account.provider()) {
                String payer = account.billingAccountId()
                        .substring(account.billingAccountId().lastIndexOf('/') + 1);
                exports.add(
                        kind.provider() == Provider.AWS
                                ? new CurExport(kind, folder, month, payer, part, options.format())
                                : new AzureExport(kind, folder, month, payer, part));
            }
        }
        return exports;
    }

    private List<Written> run(List<Callable<Written>> tasks) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(options.threads());
        try {
            List<Future<Written>> futures = new ArrayList<>();
            for (Callable<Written> task : tasks) {
                futures.add(pool.submit(() -> {
                    Written written = task.call();
                    progress.accept(written.rows());
                    return written;
                }));
            }
            List<Written> all = new ArrayList<>();
            for (Future<Written> future : futures) {
                all.add(future.get());
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw CostwrightException.defect("The sample estate could not be made: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CostwrightException.source("Writing the sample estate was interrupted.", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Removes what an earlier run wrote of an export; anything else stays. */
    private static void removeOld(Path export) throws IOException {
        if (Files.isDirectory(export)) {
            try (Stream<Path> files = Files.walk(export)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().matches(".*([.](csv|csv[.]gz|parquet)|[mM]anifest[.]json)"))
                        .toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{csv.gz,parquet}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        return folder;
    }
}
