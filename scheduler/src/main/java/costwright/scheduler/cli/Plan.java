package costwright.scheduler.cli;

import picocli.CommandLine.Command;

/** What to do, from files and without a store. */
@Command(
        name = "plan",
        description = "Plans purchases and sizes from files, without a store.",
        subcommands = {
            PlanCommitments.class,
            PlanRightsizing.class,
        },
        footer = "  costwright plan commitments --usage usage.csv --lines lines.csv --offers offers.csv")
final class Plan extends Group {}
