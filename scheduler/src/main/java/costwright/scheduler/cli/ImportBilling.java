package costwright.scheduler.cli;

import costwright.jobs.engine.SliceKey;
import costwright.jobs.pull.file.BillingImport;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.pull.file.ImportOutcome;
import costwright.jobs.store.ImportStage;
import costwright.schema.CostwrightException;
import costwright.schema.time.BillingPeriod;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes bills from files. */
@Command(
        name = "billing",
        description = {
            "Takes charges from billing files: FOCUS 1.0 to 1.4, AWS CUR (legacy and 2.0), Azure cost details (EA and MCA);",
            "CSV, CSV.gz, CSV.zst or Parquet. All arguments together are one delivery: give the chunks of a month, or the",
            "actual and the amortized export of Azure, together. A month that is there already is replaced as a whole; what is",
            "live already is not read again."
        },
        footer = {
            "  costwright import billing focus-2026-10.csv.gz",
            "  costwright import billing exports/2026-10/ --conformance",
            "  costwright import billing my-report-Manifest.json"
        })
final class ImportBilling implements Callable<Integer> {
    /** What small files are read with; below it the buffers of the reader may not fit. */
    private static final int LEAST_MEMORY_MIB = 384;

    private final Workspace workspace;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Billing files, folders or manifests.")
    List<Path> files = List.of();

    @Option(
            names = "--force",
            description = "Replace a month even by one that covers fewer days, or that another kind of bill told.")
    boolean force;

    @Option(
            names = "--conformance",
            description =
                    "Show how many rows break which rule of FOCUS, with file and row of one; reads the files once more.")
    boolean conformance;

    @Option(
            names = "--invoice",
            paramLabel = "ACCOUNT/MONTH=AMOUNT",
            description = "Compare the BilledCost of a billing account and month with an invoice total.")
    Map<String, BigDecimal> invoices = Map.of();

    @Option(
            names = "--scope",
            paramLabel = "ACCOUNT",
            description = "The billing account of files that do not name one, such as Azure exports of a subscription.")
    @Nullable
    String scope;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            description =
                    "Where rolling up begins to spill to the temporary folder (default: 1024 for large files; at least 384).")
    @Nullable
    Integer memory;

    ImportBilling(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        ImportOptions options = ImportOptions.standard()
                .withForce(force)
                .withInvoices(invoiceTotals())
                .withScope(scope())
                .withMemoryMib(memory())
                .withClosely(conformance);
        ImportOutcome outcome = billingImport(
                        options, stage -> workspace.console().detail("import billing: " + stage.word()))
                .importFiles(files.stream().map(workspace::resolve).toList(), workspace.asOf());
        if (!outcome.ignored().isEmpty()) {
            workspace
                    .console()
                    .note("%d billing files were left out because no current manifest lists them."
                            .formatted(outcome.ignored().size()));
        }
        return workspace.console().print(ReconciliationOutput.of(outcome, conformance));
    }

    private @Nullable String scope() {
        if (scope != null && scope.isBlank()) {
            throw CostwrightException.settings(
                    "--scope is empty; write the billing account of the files, or leave it out.");
        }
        return scope == null ? null : scope.strip();
    }

    private @Nullable Integer memory() {
        if (memory != null && memory < LEAST_MEMORY_MIB) {
            throw CostwrightException.settings(
                    "--memory %d is too little to read a bill with; give at least %d, or leave it out."
                            .formatted(memory, LEAST_MEMORY_MIB));
        }
        return memory;
    }

    /** A new store is made while the files are read; a store that is there tells first whether they need to be read. */
    private BillingImport billingImport(ImportOptions options, Consumer<ImportStage> stages) {
        return workspace.hasStore()
                ? new BillingImport(workspace.storeToFill(), options, stages)
                : BillingImport.intoNew(workspace.storeToMake(), options, stages);
    }

    private Map<SliceKey, BigDecimal> invoiceTotals() {
        Map<SliceKey, BigDecimal> totals = new TreeMap<>();
        invoices.forEach((key, amount) -> {
            int slash = key.lastIndexOf('/');
            try {
                totals.put(
                        new SliceKey(
                                key.substring(0, Math.max(0, slash)), BillingPeriod.parse(key.substring(slash + 1))),
                        amount);
            } catch (DateTimeParseException e) {
                throw CostwrightException.settings(
                        "--invoice %s names no billing account and month; write it as 123456789012/2026-10=1234.56."
                                .formatted(key));
            }
        });
        return totals;
    }
}
