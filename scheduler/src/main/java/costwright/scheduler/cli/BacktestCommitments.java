package costwright.scheduler.cli;

import costwright.analyzers.Dataset;
import costwright.analyzers.backtest.CommitmentBacktest;
import costwright.analyzers.backtest.CommitmentBacktest.Track;
import costwright.analyzers.backtest.UsageRegimes;
import costwright.analyzers.backtest.UsageRegimes.Regime;
import costwright.analyzers.commitment.DeclineAwareRule;
import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.PurchaseRule;
import costwright.analyzers.commitment.baseline.Baselines;
import costwright.jobs.analyze.DatasetLoader;
import costwright.jobs.pull.file.CommitmentCase;
import costwright.schema.CostwrightException;
import costwright.schema.commitment.Offer;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How rules for buying commitments would have done: a rolling-origin replay, scored on hours the rules had not seen. */
@Command(
        name = "commitments",
        description = {
            "Replays purchases: at each date a rule sees the lookback before it, buys, and is scored on the hours after it.",
            "Without files, over synthetic regimes; with --usage, --lines and --offers, over that series; with --history,",
            "over the hourly usage in the store."
        },
        footer = {
            "  costwright backtest commitments",
            "  costwright backtest commitments --usage usage.csv --lines lines.csv --offers offers.csv"
        })
final class BacktestCommitments implements Callable<Integer> {
    private static final int HOURS_PER_DAY = 24;
    private static final long REGIME_SEED = 7;

    private final Workspace workspace;

    @Option(names = "--usage", paramLabel = "FILE", description = "usage.csv of a series to replay.")
    @Nullable
    Path usage;

    @Option(names = "--lines", paramLabel = "FILE", description = "lines.csv for it.")
    @Nullable
    Path lines;

    @Option(names = "--offers", paramLabel = "FILE", description = "offers.csv for it.")
    @Nullable
    Path offers;

    @Option(names = "--history", description = "Replay the hourly usage in the store.")
    boolean history;

    @Option(names = "--lookback-days", defaultValue = "30", description = "What a rule may see (default: 30).")
    int lookbackDays;

    @Option(names = "--horizon-days", defaultValue = "90", description = "How long a purchase is scored (default: 90).")
    int horizonDays;

    @Option(names = "--step-days", defaultValue = "30", description = "From one date to the next (default: 30).")
    int stepDays;

    @Option(names = "--regime-days", defaultValue = "364", description = "Length of each regime (default: 364).")
    int regimeDays;

    BacktestCommitments(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Scored(
            String regime,
            String rule,
            int cuts,
            Money savings,
            Ratio effectiveSavingsRate,
            Ratio regret,
            long losses,
            Money worst,
            Money lockIn) {}

    @Override
    public Integer call() {
        if (lookbackDays <= 0 || horizonDays <= 0 || stepDays <= 0 || regimeDays <= 0) {
            throw CostwrightException.settings("Lookback, horizon, step and regime must be at least one day each.");
        }
        CommitmentBacktest backtest = new CommitmentBacktest(
                lookbackDays * HOURS_PER_DAY, horizonDays * HOURS_PER_DAY, stepDays * HOURS_PER_DAY);
        List<Scored> scores = new ArrayList<>();
        if (usage != null && lines != null && offers != null) {
            CommitmentCase files = CommitmentCase.read(
                    workspace.resolve(usage), workspace.resolve(lines), workspace.resolve(offers), null, null, null);
            score(scores, backtest, "usage", files.demand(), files.offers());
        } else if (usage != null || lines != null || offers != null) {
            throw CostwrightException.settings("Give all of --usage, --lines and --offers, or none of them.");
        } else if (history) {
            scoreStore(scores, backtest);
        } else {
            Progress progress = workspace.console().progress("backtest", Regime.values().length);
            for (Regime regime : Regime.values()) {
                Demand demand = UsageRegimes.demand(regime, regimeDays * HOURS_PER_DAY, REGIME_SEED);
                score(scores, backtest, Words.of(regime), demand, UsageRegimes.offers());
                progress.advance(1);
            }
            progress.close();
        }
        return print(scores);
    }

    private void score(List<Scored> scores, CommitmentBacktest backtest, String name, Demand series, List<Offer> sold) {
        if (backtest.dates(series.hours()) == 0) {
            throw CostwrightException.input(
                    "The series %s has %d hours; one date needs %d days of lookback and %d of horizon. Take shorter ones with --lookback-days and --horizon-days."
                            .formatted(name, series.hours(), lookbackDays, horizonDays));
        }
        int horizonHours = horizonDays * HOURS_PER_DAY;
        List<PurchaseRule> rules = new ArrayList<>();
        rules.add(new DeclineAwareRule(Baselines.providers(), horizonHours));
        rules.addAll(Baselines.all(horizonHours));
        for (Track track : backtest.run(series, sold, rules)) {
            scores.add(new Scored(
                    name,
                    track.rule(),
                    track.cuts().size(),
                    track.savings(),
                    track.effectiveSavingsRate(),
                    track.regret(),
                    track.losses(),
                    track.worst(),
                    track.lockIn()));
        }
    }

    private void scoreStore(List<Scored> scores, CommitmentBacktest backtest) {
        Dataset dataset = new DatasetLoader(workspace.store()).load(workspace.asOf());
        Map<Currency, List<Offer>> byCurrency = dataset.offers().stream()
                .collect(Collectors.groupingBy(
                        Offer::currency,
                        () -> new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode)),
                        Collectors.toList()));
        if (byCurrency.isEmpty() || dataset.hourlyUsage().isEmpty()) {
            throw CostwrightException.input(
                    "The store has no hourly usage with offers to replay. Import bills with hours, and offers with \"costwright import commitments\".");
        }
        byCurrency.forEach((currency, sold) -> score(
                scores,
                backtest,
                "store " + currency,
                Demand.total(currency, dataset.usageLines().values(), dataset.hourlyUsage()),
                sold));
    }

    private int print(List<Scored> scores) {
        Table table = Table.of(
                "regime",
                "rule",
                "cuts",
                "savings",
                "effective_savings_rate",
                "regret",
                "losses",
                "worst_cut",
                "lock_in");
        for (Scored score : scores) {
            table.row(
                    score.regime(),
                    score.rule(),
                    score.cuts(),
                    score.savings(),
                    score.effectiveSavingsRate(),
                    score.regret(),
                    score.losses(),
                    score.worst(),
                    score.lockIn());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("lookback_days", lookbackDays);
        body.put("horizon_days", horizonDays);
        body.put("step_days", stepDays);
        body.put("rows", scores);
        return workspace
                .console()
                .print(Result.of("backtest-commitments/1", body).table(table));
    }
}
