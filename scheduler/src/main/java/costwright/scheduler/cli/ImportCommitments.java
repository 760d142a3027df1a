package costwright.scheduler.cli;

import costwright.jobs.pull.file.CommitmentFacts;
import costwright.jobs.store.CommitmentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes offers and holdings from CSV files; each replaces what the file of that name said before. */
@Command(
        name = "commitments",
        description = {
            "Takes commitment offers and holdings from lines.csv, offers.csv and holdings.csv, recognised by their header.",
            "A file replaces all that a file of the same name said before."
        },
        footer = "  costwright import commitments lines.csv offers.csv holdings.csv")
final class ImportCommitments implements Callable<Integer> {
    private final Workspace workspace;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV files, also .gz; one of them is lines.csv.")
    List<Path> files = List.of();

    ImportCommitments(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Imported(String file, int offers, int holdings) {}

    @Override
    public Integer call() {
        // All are read before the first is stored, so that a bad file leaves the store untouched.
        CommitmentFacts facts =
                CommitmentFacts.read(files.stream().map(workspace::resolve).toList());
        CommitmentStore store = new CommitmentStore(workspace.storeToFill());
        List<Imported> imported = new ArrayList<>();
        facts.offers().forEach((file, offers) -> {
            store.replaceOffers(file, offers);
            imported.add(new Imported(file, offers.size(), 0));
        });
        facts.holdings().forEach((file, holdings) -> {
            store.replaceHoldings(file, holdings);
            imported.add(new Imported(file, 0, holdings.size()));
        });
        Table table = Table.of("file", "offers", "holdings");
        imported.forEach(one -> table.row(one.file(), one.offers(), one.holdings()));
        return workspace
                .console()
                .print(Result.of("import-commitments/1", Map.of("files", imported))
                        .table(table));
    }
}
