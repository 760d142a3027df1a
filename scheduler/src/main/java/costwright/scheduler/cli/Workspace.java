package costwright.scheduler.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What a command works with, each part opened when first asked for: the console, the as-of instant and the environment.
 */
public final class Workspace implements AutoCloseable {
    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final Console console;

    Workspace(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GlobalOptions();
        this.console = new Console(surroundings.out(), surroundings.error(), surroundings.terminal(), options);
    }

    public Console console() {
        return console;
    }

    /** The instant of {@code --as-of}, or now to the second. */
    public Instant asOf() {
        Instant told = options.asOf;
        return told == null ? surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS) : told;
    }

    /** Whether the user gave {@code --as-of}. */
    public boolean asOfIsGiven() {
        return options.asOf != null;
    }

    /** A path of an argument, resolved against the working folder. */
    public Path resolve(Path path) {
        return surroundings.folder().resolve(path).normalize();
    }

    /** The environment variables. */
    public Map<String, String> environment() {
        return surroundings.environment();
    }

    GlobalOptions options() {
        return options;
    }

    Terminal terminal() {
        return surroundings.terminal();
    }

    @Override
    public void close() {
        console.results().flush();
        console.messages().flush();
    }
}
