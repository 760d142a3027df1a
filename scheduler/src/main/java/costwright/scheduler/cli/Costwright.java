package costwright.scheduler.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** The root command. Subcommands are listed in the order of the help: one line each. */
@Command(
        name = "costwright",
        description = "Finds what the cloud estate could cost less: what to stop, resize, schedule and commit to.",
        versionProvider = Version.class,
        subcommands = {
            Demo.class,
            Init.class,
            Doctor.class,
            Import.class,
            Pull.class,
            Analyze.class,
            Report.class,
            RunJob.class,
            Jobs.class,
            SpendCommand.class,
            CommitmentsCommand.class,
            Inventory.class,
            Recommendations.class,
            Explain.class,
            Simulate.class,
            Plan.class,
            Backtest.class,
            Checks.class,
            Sample.class,
            Schedule.class,
            StoreCommand.class,
            Completion.class,
            Help.class,
        },
        footer = {
            "  costwright demo",
            "  costwright import billing exports/ && costwright analyze && costwright report",
            "",
            "Exit codes: 0 done, 3 done with stale or incomplete data, 64 settings, 65 input,",
            "            70 defect, 75 source unavailable."
        })
public final class Costwright implements Runnable {
    /** The exit code of a command that did what it could while some source is stale or incomplete. */
    public static final int INCOMPLETE = 3;

    /** The system property that tells the log how much to say: {@code quiet}, {@code normal} or {@code verbose}. */
    public static final String VERBOSITY = "costwright.verbosity";

    private static final int HELP_COLUMNS = 100;

    @Mixin
    final GlobalOptions options;

    @CommandLine.Option(names = "--version", versionHelp = true, order = 908, description = "Show the version.")
    boolean version;

    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    private Costwright(GlobalOptions options) {
        this.options = options;
    }

    /** Runs the command that the arguments name and gives its exit code. */
    public static int run(Surroundings surroundings, String... arguments) {
        try (Workspace workspace = new Workspace(surroundings)) {
            CommandLine root = commandLine(workspace);
            if (List.of(arguments).contains("--no-color")) {
                // Help is printed while the arguments are read, so this one is looked for before.
                root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
            }
            int code = root.execute(arguments);
            return Failures.ofStreams(workspace.console(), code);
        }
    }

    /** The whole command tree; builds no settings, opens no store and starts no Spring. */
    static CommandLine commandLine(Workspace workspace) {
        Failures failures = new Failures(workspace.console());
        CommandLine root = new CommandLine(new Costwright(workspace.options()), new Commands(workspace))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_COLUMNS)
                .setOut(workspace.console().results())
                .setErr(workspace.console().messages())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colors(workspace)))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(parsed -> {
                    System.setProperty(VERBOSITY, workspace.options().verbosity());
                    return new CommandLine.RunLast().execute(parsed);
                })
                .registerConverter(java.time.Instant.class, Commands::instant);
        headExamples(root);
        return root;
    }

    private static Ansi colors(Workspace workspace) {
        Terminal terminal = workspace.terminal();
        return terminal.out() && terminal.colors() ? Ansi.ON : Ansi.OFF;
    }

    private static void headExamples(CommandLine command) {
        CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        if (usage.footer().length > 0) {
            usage.footerHeading("%nExample:%n");
        }
        usage.optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .synopsisHeading("Usage: ");
        usage.abbreviateSynopsis(true).sortOptions(false);
        command.getSubcommands().values().forEach(Costwright::headExamples);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command? costwright --help lists them.");
    }

    /** The version of the jar, from its manifest. */
    static String version() {
        return Optional.ofNullable(Costwright.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
