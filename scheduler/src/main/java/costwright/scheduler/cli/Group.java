package costwright.scheduler.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others: alone it asks which of them is meant. */
abstract class Group implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandSpec group = java.util.Objects.requireNonNull(spec, "picocli sets it");
        throw new ParameterException(
                group.commandLine(),
                "Which " + group.name() + "? "
                        + String.join(", ", group.subcommands().keySet()) + ".");
    }
}
