package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.DayBlockBootstrap;
import costwright.analyzers.statistics.Exceedance;
import costwright.analyzers.statistics.Figures;
import costwright.analyzers.statistics.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a machine needs in each dimension that was measured, and whether enough was seen to say so.
 *
 * @param requirements by dimension; always with CPU and memory
 * @param daysSeen UTC-independent days of the memory window with at least one sample
 * @param young whether so few days were seen that only one step down is allowed
 * @param cpuCensored whether CPU ran into its capacity, so that the true demand is unknown
 * @param full by dimension in which the machine is too small, how often it was full: with 95 % confidence more often than the
 *     policy allows for a type that it recommends
 * @param tooSmallInMonth whether it was full in more than the share of {@link #MEMORY_DAYS} that the policy allows
 * @param cpuUpperBound the 95 % upper bound of the CPU quantile; NaN where it was not asked for
 */
public record NeedEstimate(
        Map<Dimension, Requirement> requirements,
        int daysSeen,
        boolean young,
        boolean cpuCensored,
        Map<Dimension, Exceedance> full,
        boolean tooSmallInMonth,
        double cpuUpperBound) {
    /** CPU patterns change faster than memory: two weeks hold every weekday twice. */
    public static final int CPU_DAYS = 14;
    /** A monthly cycle; memory drifts over weeks, and two weeks miss peaks that a month shows. */
    public static final int MEMORY_DAYS = 32;
    /** Fewer days hold no weekly cycle: nothing is said. */
    public static final int LEAST_DAYS = 7;
    /** Up to here a machine may only go one step down. */
    public static final int YOUNG_DAYS = 12;
    /** AWS Compute Optimizer's least amount of data. */
    public static final double LEAST_HOURS = 30;
    /** A machine that reaches this share of its capacity may have wanted more. */
    private static final double CENSORED_SHARE = 0.95;
    /**
     * The smallest number of samples whose largest value bounds the quantile with 95 % confidence is ln 0.05 / ln share;
     * with fewer, the largest value is taken.
     */
    private static final double CONFIDENCE_LEFT = 0.05;
    /** P99.5 of hourly means lies at this share of that of five-minute means for a quarter of measured machines. */
    private static final double COARSE_MEAN_SHARE = 0.55;

    private static final int COARSE_SECONDS = 1800;
    private static final int SUSTAINED_SECONDS = 3600;

    /** The estimate; CPU must have been measured. */
    public static NeedEstimate of(Machine machine, Demand demand, Policy policy, boolean withBounds) {
        Track cpu = demand.of(Dimension.CPU).orElseThrow();
        Track recent = cpu.lastDays(CPU_DAYS, demand.end());
        int days = daysSeen(cpu.lastDays(MEMORY_DAYS, demand.end()), demand.end());
        boolean young = days < YOUNG_DAYS;
        EnumMap<Dimension, Requirement> requirements = new EnumMap<>(Dimension.class);
        boolean cpuCensored = !recent.isEmpty()
                && Selection.of(recent.peak()).quantile(ComputeShare.DEFAULT) >= CENSORED_SHARE * machine.vcpu();
        Optional<Track> memory = machine.keepsMemory() ? Optional.empty() : demand.of(Dimension.MEMORY);
        EnumMap<Dimension, Exceedance> full = new EnumMap<>(Dimension.class);
        full(recent, machine.vcpu(), demand.end(), policy).ifPresent(often -> full.put(Dimension.CPU, often));
        memory.map(track -> track.lastDays(CPU_DAYS, demand.end()))
                .flatMap(track -> full(track, machine.memoryMib(), demand.end(), policy))
                .ifPresent(often -> full.put(Dimension.MEMORY, often));
        requirements.put(
                Dimension.CPU,
                cpu(machine, cpu, recent, demand.end(), policy, young, cpuCensored, full.containsKey(Dimension.CPU)));
        requirements.put(
                Dimension.MEMORY,
                memory(machine, memory, demand.end(), policy, young, full.containsKey(Dimension.MEMORY)));
        for (Dimension dimension :
                new Dimension[] {Dimension.NETWORK, Dimension.DISK_IOPS, Dimension.DISK_THROUGHPUT}) {
            demand.of(dimension)
                    .map(track -> track.lastDays(CPU_DAYS, demand.end()))
                    .filter(track -> !track.isEmpty())
                    .ifPresent(track -> requirements.put(dimension, rate(dimension, track, policy)));
        }
        return new NeedEstimate(
                requirements,
                days,
                young,
                cpuCensored,
                full.isEmpty() ? Map.of() : Collections.unmodifiableMap(full),
                isFullInMonth(cpu, machine.vcpu(), demand.end(), policy)
                        || memory.map(track -> isFullInMonth(track, machine.memoryMib(), demand.end(), policy))
                                .orElse(false),
                withBounds && !recent.isEmpty() ? upperBound(recent, demand.end(), policy) : Double.NaN);
    }

    public Requirement of(Dimension dimension) {
        return Optional.ofNullable(requirements.get(dimension)).orElseThrow();
    }

    /** The quantile of AWS's default, by which censoring is judged whatever the policy. */
    private static final class ComputeShare {
        static final double DEFAULT = 0.995;
    }

    /** Whether the machine is too small in any dimension. */
    public boolean isTooSmall() {
        return !full.isEmpty();
    }

    /** In a sentence without the full stop, such as {@code too small: its CPU is full in 12 % of the time, at least 9 %}. */
    String tooSmall() {
        return "too small: "
                + full.entrySet().stream()
                        .map(one -> "its %s is full in %s %% of the time, at least %s %%"
                                .formatted(
                                        one.getKey() == Dimension.CPU ? "CPU" : "memory",
                                        Figures.text(one.getValue().share() * 100),
                                        Figures.text(one.getValue().lowerBound() * 100)))
                        .collect(Collectors.joining(", and "));
    }

    /**
     * How often the machine used nearly all of its capacity, where that is surely a higher risk than the policy allows for a type
     * that it recommends: what nobody would be moved to is not what anybody should stay on. A smaller type is proposed when the
     * upper bound is low enough, a larger one when the lower bound is too high; between them the machine is left alone.
     */
    private static Optional<Exceedance> full(Track track, double capacity, long end, Policy policy) {
        return Optional.of(fullness(track, capacity, end))
                .filter(often -> often.lowerBound() > RiskGrade.most(policy.highestRisk()));
    }

    /** What was surely too small stays so until a month's share itself is low enough. */
    private static boolean isFullInMonth(Track track, double capacity, long end, Policy policy) {
        return fullness(track.lastDays(MEMORY_DAYS, end), capacity, end).share() > RiskGrade.most(policy.highestRisk());
    }

    private static Exceedance fullness(Track track, double capacity, long end) {
        return RiskGrade.exceedance(
                Track.of(track.intervalSeconds(), track.startEpochSeconds(), track.average()),
                end,
                Math.nextDown(CENSORED_SHARE * capacity));
    }

    private static Requirement cpu(
            Machine machine,
            Track all,
            Track recent,
            long end,
            Policy policy,
            boolean young,
            boolean censored,
            boolean full) {
        if (recent.isEmpty()) {
            return new Requirement(Dimension.CPU, machine.vcpu(), machine.vcpu(), "no samples of the last 14 days");
        }
        double quantile = quantile(recent, policy);
        double headroom = quantile / (1 - policy.cpuHeadroom());
        double sustained = recurringHour(all.lastDays(MEMORY_DAYS, end), end);
        double wanted = Math.max(headroom, sustained);
        String basis = headroom >= sustained
                ? "P%s of %d days with %.0f %% headroom"
                        .formatted(Figures.text(policy.cpuShare() * 100), CPU_DAYS, policy.cpuHeadroom() * 100)
                : "an hour-long load seen on at least two of %d days".formatted(MEMORY_DAYS);
        double now = machine.vcpu();
        if (full) {
            return new Requirement(
                    Dimension.CPU, Math.max(wanted, now * 1.01), wanted, "runs into its capacity: more is needed");
        }
        if (censored) {
            return new Requirement(Dimension.CPU, now, wanted, "reaches its capacity at times: not reduced");
        }
        if (machine.cpuHeldByScaler()) {
            return new Requirement(Dimension.CPU, now, wanted, "a scaler holds CPU: not reduced");
        }
        if (young && now / 2 > wanted) {
            return new Requirement(Dimension.CPU, now / 2, wanted, "seen for few days: one step down at most");
        }
        return new Requirement(
                Dimension.CPU, Math.min(wanted, now), wanted, wanted > now ? basis + "; enough so far" : basis);
    }

    private static Requirement memory(
            Machine machine, Optional<Track> track, long end, Policy policy, boolean young, boolean full) {
        double now = machine.memoryMib();
        Optional<Track> measured =
                track.map(all -> all.lastDays(MEMORY_DAYS, end)).filter(t -> !t.isEmpty());
        if (measured.isEmpty()) {
            return new Requirement(
                    Dimension.MEMORY,
                    now,
                    Double.NaN,
                    machine.keepsMemory() ? "a cache fills memory: not reduced" : "not measured: not reduced");
        }
        MemoryNeed need = MemoryNeed.of(track.orElseThrow(), end, policy);
        double wanted = need.mib();
        String basis = need.basis();
        if (full) {
            return new Requirement(
                    Dimension.MEMORY, Math.max(wanted, now * 1.01), wanted, "fills its memory: more is needed");
        }
        if (young) {
            return new Requirement(Dimension.MEMORY, now, wanted, "seen for few days: not reduced");
        }
        return new Requirement(
                Dimension.MEMORY, Math.min(wanted, now), wanted, wanted > now ? basis + "; enough so far" : basis);
    }

    private static Requirement rate(Dimension dimension, Track track, Policy policy) {
        double wanted = quantile(track, policy) / (1 - policy.cpuHeadroom());
        return new Requirement(
                dimension,
                wanted,
                wanted,
                "P%s of %d days with %.0f %% headroom"
                        .formatted(Figures.text(policy.cpuShare() * 100), CPU_DAYS, policy.cpuHeadroom() * 100));
    }

    /** The policy's quantile, or the maximum where too few samples bound it; larger where means of long intervals hide peaks. */
    private static double quantile(Track track, Policy policy) {
        Selection peaks = Selection.of(track.peak());
        boolean enough = peaks.size() >= Math.log(CONFIDENCE_LEFT) / Math.log(policy.cpuShare());
        double value = enough ? peaks.quantile(policy.cpuShare()) : peaks.maximum();
        boolean coarseMeans = track.intervalSeconds() >= COARSE_SECONDS && Arrays.equals(track.average(), track.peak());
        return coarseMeans ? value / COARSE_MEAN_SHARE : value;
    }

    /** The load that was held for a whole hour on the second-worst day: what comes back is no accident. */
    static double recurringHour(Track track, long end) {
        int slots = Math.max(1, SUSTAINED_SECONDS / track.intervalSeconds());
        int[] before = track.daysBefore(end);
        double[] byDay = new double[MEMORY_DAYS + 1];
        long longest = (long) (slots - 1) * track.intervalSeconds() + track.intervalSeconds() / 2;
        for (int i = slots - 1; i < track.size(); i++) {
            int day = Math.min(before[i], MEMORY_DAYS);
            if (track.average()[i] <= byDay[day]
                    || track.startEpochSeconds()[i] - track.startEpochSeconds()[i - slots + 1] > longest) {
                continue;
            }
            double least = track.average()[i];
            for (int j = i - 1; j > i - slots && least > byDay[day]; j--) {
                least = Math.min(least, track.average()[j]);
            }
            byDay[day] = Math.max(byDay[day], least);
        }
        Arrays.sort(byDay);
        return byDay[byDay.length - 2];
    }

    private static int daysSeen(Track track, long end) {
        return (int) Arrays.stream(track.daysBefore(end)).distinct().count();
    }

    private static double upperBound(Track track, long end, Policy policy) {
        int[] days = track.daysBefore(end);
        return DayBlockBootstrap.DEFAULT.upperBound(track.peak(), days, CPU_DAYS, policy.cpuShare(), 0.95);
    }

    /** The requirements as a list, in order of dimension. */
    public List<Requirement> all() {
        return new ArrayList<>(requirements.values());
    }
}
