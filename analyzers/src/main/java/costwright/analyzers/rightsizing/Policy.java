package costwright.analyzers.rightsizing;

import java.util.Arrays;
import java.util.Locale;

/**
 * How much risk an owner takes for a saving. The numbers of {@link #BALANCED} were chosen by cross-validation over machines
 * on two sets of enterprise traces: see the track record.
 */
public enum Policy {
    /** For what may be slow at times. */
    SAVINGS(0.99, 0.10, 3.5, 0.0, 3, true),
    BALANCED(0.995, 0.20, 4.5, 0.0, 3, true),
    /** For what must never wait: no burstable types, a fifth of memory free at the highest peak. */
    PERFORMANCE(0.999, 0.20, 6.0, 0.20, 2, false);

    private final double cpuShare;
    private final double cpuHeadroom;
    private final double memoryDeviations;
    private final double memoryHeadroom;
    private final int highestRisk;
    private final boolean burstable;

    Policy(
            double cpuShare,
            double cpuHeadroom,
            double memoryDeviations,
            double memoryHeadroom,
            int highestRisk,
            boolean burstable) {
        this.cpuShare = cpuShare;
        this.cpuHeadroom = cpuHeadroom;
        this.memoryDeviations = memoryDeviations;
        this.memoryHeadroom = memoryHeadroom;
        this.highestRisk = highestRisk;
        this.burstable = burstable;
    }

    /** The quantile of CPU (and of network and disks) that must fit. */
    public double cpuShare() {
        return cpuShare;
    }

    /** The share of capacity that stays free at that quantile. */
    public double cpuHeadroom() {
        return cpuHeadroom;
    }

    /** How many standard deviations above the mean of the daily peaks memory must reach. */
    public double memoryDeviations() {
        return memoryDeviations;
    }

    /** The share of memory that stays free at the highest peak. */
    public double memoryHeadroom() {
        return memoryHeadroom;
    }

    /** The highest {@link RiskGrade} that a recommended type may have. */
    public int highestRisk() {
        return highestRisk;
    }

    /** Whether a machine may move to a type that earns credits. */
    public boolean allowsBurstable() {
        return burstable;
    }

    /** The word of the command line: savings, balanced or performance. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no policy has that word */
    public static Policy ofWord(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Policy \"%s\" is none of savings, balanced, performance.".formatted(word)));
    }
}
