package costwright.scheduler.cli;

import costwright.jobs.pull.file.InventoryFile;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.InventoryStore.Replacement;
import costwright.schema.resource.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes inventories from CSV files; each replaces what the file of that name said before. */
@Command(
        name = "inventory",
        description = {
            "Takes the resources of inventory.csv files.",
            "A file replaces all that a file of the same name listed before; give --as-of when it is not of now."
        },
        footer = "  costwright import inventory inventory.csv --as-of 2026-11-02T06:00:00Z")
final class ImportInventory implements Callable<Integer> {
    private final Workspace workspace;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV files, also .gz.")
    List<Path> files = List.of();

    ImportInventory(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Imported(String file, int resources, Replacement change) {}

    @Override
    public Integer call() {
        // All are read before the first is stored, so that a bad file leaves the store untouched.
        List<List<Resource>> inventories = new ArrayList<>();
        for (Path file : files) {
            inventories.add(InventoryFile.read(workspace.resolve(file)));
        }
        InventoryStore store = new InventoryStore(workspace.storeToFill());
        List<Imported> imported = new ArrayList<>();
        Table table = Table.of("file", "resources", "change");
        for (int i = 0; i < files.size(); i++) {
            String name = String.valueOf(files.get(i).getFileName());
            Replacement change = store.replace(name, workspace.asOf(), inventories.get(i));
            imported.add(new Imported(name, inventories.get(i).size(), change));
            table.row(name, inventories.get(i).size(), Words.of(change));
        }
        return workspace
                .console()
                .print(Result.of("import-inventory/1", Map.of("files", imported))
                        .table(table));
    }
}
