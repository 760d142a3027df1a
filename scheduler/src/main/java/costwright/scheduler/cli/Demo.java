package costwright.scheduler.cli;

import costwright.jobs.JobOutcome;
import costwright.jobs.Weekly;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.publish.ReportSettings;
import costwright.jobs.pull.file.FolderSource;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.sample.SampleEstate;
import costwright.jobs.sample.SampleOptions;
import costwright.jobs.store.Store;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on the sample estate, in a folder of its own. */
@Command(
        name = "demo",
        description = {
            "Makes a sample company in ./costwright-demo, runs the weekly job on it and prints the path of the report.",
            "Settings, --store and --as-of do not matter. A second demo changes nothing."
        },
        footer = "  costwright demo")
final class Demo implements Callable<Integer> {
    private static final String SETTINGS = """
            # Settings of the demo: in this folder every command works on the sample estate, with
            # --as-of %s.
            store: costwright.db
            sources:
              - {name: estate, kind: files, path: estate}
            report: {out: reports, owner-tag: team}
            """;

    private final Workspace workspace;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "costwright-demo",
            description = "Where everything goes (default: ./${DEFAULT-VALUE}).")
    Path folder = Path.of("");

    Demo(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Path home = workspace.resolve(folder);
        Path estate = home.resolve("estate");
        try {
            Files.createDirectories(home);
            if (!Files.exists(estate)) {
                make(estate);
            }
            Path settings = home.resolve("costwright.yaml");
            if (!Files.exists(settings)) {
                Files.writeString(settings, SETTINGS.formatted(SampleEstate.AS_OF));
            }
        } catch (IOException e) {
            throw CostwrightException.settings(
                            "Cannot write to %s: %s. Name another folder with --folder.".formatted(home, e))
                    .causedBy(e);
        }
        WeeklyRun run = new WeeklyRun(workspace.console());
        try (Store store = Store.open(home.resolve("costwright.db").toString())) {
            JobOutcome outcome = new Weekly(
                            store,
                            workspace.clock(),
                            List.of(new FolderSource("estate", estate, ImportOptions.standard(), stage -> {})),
                            ThresholdsInForce.defaults(),
                            new ReportSettings("team", Map.of(), Costwright.version()),
                            home.resolve("reports"))
                    .run(SampleEstate.AS_OF, run.watch());
            workspace
                    .console()
                    .note("Open the report in a browser; look around with: cd " + folder
                            + " && costwright recommendations list");
            return run.print("demo/1", outcome);
        }
    }

    /** The estate appears whole or not at all. */
    private void make(Path estate) throws IOException {
        Path part = estate.resolveSibling("estate.part");
        remove(part);
        Files.createDirectories(part);
        try (Progress progress = workspace.console().progress("sample estate", 0)) {
            new SampleEstate(SampleOptions.demo(part), progress::advance).write();
        }
        Files.move(part, estate, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What a demo that was cut off has left. */
    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
