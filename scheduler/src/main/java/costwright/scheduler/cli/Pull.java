package costwright.scheduler.cli;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.Pause;
import costwright.jobs.pull.live.LivePull;
import costwright.jobs.pull.live.PullReport;
import costwright.scheduler.settings.Nearest;
import costwright.scheduler.settings.SourceSettings;
import costwright.schema.CostwrightException;
import costwright.schema.pull.Gap;
import costwright.schema.pull.SourceRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Pulls the live sources of the settings into the store. */
@Command(
        name = "pull",
        description = {
            "Reads the live sources of the settings (aws, azure, prometheus, and files in cloud storage) into the store.",
            "What is closed is not asked again; what cannot be read is named and leaves exit code 3."
        },
        footer = {"  costwright pull", "  costwright pull prod-aws", "  costwright pull prometheus --output json"})
final class Pull implements Callable<Integer> {
    private static final int SOURCE_UNAVAILABLE = 75;

    private final Workspace workspace;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description =
                    "Names of sources, or kinds (aws, azure, prometheus, files); all live ones when none is given.")
    List<String> names = List.of();

    Pull(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        List<LiveSource> sources = chosen(LiveSources.of(workspace.settings().sources()));
        LivePull pull = new LivePull(
                workspace.storeToFill(),
                workspace.clock(),
                Patience.DEFAULT,
                Pause.REAL,
                workspace.settings().report().ownerTag(),
                workspace.console()::note);
        PullReport report = pull.pull(sources, workspace.asOf());
        if (!report.gaps().isEmpty()) {
            workspace
                    .console()
                    .warn("%d of %d parts could not be read. %s"
                            .formatted(
                                    report.gaps().size(),
                                    report.runs().stream()
                                            .mapToInt(SourceRun::tasks)
                                            .sum(),
                                    report.gaps().stream()
                                            .map(Gap::advice)
                                            .distinct()
                                            .collect(Collectors.joining(" "))));
        }
        workspace.console().print(result(report));
        if (report.isFruitless()) {
            return SOURCE_UNAVAILABLE;
        }
        return report.gaps().isEmpty() ? 0 : Costwright.INCOMPLETE;
    }

    private List<LiveSource> chosen(List<LiveSource> live) {
        if (live.isEmpty()) {
            throw CostwrightException.settings(
                    "There is no live source in the settings: add one of kind aws, azure or prometheus to costwright.yaml (costwright init writes an example).");
        }
        List<LiveSource> chosen = new ArrayList<>();
        for (String name : names) {
            List<LiveSource> found = live.stream()
                    .filter(source ->
                            source.name().equals(name) || source.kind().equals(name))
                    .toList();
            if (found.isEmpty()) {
                List<String> known = live.stream().map(LiveSource::name).toList();
                throw CostwrightException.settings("There is no live source \"%s\": known are %s.%s"
                        .formatted(name, String.join(", ", known), Nearest.hint(name, known)));
            }
            found.stream().filter(source -> !chosen.contains(source)).forEach(chosen::add);
        }
        return names.isEmpty() ? live : chosen;
    }

    private static Result result(PullReport report) {
        Table table =
                Table.of("source", "kind", "parts", "cached", "failed", "requests", "charged", "charge", "currency");
        for (SourceRun run : report.runs()) {
            table.row(
                    run.source(),
                    run.kind(),
                    run.tasks(),
                    run.cached(),
                    run.failed(),
                    run.requests(),
                    run.chargedRequests(),
                    run.charge().amount(),
                    run.charge().currency().getCurrencyCode());
        }
        Table gaps = Table.of("source", "scope", "dataset", "reason");
        for (Gap gap : report.gaps()) {
            gaps.row(gap.source(), gap.scope(), gap.dataset(), gap.reason());
        }
        Result result = Result.of("pull/1", Map.of("sources", report.runs(), "gaps", report.gaps()))
                .table(table);
        return report.gaps().isEmpty() ? result : result.table(gaps);
    }

    /** The live ones among the sources of the settings. */
    static final class LiveSources {
        private LiveSources() {}

        static List<LiveSource> of(List<SourceSettings> sources) {
            return sources.stream()
                    .map(LiveSources::live)
                    .flatMap(Optional::stream)
                    .toList();
        }

        private static Optional<LiveSource> live(SourceSettings source) {
            if (source instanceof SourceSettings.Aws aws) {
                return Optional.of(new LiveSource.Aws(
                        aws.name(),
                        aws.regions(),
                        aws.accounts(),
                        aws.role(),
                        aws.endpoint(),
                        aws.requestBudget(),
                        aws.exports(),
                        LiveSource.Aws.Prices.valueOf(aws.prices().toUpperCase(Locale.ROOT))));
            }
            if (source instanceof SourceSettings.Azure azure) {
                return Optional.of(new LiveSource.Azure(
                        azure.name(), azure.scopes(), azure.endpoint(), azure.requestBudget(), azure.exports()));
            }
            if (source instanceof SourceSettings.Files files) {
                return files.isRemote()
                        ? Optional.of(new LiveSource.Remote(files.name(), files.path(), files.endpoint()))
                        : Optional.empty();
            }
            return source instanceof SourceSettings.Prometheus prometheus
                    ? Optional.of(new LiveSource.Prometheus(
                            prometheus.name(), prometheus.url(), prometheus.tokenFile(), prometheus.caFile()))
                    : Optional.empty();
        }
    }
}
