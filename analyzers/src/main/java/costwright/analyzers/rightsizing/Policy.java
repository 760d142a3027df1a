package costwright.analyzers.rightsizing;

import java.math.BigDecimal;
import java.util.List;

/**
 * How much risk an owner takes for a saving.
 *
 * @param word of the command line: savings, balanced or performance
 * @param cpuShare the quantile of CPU (and of network and disks) that must fit; balanced and its headroom are AWS's default,
 *     which no other recipe for CPU beats clearly in the traces
 * @param cpuHeadroom the share of capacity that stays free at that quantile
 * @param memoryDeviations how many standard deviations above the mean of the daily peaks memory must reach
 * @param memoryHeadroom the share of memory that stays free at the highest peak
 * @param freshPeakDays so many days the highest peak of memory counts as fresh: a machine that has just set a record is the
 *     one that sets the next
 * @param freshPeakFactor how many times a fresh peak memory must hold
 * @param priceOfRoom what more memory than needed may cost, as a share of the present price
 * @param highestRisk the highest {@link RiskGrade} that a recommended type may have
 * @param allowsBurstable whether a machine may move to a type that earns credits
 */
public record Policy(
        String word,
        double cpuShare,
        double cpuHeadroom,
        double memoryDeviations,
        double memoryHeadroom,
        int freshPeakDays,
        double freshPeakFactor,
        BigDecimal priceOfRoom,
        int highestRisk,
        boolean allowsBurstable) {
    private static final BigDecimal LITTLE = new BigDecimal("0.03");

    /** For what may be slow at times. */
    public static final Policy SAVINGS = new Policy("savings", 0.99, 0.10, 3.5, 0, 6, 3, LITTLE, 3, true);
    /** The numbers for memory were chosen by cross-validation over machines, see the package. */
    public static final Policy BALANCED = new Policy("balanced", 0.995, 0.20, 4, 0, 6, 5, LITTLE, 3, true);
    /** For what must never wait: no burstable types, a fifth of memory free at the highest peak. */
    public static final Policy PERFORMANCE = new Policy("performance", 0.999, 0.20, 6, 0.20, 6, 5, LITTLE, 2, false);

    private static final List<Policy> ALL = List.of(SAVINGS, BALANCED, PERFORMANCE);

    /** From the most saving to the most careful. */
    public static List<Policy> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException if no policy has that word */
    public static Policy ofWord(String word) {
        return ALL.stream()
                .filter(policy -> policy.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Policy \"%s\" is none of savings, balanced, performance.".formatted(word)));
    }
}
