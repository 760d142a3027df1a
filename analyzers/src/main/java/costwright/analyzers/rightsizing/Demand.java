package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Selection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one machine needed, by dimension; a dimension that was not measured is absent, which is not the same as no need.
 *
 * @param end the end of the window in seconds since 1970; no slot starts at or after it
 */
public record Demand(Map<Dimension, Track> tracks, long end) {
    public Demand {
        EnumMap<Dimension, Track> kept = new EnumMap<>(Dimension.class);
        tracks.forEach((dimension, track) -> {
            if (!track.isEmpty()) {
                kept.put(dimension, track);
            }
        });
        tracks = Collections.unmodifiableMap(kept);
    }

    public Optional<Track> of(Dimension dimension) {
        return Optional.ofNullable(tracks.get(dimension));
    }

    /** The last {@code days} days of it. */
    public Demand lastDays(int days) {
        return within(end - days * Track.SECONDS_PER_DAY, end);
    }

    /** The slots that start in {@code [from, to)}. */
    public Demand within(long from, long to) {
        EnumMap<Dimension, Track> cut = new EnumMap<>(Dimension.class);
        tracks.forEach((dimension, track) -> cut.put(dimension, track.within(from, to)));
        return new Demand(cut, to);
    }

    /** Whichever of CPU and memory went above all of the month before {@code since} from then on. */
    public Set<Dimension> newPeaksSince(long since) {
        Demand month = within(since - NeedEstimate.MEMORY_DAYS * Track.SECONDS_PER_DAY, since);
        Demand after = within(since, end);
        EnumSet<Dimension> peaks = EnumSet.of(Dimension.CPU, Dimension.MEMORY);
        peaks.removeIf(dimension -> after.highest(dimension) <= month.highest(dimension));
        return peaks;
    }

    private double highest(Dimension dimension) {
        return of(dimension).map(track -> Selection.of(track.peak()).maximum()).orElse(0.0);
    }

    /** How long the machine was seen to be on, by its CPU samples. */
    public double hoursOn() {
        return of(Dimension.CPU).map(Track::hours).orElse(0.0);
    }
}
