package costwright.scheduler.cli;

import costwright.scheduler.settings.Nearest;
import costwright.schema.CostwrightException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the help of a command, as {@code --help} after its name does. */
@Command(name = "help", description = "Shows the help of a command.", footer = "  costwright help import billing")
final class Help implements Callable<Integer> {
    private final Workspace workspace;

    @Parameters(paramLabel = "COMMAND", description = "The words of the command; none for the list of all.")
    List<String> words = List.of();

    Help(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        CommandLine command = Costwright.commandLine(workspace);
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw CostwrightException.settings("There is no command " + word + "."
                        + Nearest.hint(word, command.getSubcommands().keySet()));
            }
            command = next;
        }
        command.usage(workspace.console().results());
        return 0;
    }
}
