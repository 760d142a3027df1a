package costwright.scheduler.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * All that the program takes from the world it was started in; a test makes its own.
 *
 * @param environment the environment variables
 * @param clock what time it is where no {@code --as-of} is given
 * @param folder the working folder, against which relative paths are resolved
 * @param out standard output
 * @param error standard error
 * @param terminal what is known of the terminal behind them
 */
public record Surroundings(
        Map<String, String> environment,
        Clock clock,
        Path folder,
        OutputStream out,
        OutputStream error,
        Terminal terminal) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                Clock.systemUTC(),
                Path.of("").toAbsolutePath(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminal.ofProcess(environment));
    }
}
