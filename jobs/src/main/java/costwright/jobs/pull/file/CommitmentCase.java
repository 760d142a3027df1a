package costwright.jobs.pull.file;

import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Owned;
import costwright.schema.CostwrightException;
import costwright.schema.commitment.Offer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a what-if about commitments needs, read from files that fit each other.
 *
 * @param usage the hours, with how many rows were added up or left out
 * @param offers by name
 * @param holdings what is owned, in file order
 */
public record CommitmentCase(UsageFile.Content usage, List<Offer> offers, List<Owned> holdings) {
    public CommitmentCase {
        offers = List.copyOf(offers);
        holdings = List.copyOf(holdings);
    }

    /**
     * Reads the files; {@code holdings} may be left out. The window is {@code [from, to)}, by default the hours seen.
     *
     * @throws CostwrightException of kind INPUT as the readers say, of kind SETTINGS if the window is empty or its ends are
     *     no starts of hours
     */
    public static CommitmentCase read(
            Path usage,
            Path lines,
            Path offers,
            @Nullable Path holdings,
            @Nullable Instant from,
            @Nullable Instant to) {
        checkHour("--from", from);
        checkHour("--to", to);
        if (from != null && to != null && !from.isBefore(to)) {
            throw CostwrightException.settings(
                    "The window --from %s --to %s is empty: --to must be after --from.".formatted(from, to));
        }
        LinesFile.Content known = LinesFile.read(lines);
        List<Offer> sold = OffersFile.read(offers, known);
        List<Owned> owned = holdings == null ? List.of() : Owned.join(sold, HoldingsFile.read(holdings, sold));
        return new CommitmentCase(UsageFile.read(usage, known, from, to), sold, owned);
    }

    public Demand demand() {
        return usage.demand();
    }

    private static void checkHour(String option, @Nullable Instant instant) {
        if (instant != null && (instant.getEpochSecond() % 3600 != 0 || instant.getNano() != 0)) {
            throw CostwrightException.settings(
                    "%s %s is not the start of a UTC hour; write it like 2026-08-01T00:00:00Z."
                            .formatted(option, instant));
        }
    }
}
