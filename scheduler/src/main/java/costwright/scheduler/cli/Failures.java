package costwright.scheduler.cli;

import costwright.scheduler.settings.Nearest;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into a short message on standard error and the exit code of its kind. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** How picocli lists the constants of an enum, which users write in lower case. */
    private static final Pattern CHOICES = Pattern.compile("(expected one of \\[[^]]*]) \\(case-insensitive\\)");

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException refused, String[] arguments) {
        CommandLine command = refused.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        console.fail(message(refused), null);
        console.messages().println("Try: " + name + " --help");
        return FailureKind.SETTINGS.exitCode();
    }

    private static String message(ParameterException refused) {
        if (refused instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().get(0);
            CommandLine command = unmatched.getCommandLine();
            if (argument.startsWith("-")) {
                String option = argument.replaceFirst("=.*", "");
                return "Unknown option " + option + "." + Nearest.hint(option, optionNames(command));
            }
            List<String> commands = List.copyOf(command.getSubcommands().keySet());
            return (commands.isEmpty() ? "Unexpected argument " : "Unknown command ") + argument + "."
                    + Nearest.hint(argument, commands);
        }
        String message = CHOICES.matcher(String.valueOf(refused.getMessage()))
                .replaceAll(choices -> choices.group(1).toLowerCase(Locale.ROOT));
        return message.endsWith(".") || message.endsWith("?") || message.contains(".\n") ? message : message + ".";
    }

    private static List<String> optionNames(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        return report(failed);
    }

    /** Reports a failure that no command expected to handle. */
    int report(Throwable failed) {
        if (console.resultStream().readerLeft()) {
            return 0;
        }
        Optional<CostwrightException> refusal = refusal(failed);
        if (refusal.isPresent()) {
            console.fail(refusal.get().getMessage(), failed);
            return refusal.get().kind().exitCode();
        }
        console.fail(
                "Unexpected failure: " + rootOf(failed) + System.lineSeparator()
                        + "This is a defect of Costwright; please report it with the output of --verbose.",
                failed);
        return FailureKind.DEFECT.exitCode();
    }

    /** The refusal behind an exception that a framework has wrapped. */
    private static Optional<CostwrightException> refusal(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CostwrightException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The exit code once the results are written: a reader that left early is fine, a full disk is not. */
    static int ofStreams(Console console, int code) {
        console.results().flush();
        Optional<IOException> failure = console.resultStream().failure();
        if (failure.isPresent()) {
            console.fail("Cannot write the results: " + failure.get().getMessage() + ".", failure.get());
            return FailureKind.SOURCE.exitCode();
        }
        return code;
    }
}
