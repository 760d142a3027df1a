package costwright.scheduler.cli;

import costwright.analyzers.backtest.rightsizing.PolicySelection;
import costwright.analyzers.backtest.rightsizing.PolicySelection.Row;
import costwright.analyzers.backtest.rightsizing.PolicySelection.TraceSet;
import costwright.analyzers.rightsizing.Policy;
import costwright.jobs.rightsizing.RightsizingReplay;
import costwright.schema.CostwrightException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Repeats the choice of the numbers of the balanced policy. */
@Command(
        name = "policy",
        description = {
            "Chooses the numbers of the balanced policy on a part of public traces and scores them on the rest,",
            "for every fold of machines, every folder and every date in turn; and counts how often the policy",
            "changes its mind when it is asked every week. Takes some minutes."
        },
        footer = "  costwright backtest policy --traces bitbrains-rnd bitbrains-faststorage")
final class BacktestPolicy implements Callable<Integer> {
    /** What every rule has seen before it is asked. */
    private static final Duration HISTORY = Duration.ofDays(14);

    private final Workspace workspace;

    @Option(
            names = "--traces",
            paramLabel = "FOLDER",
            arity = "1..*",
            required = true,
            description = "Folders of public traces (5min/*.csv.gz, hourly-all-vms.csv.gz, vms.csv).")
    List<Path> traces = List.of();

    @Option(names = "--folds", paramLabel = "N", description = "Parts into which machines are dealt (default: 5).")
    int folds = 5;

    @Option(
            names = "--harm-price",
            paramLabel = "X",
            description = "What a harmed machine costs, in present prices (default: 1.5).")
    double harmPrice = 1.5;

    @Option(names = "--test-days", paramLabel = "N", description = "How long machines are watched (default: 14).")
    int testDays = 14;

    @Option(names = "--every", paramLabel = "DAYS", description = "How far the dates lie apart (default: 3).")
    int every = 3;

    BacktestPolicy(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        if (folds < 2 || !(harmPrice >= 0) || testDays < 1 || every < 1) {
            throw CostwrightException.settings(
                    "--folds (%d) must be at least 2, --harm-price (%s) at least 0, --test-days (%d) and --every (%d) at least 1."
                            .formatted(folds, harmPrice, testDays, every));
        }
        List<TraceSet> sets = traces.stream().map(this::set).toList();
        List<Row> rows = new PolicySelection(folds, harmPrice).run(sets);
        Map<String, RightsizingReplay.Weekly> stability = new TreeMap<>();
        sets.forEach(set -> stability.put(
                set.name(),
                RightsizingReplay.weekly(new RightsizingReplay.Material(
                        set.source(),
                        set.subjects(),
                        set.origins().get(0).minus(HISTORY),
                        set.origins().get(set.origins().size() - 1).plus(Duration.ofDays(set.testDays()))))));
        Map<String, Object> body = new TreeMap<>();
        body.put("folds", folds);
        body.put("harm_price", harmPrice);
        body.put("test_days", testDays);
        body.put("rows", rows);
        body.put("stability", stability);
        Table table = Table.of(
                "held_out",
                "set",
                "deviations",
                "fresh_days",
                "fresh_factor",
                "price_of_room",
                "cases",
                "net",
                "net_alike",
                "harmed",
                "aws_net",
                "aws_net_alike");
        rows.forEach(row -> row(table, row));
        return workspace
                .console()
                .print(Result.of("backtest-policy/1", body)
                        .table(table)
                        .text(stability.entrySet().stream()
                                .map(entry ->
                                        entry.getKey() + ". " + entry.getValue().sentence())
                                .collect(Collectors.joining("\n"))));
    }

    private static List<Instant> dates(Instant first, Instant last, Duration apart) {
        return Stream.iterate(first, date -> !date.isAfter(last), date -> date.plus(apart))
                .toList();
    }

    private TraceSet set(Path folder) {
        RightsizingReplay.Material material = RightsizingReplay.ofTraces(workspace.resolve(folder));
        TraceSet set = new TraceSet(
                String.valueOf(folder.getFileName()),
                material.samples(),
                material.subjects(),
                dates(
                        material.first().plus(HISTORY),
                        material.end().minus(Duration.ofDays(testDays)),
                        Duration.ofDays(every)),
                testDays);
        if (set.origins().isEmpty()) {
            throw CostwrightException.input(
                    "There is nothing to replay in %s between %s and %s: two weeks of history and --test-days (%d) after it are needed."
                            .formatted(folder, material.first(), material.end(), testDays));
        }
        return set;
    }

    private static void row(Table table, Row row) {
        Policy chosen = row.chosen();
        boolean many = row.heldOut().equals(PolicySelection.ALL_FOLDS);
        table.row(
                row.heldOut(),
                row.set(),
                many ? null : chosen.memoryDeviations(),
                many ? null : chosen.freshPeakDays(),
                many ? null : chosen.freshPeakFactor(),
                many ? null : chosen.priceOfRoom(),
                row.cases(),
                text(row.net()),
                text(row.netAlike()),
                text(row.harmed()),
                text(row.awsNet()),
                text(row.awsNetAlike()));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
