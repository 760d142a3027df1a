package costwright.scheduler.cli;

import costwright.analyzers.backtest.rightsizing.RuleScore;
import costwright.jobs.publish.PageFile;
import costwright.jobs.pull.catalogue.BundledCatalogue;
import costwright.jobs.rightsizing.RightsizingReplay;
import costwright.jobs.rightsizing.RightsizingReplay.Material;
import costwright.jobs.store.Replay;
import costwright.reports.page.TrackRecord;
import costwright.reports.render.WeeklyReportHtml;
import costwright.schema.CostwrightException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The track record of right-sizing: ours and today's rules side by side on the same cases. */
@Command(
        name = "rightsizing",
        description = {
            "Replays earlier dates over the store, over files, or over a folder of public traces,",
            "and scores our policies and the rules of today's tools on the same cases."
        },
        footer = {
            "  costwright backtest rightsizing",
            "  costwright backtest rightsizing --utilization utilization.csv --inventory inventory.csv",
            "  costwright backtest rightsizing --html record.html"
        })
final class BacktestRightsizing implements Callable<Integer> {
    private final Workspace workspace;

    @Option(
            names = "--utilization",
            paramLabel = "FILE",
            arity = "1..*",
            description = "utilization.csv files instead of the store.")
    List<Path> utilization = List.of();

    @Option(names = "--inventory", paramLabel = "FILE", description = "The inventory.csv of these files.")
    @Nullable
    Path inventory;

    @Option(
            names = "--traces",
            paramLabel = "FOLDER",
            description = "Public traces (5min/*.csv.gz, hourly-all-vms.csv.gz, vms.csv) instead of the store.")
    @Nullable
    Path traces;

    @Option(
            names = "--origin",
            paramLabel = "INSTANT",
            arity = "1..*",
            description = "The dates at which rules are asked (default: every two weeks, at most four).")
    List<Instant> origins = List.of();

    @Option(names = "--test-days", paramLabel = "N", description = "How long they are watched (default: 14).")
    int testDays = 14;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write the track record as a page with its chart.")
    @Nullable
    Path html;

    BacktestRightsizing(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Material material = material();
        List<Instant> asked =
                origins.isEmpty() ? RightsizingReplay.origins(material.first(), material.end(), testDays) : origins;
        if (asked.isEmpty() || testDays < 1) {
            throw CostwrightException.input(
                    "There is nothing to replay between %s and %s: two weeks of history and --test-days (%d) after it are needed."
                            .formatted(material.first(), material.end(), testDays));
        }
        Replay replay = RightsizingReplay.run(material, asked, testDays, Integer.MAX_VALUE);
        TrackRecord record = RightsizingReplay.record(replay);
        Path page = html;
        if (page != null) {
            PageFile.write(workspace.resolve(page), new WeeklyReportHtml().render(List.of(record)));
        }
        RightsizingReplay.Weekly weekly = RightsizingReplay.weekly(material);
        Map<String, Object> body = new TreeMap<>();
        body.put("weekly", weekly);
        body.put("origins", replay.origins());
        body.put("test_days", testDays);
        body.put("cases", replay.cases());
        body.put("censored", replay.censored());
        body.put("rules", replay.scores());
        body.put("by_origin", replay.byOrigin());
        Table table = Table.of(
                "rule",
                "cost_saved",
                "saved_low",
                "saved_high",
                "capture",
                "harmed",
                "harmed_low",
                "harmed_high",
                "cpu_harmed",
                "memory_harmed",
                "net",
                "net_low",
                "net_high",
                "net_alike",
                "regret",
                "changed");
        replay.scores().forEach(score -> row(table, score));
        return workspace
                .console()
                .print(Result.of("backtest-rightsizing/1", body)
                        .table(table)
                        .text(String.join(
                                "\n", record.explanation(), RightsizingReplay.byOrigin(replay), weekly.sentence())));
    }

    private Material material() {
        Path folder = traces;
        if (folder != null) {
            return RightsizingReplay.ofTraces(workspace.resolve(folder));
        }
        if (!utilization.isEmpty()) {
            Path resources = inventory;
            if (resources == null) {
                throw CostwrightException.settings(
                        "--utilization needs --inventory, which says what the machines are.");
            }
            return RightsizingReplay.ofFiles(
                    utilization.stream().map(workspace::resolve).toList(),
                    workspace.resolve(resources),
                    BundledCatalogue.load(Set.of()).types());
        }
        return RightsizingReplay.ofStore(
                workspace.store(),
                workspace.asOf(),
                BundledCatalogue.load(Set.of()).types());
    }

    private static void row(Table table, RuleScore score) {
        table.row(
                score.rule(),
                text(score.costSaved()),
                text(score.savedLow()),
                text(score.savedHigh()),
                text(score.capture()),
                text(score.harmed()),
                text(score.harmedLow()),
                text(score.harmedHigh()),
                text(score.cpuHarmed()),
                text(score.memoryHarmed()),
                text(score.net()),
                text(score.netLow()),
                text(score.netHigh()),
                text(score.netAlike()),
                String.format(Locale.ROOT, "%.5f", score.regret()),
                text(score.changed()));
    }

    private static @Nullable String text(double value) {
        return Double.isNaN(value) ? null : String.format(Locale.ROOT, "%.3f", value);
    }
}
