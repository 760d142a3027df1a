package costwright.scheduler.cli;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.SourceImport;
import costwright.jobs.pull.file.FolderSource;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.pull.live.LiveImport;
import costwright.scheduler.settings.SourceSettings;
import costwright.schema.CostwrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sources of the settings as parts of a job. */
final class Sources {
    private final Workspace workspace;

    Sources(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Folders in the order of the settings, then all live sources as one. */
    List<SourceImport> imports() {
        List<SourceSettings> settings = workspace.settings().sources();
        List<SourceImport> imports = new ArrayList<>();
        for (SourceSettings source : settings) {
            if (source instanceof SourceSettings.Files files) {
                imports.add(folder(files));
            }
        }
        List<LiveSource> live = Pull.LiveSources.of(settings);
        if (!live.isEmpty()) {
            imports.add(new LiveImport(
                    live, workspace.clock(), workspace.settings().report().ownerTag(), workspace.console()::note));
        }
        return imports;
    }

    private SourceImport folder(SourceSettings.Files files) {
        if (files.path().contains("://")) {
            throw CostwrightException.settings(
                    "The source %s of kind files names %s. Cloud storage is read with the credentials of its cloud: make it an export of a source of kind aws or azure (exports: [%s])."
                            .formatted(files.name(), files.path(), files.path()));
        }
        return new FolderSource(
                files.name(), workspace.resolve(Path.of(files.path())), ImportOptions.standard(), stage -> {});
    }
}
