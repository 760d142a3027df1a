package costwright.scheduler;

import costwright.jobs.engine.DuckDbEngine;
import costwright.scheduler.cli.Costwright;
import costwright.scheduler.cli.Surroundings;
import java.util.List;

/** The main class of the jar. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).containsAll(List.of("import", "billing"))) {
            // While the command line is read.
            DuckDbEngine.loadAhead();
        }
        System.exit(Costwright.run(Surroundings.ofProcess(), arguments));
    }
}
