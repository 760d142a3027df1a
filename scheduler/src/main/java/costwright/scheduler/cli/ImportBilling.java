package costwright.scheduler.cli;

import costwright.jobs.pull.file.BillingImport;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.pull.file.ImportOutcome;
import costwright.jobs.reconcile.Reconciliation;
import costwright.jobs.store.SliceChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes bills from files. */
@Command(
        name = "billing",
        description = {
            "Takes charges from billing files: FOCUS, as CSV, CSV.gz, CSV.zst or Parquet.",
            "All arguments together are one delivery. A month that is there already is replaced as a whole; what is live",
            "already is not read again."
        },
        footer = {"  costwright import billing focus-2026-10.csv.gz", "  costwright import billing exports/2026-10/"})
final class ImportBilling implements Callable<Integer> {
    private final Workspace workspace;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Billing files, folders or manifests.")
    List<Path> files = List.of();

    @Option(names = "--force", description = "Replace a month even by one that covers fewer days.")
    boolean force;

    ImportBilling(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        ImportOptions standard = ImportOptions.standard();
        ImportOutcome outcome = new BillingImport(
                        workspace.storeToFill(),
                        new ImportOptions(force, standard.temporary(), standard.memoryMib(), standard.threads()),
                        stage -> {})
                .importFiles(files.stream().map(workspace::resolve).toList(), workspace.asOf());
        if (!outcome.changed()) {
            workspace.console().note("Nothing to do: this content is live already.");
        }
        return workspace
                .console()
                .print(Result.of(
                                "import-billing/1",
                                Map.of("changed", outcome.changed(), "reconciliations", outcome.reconciliations()))
                        .table(table(outcome)));
    }

    private static Table table(ImportOutcome outcome) {
        Table table = Table.of(
                "billing_account",
                "period",
                "currency",
                "first_day",
                "last_day",
                "charges",
                "replaced",
                "restatements");
        for (Reconciliation reconciliation : outcome.reconciliations()) {
            for (SliceChange change : reconciliation.slices()) {
                table.row(
                        change.slice().key().billingAccount(),
                        change.slice().key().period().toString(),
                        change.slice().currency(),
                        change.slice().firstDay(),
                        change.slice().lastDay(),
                        change.slice().charges(),
                        change.replaced() ? "yes" : "no",
                        change.restatements());
            }
        }
        return table;
    }
}
