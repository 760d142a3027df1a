package costwright.scheduler.cli;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.MissingPermission;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.live.Permissions;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoreCheck;
import costwright.jobs.store.StoreLocation;
import costwright.scheduler.settings.Settings;
import costwright.scheduler.settings.SourceSettings;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks whether all is in place, and says what to do where it is not. */
@Command(
        name = "doctor",
        description = {
            "Checks settings, store, sources, permissions and freshness: one line each, with the mend.",
            "Ends with 64 when something is broken, with 3 when data is stale or missing. Changes nothing."
        },
        footer = "  costwright doctor")
final class Doctor implements Callable<Integer> {
    private final Workspace workspace;
    private final List<Diagnosis> diagnoses = new ArrayList<>();

    Doctor(Workspace workspace) {
        this.workspace = workspace;
    }

    /** How a check came out. */
    enum State {
        OK,
        STALE,
        BROKEN
    }

    /** @param mend what to do; empty when nothing is to be done */
    record Diagnosis(String check, State state, String detail, String mend) {
        static Diagnosis ok(String check, String detail) {
            return new Diagnosis(check, State.OK, detail, "");
        }

        static Diagnosis stale(String check, String detail, String mend) {
            return new Diagnosis(check, State.STALE, detail, mend);
        }

        static Diagnosis broken(String check, String detail, String mend) {
            return new Diagnosis(check, State.BROKEN, detail, mend);
        }
    }

    @Override
    public Integer call() {
        diagnoses.add(Diagnosis.ok("java", Runtime.version().toString()));
        Optional<Settings> settings = settings();
        if (settings.isPresent()) {
            diagnoses.add(reports(settings.get()));
            settings.get().sources().forEach(source -> diagnoses.add(source(source)));
            Pull.LiveSources.of(settings.get().sources()).forEach(this::permissions);
            store();
        }
        Table table = Table.of("check", "state", "detail", "mend");
        diagnoses.forEach(each -> table.row(each.check(), Words.of(each.state()), each.detail(), each.mend()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("healthy", diagnoses.stream().allMatch(each -> each.state() == State.OK));
        body.put("checks", diagnoses);
        workspace.console().print(Result.of("doctor/1", body).table(table));
        if (diagnoses.stream().anyMatch(each -> each.state() == State.BROKEN)) {
            return FailureKind.SETTINGS.exitCode();
        }
        return diagnoses.stream().allMatch(each -> each.state() == State.OK) ? 0 : Costwright.INCOMPLETE;
    }

    private Optional<Settings> settings() {
        String file = workspace.settingsFile().map(Path::toString).orElse("defaults, there is no costwright.yaml");
        try {
            Settings settings = workspace.settings();
            diagnoses.add(
                    workspace.settingsFile().isPresent()
                            ? Diagnosis.ok("settings", file)
                            : Diagnosis.stale("settings", file, "costwright init writes one"));
            return Optional.of(settings);
        } catch (CostwrightException e) {
            if (e.problems().isEmpty()) {
                diagnoses.add(Diagnosis.broken("settings", file, e.getMessage()));
            }
            e.problems()
                    .forEach(problem ->
                            diagnoses.add(Diagnosis.broken("settings", problem.where(), problem.toString())));
            return Optional.empty();
        }
    }

    private Diagnosis reports(Settings settings) {
        Path folder = workspace.resolve(settings.report().out());
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing)
                ? Diagnosis.ok("reports", folder.toString())
                : Diagnosis.broken("reports", existing + " cannot be written", "change its permissions, or report.out");
    }

    private Diagnosis source(SourceSettings source) {
        String check = "source " + source.name();
        if (source instanceof SourceSettings.Files files && !files.isRemote()) {
            Path folder = workspace.resolve(Path.of(files.path()));
            return Files.isDirectory(folder) && Files.isReadable(folder)
                    ? Diagnosis.ok(check, folder.toString())
                    : Diagnosis.broken(
                            check,
                            folder + " is no folder that can be read",
                            "create it, or correct the path of " + source.name());
        }
        if (source instanceof SourceSettings.Prometheus prometheus) {
            for (String file : List.of(prometheus.tokenFile(), prometheus.caFile())) {
                if (!file.isEmpty() && !Files.isReadable(workspace.resolve(Path.of(file)))) {
                    return Diagnosis.broken(check, file + " cannot be read", "create it, or change its permissions");
                }
            }
        }
        return Diagnosis.ok(check, "set up; what it could not be asked is below as gaps");
    }

    /** Asks a cloud what the credentials may do; costs nothing. */
    private void permissions(LiveSource source) {
        String check = "permissions of " + source.name();
        if (source instanceof LiveSource.Prometheus) {
            return;
        }
        try {
            List<MissingPermission> missing = Permissions.missing(source, Patience.DEFAULT);
            missing.forEach(each -> diagnoses.add(Diagnosis.stale(
                    check,
                    "%s: %s".formatted(each.permission(), each.reason()),
                    "grant it (scheduler/deploy has the role), or go without " + each.purpose())));
            if (missing.isEmpty()) {
                diagnoses.add(Diagnosis.ok(check, "all that was asked is granted"));
            }
        } catch (CostwrightException e) {
            diagnoses.add(Diagnosis.broken(check, e.getMessage(), "correct the source " + source.name()));
        }
    }

    private void store() {
        String location = workspace.storeLocation();
        String shown = StoreLocation.shown(location);
        try {
            if (!StoreLocation.exists(location)) {
                diagnoses.add(Diagnosis.stale(
                        "store", shown + " is not there yet", "costwright import or costwright run weekly makes it"));
                return;
            }
            for (StoreCheck.Answer answer : StoreCheck.check(location, workspace.storeCredentials())) {
                diagnoses.add(
                        answer.sound()
                                ? Diagnosis.ok("store: " + answer.name(), shown)
                                : Diagnosis.broken(
                                        "store: " + answer.name(),
                                        String.join("; ", answer.problems()),
                                        "costwright store restore FILE --force"));
            }
            Store store = workspace.store();
            diagnoses.addAll(new Freshness(store, workspace.asOf()).diagnoses());
        } catch (CostwrightException e) {
            diagnoses.add(Diagnosis.broken("store", shown, e.getMessage()));
        }
    }
}
