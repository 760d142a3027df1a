package costwright.scheduler.cli;

import costwright.jobs.pull.file.CommitmentCase;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files and the window that every what-if about commitments takes. */
final class CommitmentFiles {
    @Option(
            names = "--usage",
            required = true,
            paramLabel = "FILE",
            description = "usage.csv: hour, line, quantity. Rows of the same hour and line are added.")
    Path usage = Path.of("usage.csv");

    @Option(
            names = "--lines",
            required = true,
            paramLabel = "FILE",
            description = "lines.csv: line, on_demand_rate, currency, …; all in one currency.")
    Path lines = Path.of("lines.csv");

    @Option(
            names = "--offers",
            required = true,
            paramLabel = "FILE",
            description = "offers.csv: offer, kind, term_months, payment_option, line, rate.")
    Path offers = Path.of("offers.csv");

    @Option(names = "--from", paramLabel = "INSTANT", description = "First hour (default: the first of the usage).")
    @Nullable
    Instant from;

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            description = "End of the last hour (default: that of the last hour of the usage).")
    @Nullable
    Instant to;

    /** Reads all files and says what was added up or left out. */
    CommitmentCase read(Workspace workspace, @Nullable Path holdings) {
        CommitmentCase files = CommitmentCase.read(
                workspace.resolve(usage),
                workspace.resolve(lines),
                workspace.resolve(offers),
                holdings == null ? null : workspace.resolve(holdings),
                from,
                to);
        if (files.usage().added() > 0) {
            workspace
                    .console()
                    .note("%d usage rows repeat an hour and line; their quantities were added."
                            .formatted(files.usage().added()));
        }
        if (files.usage().outside() > 0) {
            workspace
                    .console()
                    .note("%d usage rows lie outside the window and were left out."
                            .formatted(files.usage().outside()));
        }
        return files;
    }
}
