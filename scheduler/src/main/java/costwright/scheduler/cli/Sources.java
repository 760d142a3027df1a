package costwright.scheduler.cli;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.SourceImport;
import costwright.jobs.pull.file.FolderSource;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.pull.live.LiveImport;
import costwright.scheduler.settings.SourceSettings;
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
            if (source instanceof SourceSettings.Files files && !files.isRemote()) {
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
        return new FolderSource(
                files.name(), workspace.resolve(Path.of(files.path())), ImportOptions.standard(), stage -> {});
    }
}
