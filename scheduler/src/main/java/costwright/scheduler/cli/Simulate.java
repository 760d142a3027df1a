package costwright.scheduler.cli;

import picocli.CommandLine.Command;

/** What would be, from files and without a store. */
@Command(
        name = "simulate",
        description = "Simulates bills from files, without a store.",
        subcommands = SimulateCommitments.class,
        footer = "  costwright simulate commitments --usage usage.csv --lines lines.csv --offers offers.csv"
                + " --holdings holdings.csv")
final class Simulate extends Group {}
