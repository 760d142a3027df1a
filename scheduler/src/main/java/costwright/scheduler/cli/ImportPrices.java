package costwright.scheduler.cli;

import costwright.jobs.pull.file.PricesFile;
import costwright.jobs.store.PriceStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes on-demand prices from CSV files; each replaces what the file of that name said before. */
@Command(
        name = "prices",
        description = {
            "Takes the prices and machine types of prices.csv files.",
            "A file replaces all that a file of the same name said before."
        },
        footer = "  costwright import prices prices.csv")
final class ImportPrices implements Callable<Integer> {
    private final Workspace workspace;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV files, also .gz.")
    List<Path> files = List.of();

    ImportPrices(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Imported(String file, int prices, int machineTypes) {}

    @Override
    public Integer call() {
        // All are read before the first is stored, so that a bad file leaves the store untouched.
        LocalDate today = LocalDate.ofInstant(workspace.asOf(), ZoneOffset.UTC);
        List<PricesFile.Content> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(PricesFile.read(workspace.resolve(file), today));
        }
        PriceStore store = new PriceStore(workspace.storeToFill());
        List<Imported> imported = new ArrayList<>();
        Table table = Table.of("file", "prices", "machine_types");
        for (int i = 0; i < files.size(); i++) {
            String name = String.valueOf(files.get(i).getFileName());
            PricesFile.Content content = contents.get(i);
            store.replace(name, content.rows(), content.types());
            imported.add(
                    new Imported(name, content.rows().size(), content.types().size()));
            table.row(name, content.rows().size(), content.types().size());
        }
        return workspace
                .console()
                .print(Result.of("import-prices/1", Map.of("files", imported)).table(table));
    }
}
