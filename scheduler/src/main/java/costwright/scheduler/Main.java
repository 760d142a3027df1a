package costwright.scheduler;

import costwright.scheduler.cli.Costwright;
import costwright.scheduler.cli.Surroundings;

/** The main class of the jar. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Costwright.run(Surroundings.ofProcess(), arguments));
    }
}
