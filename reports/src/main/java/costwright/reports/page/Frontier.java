package costwright.reports.page;

import java.util.List;

/**
 * Rules side by side: what each saved against how often it did harm.
 *
 * @param points one for each row of the table beside the chart, in its order; numbered from 1
 */
public record Frontier(List<Point> points) {
    public Frontier {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A frontier needs at least one rule.");
        }
    }

    /** What a rule is to the reader. */
    public enum Kind {
        /** A policy of this program. */
        OURS,
        /** A rule that others publish, or doing nothing. */
        THEIRS,
        /** What nobody could have known in advance. */
        HINDSIGHT
    }

    /**
     * One rule.
     *
     * @param saving the share of the price that it saved, of 1; negative when it made machines dearer
     * @param harm the share of cases that it harmed, from 0 to 1
     */
    public record Point(String label, Kind kind, Estimate saving, Estimate harm) {}

    /**
     * A share with its 95 % interval. All three are numbers, and {@code low} is not above {@code high}.
     */
    public record Estimate(double value, double low, double high) {
        public Estimate {
            if (!Double.isFinite(value) || !(low <= high) || !Double.isFinite(low) || !Double.isFinite(high)) {
                throw new IllegalArgumentException(
                        "An estimate needs a value and an interval, not %s with %s to %s.".formatted(value, low, high));
            }
        }
    }
}
