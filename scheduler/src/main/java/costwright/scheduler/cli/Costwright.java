package costwright.scheduler.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** The root command. Its commands are added by name: making all of them takes longer than most of them run. */
@Command(
        name = "costwright",
        description = "Finds what the cloud estate could cost less: what to stop, resize, schedule and commit to.",
        versionProvider = Version.class,
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

    /** All commands, in the order of the help: one line each. */
    static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            Map.entry("demo", Demo.class),
            Map.entry("init", Init.class),
            Map.entry("doctor", Doctor.class),
            Map.entry("import", Import.class),
            Map.entry("pull", Pull.class),
            Map.entry("analyze", Analyze.class),
            Map.entry("report", Report.class),
            Map.entry("run", RunJob.class),
            Map.entry("jobs", Jobs.class),
            Map.entry("spend", SpendCommand.class),
            Map.entry("commitments", CommitmentsCommand.class),
            Map.entry("inventory", Inventory.class),
            Map.entry("recommendations", Recommendations.class),
            Map.entry("explain", Explain.class),
            Map.entry("simulate", Simulate.class),
            Map.entry("plan", Plan.class),
            Map.entry("backtest", Backtest.class),
            Map.entry("checks", Checks.class),
            Map.entry("sample", Sample.class),
            Map.entry("schedule", Schedule.class),
            Map.entry("store", StoreCommand.class),
            Map.entry("completion", Completion.class),
            Map.entry("help", Help.class));

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
            CommandLine root = commandLine(workspace, arguments);
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
        return commandLine(workspace, COMMANDS, failures, failures);
    }

    /** As much of the tree as the arguments ask for; what they get wrong is told from all of it. */
    private static CommandLine commandLine(Workspace workspace, String[] arguments) {
        List<String> words = List.of(arguments);
        List<Map.Entry<String, Class<?>>> named = COMMANDS.stream()
                .filter(command -> words.contains(command.getKey()))
                .toList();
        if (named.isEmpty() || asksForTheList(words, named)) {
            return commandLine(workspace);
        }
        Failures failures = new Failures(workspace.console());
        return commandLine(
                workspace, named, (refused, all) -> commandLine(workspace).execute(all), failures);
    }

    /** Whether help is asked for before any command is named. */
    private static boolean asksForTheList(List<String> words, List<Map.Entry<String, Class<?>>> named) {
        return words.stream()
                .takeWhile(word ->
                        named.stream().noneMatch(command -> command.getKey().equals(word)))
                .anyMatch(word -> word.matches("-[A-Za-z]*h.*|--help"));
    }

    private static CommandLine commandLine(
            Workspace workspace,
            List<Map.Entry<String, Class<?>>> commands,
            CommandLine.IParameterExceptionHandler refusals,
            Failures failures) {
        CommandLine root = new CommandLine(new Costwright(workspace.options()), new Commands(workspace));
        commands.forEach(command -> root.addSubcommand(command.getKey(), command.getValue()));
        root.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_COLUMNS)
                .setOut(workspace.console().results())
                .setErr(workspace.console().messages())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colors(workspace)))
                .setParameterExceptionHandler(refusals)
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
