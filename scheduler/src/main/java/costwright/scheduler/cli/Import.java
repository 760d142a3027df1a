package costwright.scheduler.cli;

import picocli.CommandLine.Command;

/** Takes facts from files. */
@Command(
        name = "import",
        description = "Takes facts from files.",
        subcommands = {
            ImportBilling.class,
            ImportInventory.class,
            ImportPrices.class,
            ImportCommitments.class,
            ImportUtilization.class,
        },
        footer = "  costwright import inventory inventory.csv")
final class Import extends Group {}
