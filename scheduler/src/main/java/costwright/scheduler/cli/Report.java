package costwright.scheduler.cli;

import costwright.analyzers.Catalogue;
import costwright.jobs.publish.Publication;
import costwright.jobs.publish.ReportSettings;
import costwright.jobs.publish.WeeklyReportPublisher;
import costwright.scheduler.settings.Settings;
import costwright.schema.time.IsoWeek;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Renders the report of a week from what the store holds. */
@Command(
        name = "report",
        description = {
            "Renders the weekly savings report as one HTML page, <out>/2026-W46.html.",
            "Without --week: the last whole week (Monday to Sunday, UTC) before --as-of, or before the newest analysis."
        },
        footer = "  costwright report --week 2026-W46 --out reports/")
final class Report implements Callable<Integer> {
    private final Workspace workspace;

    @Option(names = "--week", paramLabel = "WEEK", description = "The ISO week, such as 2026-W46.")
    @Nullable
    String week;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder (default: report.out of the settings).")
    @Nullable
    Path out;

    @Spec
    CommandSpec spec;

    Report(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Written(String week, String file, List<String> headline, List<String> notices, List<String> gaps) {}

    @Override
    public Integer call() {
        IsoWeek named = week == null ? null : parse(week);
        Settings settings = workspace.settings();
        WeeklyReportPublisher publisher = new WeeklyReportPublisher(
                workspace.store(),
                Catalogue.discover(),
                new ReportSettings(settings.report().ownerTag(), settings.thresholds(), Costwright.version()));
        IsoWeek chosen = named != null
                ? named
                : workspace.asOfIsGiven()
                        ? IsoWeek.lastCompleteBefore(workspace.asOf())
                        : publisher.week(workspace.asOf());
        Path folder = workspace.resolve(out == null ? settings.report().out() : out);
        // Without --as-of the clock has no say, so that a report of an old store can be made at any time.
        Instant asOf =
                workspace.asOfIsGiven() ? workspace.asOf() : chosen.next().end();
        Publication publication = publisher.publish(chosen, asOf, folder);
        int code = workspace.console().print(result(publication));
        return !publication.gaps().isEmpty() && code == 0 ? Costwright.INCOMPLETE : code;
    }

    private IsoWeek parse(String text) {
        try {
            return IsoWeek.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--week: " + e.getMessage(), e);
        }
    }

    private static Result result(Publication publication) {
        Written written = new Written(
                publication.week().toString(),
                publication.file().toString(),
                publication.headline(),
                publication.notices(),
                publication.gaps());
        return Result.of("report/1", written)
                .text(String.join(System.lineSeparator(), publication.headline()))
                .table(Table.of("week", "file").row(written.week(), written.file()));
    }
}
