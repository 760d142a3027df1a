package costwright.scheduler.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the completion script of bash and zsh. */
@Command(
        name = "completion",
        description = "Prints the completion script for bash and zsh.",
        footer = "  source <(costwright completion)")
final class Completion implements Callable<Integer> {
    private final Workspace workspace;

    Completion(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        CommandLine root = Costwright.commandLine(workspace);
        workspace.console().results().print(AutoComplete.bash(root.getCommandName(), root));
        return 0;
    }
}
