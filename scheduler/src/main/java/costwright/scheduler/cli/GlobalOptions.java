package costwright.scheduler.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class GlobalOptions {
    @Option(
            names = "--store",
            paramLabel = "PATH|JDBC-URL",
            scope = ScopeType.INHERIT,
            order = 900,
            description = "The store: a file, or jdbc:postgresql://… (default: costwright.db).")
    @Nullable
    String store;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 901,
            description = "The settings (default: costwright.yaml when present).")
    @Nullable
    Path config;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            scope = ScopeType.INHERIT,
            order = 902,
            description = "Judge as of this instant, such as 2026-11-02T06:00:00Z (default: now).")
    @Nullable
    Instant asOf;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            order = 903,
            description = "The form of results: table, json or csv (default: table).")
    OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 904,
            description = "No progress, warnings and errors only.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 905,
            description = "More of what is going on, and stack traces.")
    boolean verbose;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, order = 906, description = "No colors (also: NO_COLOR).")
    boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 907,
            description = "Show this help.")
    boolean help;

    /** How much the log says. */
    String verbosity() {
        return verbose ? "verbose" : quiet ? "quiet" : "normal";
    }

    /** The options that a command gives to another that it starts; --as-of and --output are left to it. */
    List<String> passedOn() {
        List<String> arguments = new ArrayList<>();
        if (store != null) {
            arguments.addAll(List.of("--store", store));
        }
        if (config != null) {
            arguments.addAll(List.of("--config", config.toString()));
        }
        if (quiet) {
            arguments.add("--quiet");
        }
        if (verbose) {
            arguments.add("--verbose");
        }
        return arguments;
    }
}
