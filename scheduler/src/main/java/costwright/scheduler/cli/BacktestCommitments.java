package costwright.scheduler.cli;

import costwright.analyzers.backtest.CommitmentBacktest;
import costwright.analyzers.backtest.CommitmentBacktest.Track;
import costwright.analyzers.backtest.UsageHistory;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How rules for buying commitments would have done: a rolling-origin replay, scored on hours the rules had not seen. */
@Command(
        name = "commitments",
        description = {
            "Replays purchases: at each date a rule sees the lookback before it, buys, and is scored on the hours after it.",
            "Without files, over synthetic regimes; with --usage, --lines and --offers, over that series; with --history,",
            "over all hourly usage in the store that offers can cover, covered or not, by provider and currency."
        },
        footer = {
            "  costwright backtest commitments",
            "  costwright backtest commitments --usage usage.csv --lines lines.csv --offers offers.csv",
            "  costwright backtest commitments --history --horizon-days 60"
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

    /** A provider with too little is left out with a word, unless that leaves none. */
    private void scoreStore(List<Scored> scores, CommitmentBacktest backtest) {
        List<UsageHistory> histories =
                UsageHistory.of(new DatasetLoader(workspace.store()).loadHistory(workspace.asOf()));
        if (histories.isEmpty()) {
            throw CostwrightException.input(
                    "The store has no hourly usage with offers to replay. Import bills with hours, and offers with \"costwright import commitments\".");
        }
        List<String> refused = new ArrayList<>();
        for (UsageHistory history : histories) {
            String name = "store %s %s".formatted(history.provider().word(), history.currency());
            String shortage = shortage(history);
            if (shortage == null) {
                score(scores, backtest, name, history.demand(), history.offers());
            } else {
                refused.add("%s: %s".formatted(name, shortage));
            }
        }
        if (scores.isEmpty()) {
            throw CostwrightException.input("The store has too little history to replay. " + String.join(" ", refused));
        }
        refused.forEach(workspace.console()::warn);
    }

    private @Nullable String shortage(UsageHistory history) {
        int needed = lookbackDays + horizonDays;
        if (history.days() < needed) {
            return "the hourly usage covers %d days; %d are needed, %d of --lookback-days and %d of --horizon-days."
                    .formatted(history.days(), needed, lookbackDays, horizonDays);
        }
        return history.complete()
                ? null
                : "only %d of the %d days between the first and the last have usage; at least 9 in 10 are needed. Import the missing bills."
                        .formatted(history.daysWithUsage(), history.days());
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
