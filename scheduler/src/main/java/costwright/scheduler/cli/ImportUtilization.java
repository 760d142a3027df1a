package costwright.scheduler.cli;

import costwright.jobs.pull.file.UtilizationFile;
import costwright.jobs.store.UtilizationStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes samples of utilization from CSV files of any size. */
@Command(
        name = "utilization",
        description = {
            "Takes samples of utilization.csv files; the same samples again change nothing.",
            "A file that cannot be read in full leaves the store as it was."
        },
        footer = "  costwright import utilization utilization.csv.gz")
final class ImportUtilization implements Callable<Integer> {
    private static final long PROGRESS_EVERY = 100_000;

    private final Workspace workspace;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV files, also .gz.")
    List<Path> files = List.of();

    ImportUtilization(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Imported(String file, long samples, long days, long unchangedDays, List<String> ignoredColumns) {}

    @Override
    public Integer call() {
        List<Path> paths = files.stream().map(workspace::resolve).toList();
        // Headers first, so that a wrong file leaves no new store behind.
        paths.forEach(UtilizationFile::requireReadable);
        UtilizationStore store = new UtilizationStore(workspace.storeToFill());
        List<Imported> imported = new ArrayList<>();
        Table table = Table.of("file", "samples", "days", "unchanged_days");
        for (Path path : paths) {
            String name = String.valueOf(path.getFileName());
            Imported one = read(store, path, name);
            imported.add(one);
            table.row(name, one.samples(), one.days(), one.unchangedDays());
        }
        UtilizationStore.Contents contents = store.contents();
        workspace
                .console()
                .note("%d samples of %d resources in the store, %s bytes each"
                        .formatted(
                                contents.samples(),
                                contents.resources(),
                                String.format(Locale.ROOT, "%.2f", contents.bytesPerSample())));
        return workspace
                .console()
                .print(Result.of("import-utilization/1", Map.of("files", imported))
                        .table(table));
    }

    private Imported read(UtilizationStore store, Path path, String name) {
        List<String> ignored = new ArrayList<>();
        try (Progress progress = workspace.console().progress("import " + name, 0)) {
            long[] seen = new long[1];
            UtilizationStore.Imported result = store.add(samples ->
                    ignored.addAll(UtilizationFile.read(path, (resource, metric, interval, start, average, maximum) -> {
                                if (++seen[0] % PROGRESS_EVERY == 0) {
                                    progress.advance(PROGRESS_EVERY);
                                }
                                samples.accept(resource, metric, interval, start, average, maximum);
                            })
                            .unknownColumns()));
            return new Imported(name, result.samples(), result.days(), result.unchangedDays(), ignored);
        }
    }
}
