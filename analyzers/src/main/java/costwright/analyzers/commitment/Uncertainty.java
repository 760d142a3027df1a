package costwright.analyzers.commitment;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What may happen to usage after the window.
 *
 * @param scenarios how many futures are drawn
 * @param seed the same seed gives the same futures
 * @param growthPercentPerMonth the expected change of all usage per month of 730 hours
 * @param growthDeviation the standard deviation of that rate between futures, in percentage points
 * @param cleanup the share (0 to 1) of each line that pending clean-ups would remove, by line name
 * @param cleanupProbability how likely they are to happen
 * @param aversion λ of the objective (1 − λ)·mean + λ·CVaR of savings: 0 looks at the mean only, 1 at the bad futures
 * @param tail β: the share of futures that count as bad
 * @param waccPercent the yearly price of money, for present values
 */
public record Uncertainty(
        int scenarios,
        long seed,
        double growthPercentPerMonth,
        double growthDeviation,
        Map<String, BigDecimal> cleanup,
        double cleanupProbability,
        double aversion,
        double tail,
        BigDecimal waccPercent) {
    /** No trend, one percentage point of monthly drift between futures, no clean-up, neutral to risk, 8 % a year. */
    public static final Uncertainty DEFAULT =
            new Uncertainty(500, 20260101L, 0, 1, Map.of(), 0, 0, 0.1, BigDecimal.valueOf(8));

    public Uncertainty {
        cleanup = Collections.unmodifiableMap(new TreeMap<>(cleanup));
        require(scenarios > 0 && scenarios <= 100_000, "scenarios", scenarios, "1 to 100000");
        require(growthDeviation >= 0, "growth deviation", growthDeviation, "0 or more");
        require(
                cleanupProbability >= 0 && cleanupProbability <= 1,
                "clean-up probability",
                cleanupProbability,
                "0 to 1");
        require(aversion >= 0 && aversion <= 1, "risk aversion", aversion, "0 to 1");
        require(tail > 0 && tail <= 1, "tail", tail, "above 0, up to 1");
        require(waccPercent.signum() >= 0, "price of money", waccPercent, "0 or more");
    }

    private static void require(boolean holds, String name, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException("The %s must be %s, not %s.".formatted(name, range, value));
        }
    }
}
