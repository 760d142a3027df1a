package costwright.scheduler.cli;

import costwright.jobs.store.StoreBackup;
import costwright.jobs.store.StoreCheck;
import costwright.jobs.store.StoreLocation;
import costwright.jobs.store.StorePrune;
import costwright.schema.CostwrightException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Care of the store. */
@Command(
        name = "store",
        description = "Backs up, restores, checks and prunes the store.",
        footer = {"  costwright store backup monday.db", "  costwright store check"})
final class StoreCommand extends Group {
    private final Workspace workspace;

    StoreCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Command(
            name = "backup",
            description = "Writes a compact, checked copy, also while a job runs; never over an existing file.",
            footer = "  costwright store backup monday.db")
    int backup(@Parameters(paramLabel = "FILE", description = "Where the copy goes.") Path file) {
        Path target = workspace.resolve(file);
        long bytes = StoreBackup.backUp(workspace.store(), target);
        return workspace
                .console()
                .print(Result.of("store-backup/1", new Backup(target, bytes)).text(target.toString()));
    }

    private record Backup(Path file, long bytes) {}

    @Command(
            name = "restore",
            description = "Puts a backup in the place of the store, after checking it; what is in the store is lost.",
            footer = "  costwright store restore monday.db --force")
    int restore(
            @Parameters(paramLabel = "FILE", description = "A file of store backup.") Path file,
            @Option(names = "--force", description = "Replace an existing store.") boolean force) {
        String location = workspace.storeLocation();
        String shown = StoreLocation.shown(location);
        if (!force && StoreLocation.exists(location)) {
            throw CostwrightException.settings(
                    "The store %s exists and was left as it is. Replace it with --force; what is in it is lost then."
                            .formatted(shown));
        }
        StoreBackup.restore(workspace.resolve(file), location);
        return workspace
                .console()
                .print(Result.of("store-restore/1", Map.of("store", shown)).text(shown));
    }

    @Command(
            name = "check",
            description = "Looks for damage and for sums that do not add up; ends with 65 when there is some.",
            footer = "  costwright store check")
    int check() {
        List<StoreCheck.Answer> answers = StoreCheck.check(workspace.storeLocation(), workspace.storeCredentials());
        boolean sound = answers.stream().allMatch(StoreCheck.Answer::sound);
        Table table = Table.of("check", "state", "problems");
        answers.forEach(answer ->
                table.row(answer.name(), answer.sound() ? "ok" : "broken", String.join("; ", answer.problems())));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("store", StoreLocation.shown(workspace.storeLocation()));
        body.put("sound", sound);
        body.put("checks", answers);
        workspace.console().print(Result.of("store-check/1", body).table(table));
        if (!sound) {
            throw CostwrightException.input(
                    "The store is damaged. Restore a backup with: costwright store restore FILE --force");
        }
        return 0;
    }

    @Command(
            name = "prune",
            description = {
                "Removes old analyses, resources long gone and the history of jobs, and gives the space back.",
                "Bills and the ledger are kept for ever."
            },
            footer = "  costwright store prune --keep-days 400")
    int prune(
            @Option(
                            names = "--keep-days",
                            paramLabel = "DAYS",
                            defaultValue = "400",
                            description = "How many days before --as-of are kept (default: ${DEFAULT-VALUE}).")
                    int keepDays) {
        if (keepDays < 1) {
            throw CostwrightException.settings("--keep-days %d must be at least 1.".formatted(keepDays));
        }
        Map<String, Integer> removed =
                StorePrune.prune(workspace.store(), workspace.asOf().minus(Duration.ofDays(keepDays)));
        Table table = Table.of("kind", "removed");
        removed.forEach(table::row);
        return workspace
                .console()
                .print(Result.of("store-prune/1", Map.of("removed", removed)).table(table));
    }
}
