package costwright.scheduler.cli;

import costwright.scheduler.settings.SettingsFile;
import costwright.scheduler.settings.SettingsTemplate;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a commented settings file. */
@Command(
        name = "init",
        description = "Writes a commented costwright.yaml, and never over an existing one.",
        footer = {"  costwright init", "  costwright init --config /etc/costwright.yaml"})
final class Init implements Callable<Integer> {
    private final Workspace workspace;

    @Option(names = "--force", description = "Overwrite an existing file.")
    boolean force;

    Init(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Path config = workspace.options().config;
        Path file = workspace.resolve(config == null ? Path.of(SettingsFile.NAME) : config);
        try {
            Files.writeString(
                    file,
                    SettingsTemplate.text(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    force ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw CostwrightException.settings(
                            "%s exists and was left as it is. Edit it, or overwrite it with --force.".formatted(file))
                    .causedBy(e);
        } catch (IOException e) {
            throw CostwrightException.settings(
                            "Cannot write %s: %s. Name another file with --config.".formatted(file, e))
                    .causedBy(e);
        }
        workspace.console().note("Edit it, then try: costwright doctor");
        return workspace
                .console()
                .print(Result.of("init/1", Map.of("file", file)).text(file.toString()));
    }
}
