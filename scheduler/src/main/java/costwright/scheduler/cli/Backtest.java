package costwright.scheduler.cli;

import picocli.CommandLine.Command;

/** What earlier advice would have been worth. */
@Command(
        name = "backtest",
        description = "Replays earlier dates and scores what would have been proposed against what happened.",
        subcommands = {
            BacktestCommitments.class,
            BacktestPolicy.class,
            BacktestRightsizing.class,
        },
        footer = "  costwright backtest commitments")
final class Backtest extends Group {}
