package costwright.scheduler.cli;

import costwright.analyzers.Analyzer;
import costwright.analyzers.Catalogue;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoreCredentials;
import costwright.jobs.store.StoreLocation;
import costwright.scheduler.settings.Settings;
import costwright.scheduler.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a command works with, each part opened when first asked for: the console, the as-of instant, the settings and the
 * store.
 */
public final class Workspace implements AutoCloseable {
    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final Console console;
    private @Nullable Settings settings;
    private @Nullable Store store;
    private @Nullable CompletableFuture<Store> making;

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
        return told == null ? clock().instant().truncatedTo(ChronoUnit.SECONDS) : told;
    }

    /** Whether the user gave {@code --as-of}. */
    public boolean asOfIsGiven() {
        return options.asOf != null;
    }

    /** The real time, for what is recorded rather than judged. */
    public Clock clock() {
        return surroundings.clock();
    }

    /** A path of an argument, resolved against the working folder. */
    public Path resolve(Path path) {
        return surroundings.folder().resolve(path).normalize();
    }

    /** The environment variables. */
    public Map<String, String> environment() {
        return surroundings.environment();
    }

    /**
     * The settings of {@code --config}, or of {@code costwright.yaml} when it is there.
     *
     * @throws costwright.schema.CostwrightException listing all that is wrong with them
     */
    public Settings settings() {
        if (settings == null) {
            settings = SettingsFile.read(
                    settingsFile(),
                    environment(),
                    Catalogue.discover().analyzers().stream()
                            .map(Analyzer::descriptor)
                            .toList());
        }
        return settings;
    }

    /** The settings file in use; empty where the defaults are. */
    Optional<Path> settingsFile() {
        String variable = environment().get("COSTWRIGHT_CONFIG");
        if (options.config != null) {
            return Optional.of(resolve(options.config));
        }
        return variable != null && !variable.isBlank()
                ? Optional.of(resolve(Path.of(variable)))
                : Optional.of(resolve(Path.of(SettingsFile.NAME))).filter(Files::exists);
    }

    /** Where the store is: {@code --store} wins over the environment, the environment over the settings. */
    public String storeLocation() {
        String location = options.store == null ? settings().store() : options.store;
        return location.startsWith("jdbc:")
                ? location
                : surroundings.folder().resolve(location).toString();
    }

    /** Who connects to a database server, from the environment. */
    public StoreCredentials storeCredentials() {
        return new StoreCredentials(
                environment().getOrDefault("COSTWRIGHT_STORE_USER", ""),
                environment().getOrDefault("COSTWRIGHT_STORE_PASSWORD", ""));
    }

    /**
     * The store, which must exist.
     *
     * @throws costwright.schema.CostwrightException if it does not, or cannot be opened
     */
    public Store store() {
        if (store == null) {
            store = Store.openExisting(storeLocation(), storeCredentials());
        }
        return store;
    }

    /** Whether there is a store already, or a server that may hold one. */
    boolean hasStore() {
        return StoreLocation.exists(storeLocation());
    }

    /** The store, which is made on a thread of its own meanwhile. {@link #close} waits for it. */
    CompletableFuture<Store> storeToMake() {
        String location = storeLocation();
        StoreCredentials credentials = storeCredentials();
        making = CompletableFuture.supplyAsync(
                () -> Store.open(location, credentials), task -> new Thread(task, "making the store").start());
        return making;
    }

    /** The store, made when there is none yet. */
    public Store storeToFill() {
        if (store == null) {
            store = Store.open(storeLocation(), storeCredentials());
        }
        return store;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    GlobalOptions options() {
        return options;
    }

    Terminal terminal() {
        return surroundings.terminal();
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
        if (making != null) {
            // Why it could not be made is told where it is asked for.
            making.thenAccept(Store::close).exceptionally(failure -> null).join();
        }
        console.results().flush();
        console.messages().flush();
    }
}
