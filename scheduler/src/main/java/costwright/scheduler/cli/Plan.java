package costwright.scheduler.cli;

import picocli.CommandLine.Command;

/** What to do, from files and without a store. */
@Command(
        name = "plan",
        description = "Plans purchases and sizes from files, without a store.",
        subcommands = {
            PlanRightsizing.class,
        },
        footer =
                "  costwright plan rightsizing --utilization utilization.csv --inventory inventory.csv --prices prices.csv")
final class Plan extends Group {}
