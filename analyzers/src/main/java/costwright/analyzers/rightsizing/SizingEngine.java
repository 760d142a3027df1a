package costwright.analyzers.rightsizing;

import costwright.analyzers.rightsizing.Sizing.Verdict;
import costwright.analyzers.statistics.Exceedance;
import costwright.analyzers.statistics.Figures;
import costwright.schema.money.Money;
import costwright.schema.price.InstanceType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the cheapest type that meets every requirement of a machine at a risk that the policy allows, or one with more
 * memory when that costs next to nothing.
 *
 * <p>The present type is never left for a saving below {@code minimumSaving}; a machine that runs into its capacity is
 * moved up; one that was resized within a month is left alone, so that no week takes back what the week before proposed.
 *
 * @param minimumSaving the least saving as a share of the present price
 */
public record SizingEngine(Policy policy, BigDecimal minimumSaving) {
    /** A restart is not worth less than a tenth of the price. */
    public static final BigDecimal DEFAULT_MINIMUM_SAVING = new BigDecimal("0.10");

    private static final int FEASIBLE_SHOWN = 3;
    private static final int REJECTED_SHOWN = 5;
    /** Up to this share of throttled slots the credits of a burstable type last. */
    private static final double THROTTLED_SHARE = 0.0005;

    public static SizingEngine of(Policy policy) {
        return new SizingEngine(policy, DEFAULT_MINIMUM_SAVING);
    }

    /**
     * The sizing of one machine.
     *
     * @param candidates cheapest first, with the present type among them
     * @param withBounds whether to take the time for the bootstrap bound that evidence shows
     */
    public Sizing size(Machine machine, Demand demand, List<Candidate> candidates, boolean withBounds) {
        Candidate present = candidates.stream()
                .filter(candidate ->
                        candidate.type().name().equals(machine.type().name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The present type %s must be among the candidates."
                        .formatted(machine.type().name())));
        if (demand.hoursOn() < NeedEstimate.LEAST_HOURS) {
            return insufficient(
                    present,
                    "only %s hours of CPU were measured, %s are needed"
                            .formatted(Figures.text(demand.hoursOn()), Figures.text(NeedEstimate.LEAST_HOURS)));
        }
        NeedEstimate need = NeedEstimate.of(machine, demand, policy, withBounds);
        if (need.daysSeen() < NeedEstimate.LEAST_DAYS && !need.cpuCensored() && !need.memoryCensored()) {
            return insufficient(
                    present,
                    "seen on %d days only: a weekly cycle needs %d"
                            .formatted(need.daysSeen(), NeedEstimate.LEAST_DAYS));
        }
        return choose(machine, demand, candidates, present, need);
    }

    private static Sizing insufficient(Candidate present, String reason) {
        return new Sizing(Verdict.INSUFFICIENT_DATA, present, List.of(), Optional.empty(), reason, Optional.empty());
    }

    private Sizing choose(
            Machine machine, Demand demand, List<Candidate> candidates, Candidate present, NeedEstimate need) {
        boolean tooSmall = need.cpuCensored() || need.memoryCensored();
        Judge judge = new Judge(machine, demand, need, present);
        List<SizedOption> feasible = new ArrayList<>();
        List<SizedOption> rejected = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if ((feasible.size() >= FEASIBLE_SHOWN && !isWithinRoom(candidate, feasible.get(0), present))
                    || (!tooSmall && candidate.hourly().compareTo(present.hourly()) >= 0)) {
                break;
            }
            SizedOption option = judge.judge(candidate);
            (option.isFeasible() ? feasible : rejected).add(option);
        }
        if (tooSmall) {
            List<SizedOption> options = shown(
                    feasible,
                    rejected,
                    judge.describe(present),
                    feasible.stream().findFirst());
            String dimension = need.cpuCensored() ? "CPU" : "memory";
            return new Sizing(
                    Verdict.UNDER_PROVISIONED,
                    present,
                    options,
                    feasible.stream().findFirst(),
                    "too small: it runs into its %s capacity".formatted(dimension)
                            + (feasible.isEmpty() ? ", and no larger type is known" : ""),
                    Optional.of(need));
        }
        Optional<SizedOption> best = roomiest(feasible, present);
        return smaller(
                machine, present, need, feasible, best, shown(feasible, rejected, judge.describe(present), best));
    }

    private boolean isWithinRoom(Candidate candidate, SizedOption cheapest, Candidate present) {
        Money most = cheapest.candidate().hourly().plus(present.hourly().times(policy.priceOfRoom()));
        return candidate.hourly().compareTo(most) <= 0;
    }

    /** The cheapest, or the one with most memory of those that cost hardly more; more than now is of no use. */
    private Optional<SizedOption> roomiest(List<SizedOption> feasible, Candidate present) {
        BigDecimal now = present.type().memoryMib();
        return feasible.stream()
                .filter(option -> isWithinRoom(option.candidate(), feasible.get(0), present))
                .filter(option ->
                        !isSmall(option.monthlySavings(), present.monthly()) || option.equals(feasible.get(0)))
                .reduce((one, other) -> other.candidate()
                                        .type()
                                        .memoryMib()
                                        .min(now)
                                        .compareTo(one.candidate()
                                                .type()
                                                .memoryMib()
                                                .min(now))
                                > 0
                        ? other
                        : one);
    }

    private Sizing smaller(
            Machine machine,
            Candidate present,
            NeedEstimate need,
            List<SizedOption> feasible,
            Optional<SizedOption> best,
            List<SizedOption> options) {
        String stays;
        if (best.isEmpty()) {
            stays = "no cheaper type meets what it needs";
        } else if (machine.recentlyResized()) {
            stays = "it was resized within the last month";
        } else if (isSmall(best.get().monthlySavings(), present.monthly())) {
            stays = "%s is hardly cheaper"
                    .formatted(best.get().candidate().type().name());
        } else {
            return new Sizing(
                    Verdict.OVER_PROVISIONED,
                    present,
                    options,
                    best,
                    because(best.get(), feasible.get(0)),
                    Optional.of(need));
        }
        return new Sizing(Verdict.OPTIMIZED, present, options, Optional.empty(), stays, Optional.of(need));
    }

    private static String because(SizedOption taken, SizedOption cheapest) {
        String name = taken.candidate().type().name();
        return taken.equals(cheapest)
                ? "%s is the cheapest type that meets what it needs".formatted(name)
                : "%s has more memory than the cheapest type that meets what it needs, %s, for hardly more"
                        .formatted(name, cheapest.candidate().type().name());
    }

    private boolean isSmall(Money saving, Money price) {
        return saving.compareTo(price.times(minimumSaving)) < 0;
    }

    /** The dearest of the rejected are nearest to the decision: they are the ones worth showing. */
    private static List<SizedOption> shown(
            List<SizedOption> feasible, List<SizedOption> rejected, SizedOption present, Optional<SizedOption> taken) {
        List<SizedOption> shown = new ArrayList<>(feasible.subList(0, Math.min(FEASIBLE_SHOWN, feasible.size())));
        taken.filter(option -> !shown.contains(option)).ifPresent(shown::add);
        if (shown.stream().noneMatch(option -> option.candidate().equals(present.candidate()))) {
            shown.add(present);
        }
        List<SizedOption> nearest = rejected.subList(Math.max(0, rejected.size() - REJECTED_SHOWN), rejected.size());
        for (int i = nearest.size() - 1; i >= 0; i--) {
            if (!nearest.get(i).candidate().equals(present.candidate())) {
                shown.add(nearest.get(i));
            }
        }
        return shown;
    }

    /** Judges candidates for one machine. */
    private final class Judge {
        private final Machine machine;
        private final NeedEstimate need;
        private final Candidate present;
        private final Demand demand;
        private final Map<Dimension, Track> windows = new EnumMap<>(Dimension.class);

        Judge(Machine machine, Demand demand, NeedEstimate need, Candidate present) {
            this.machine = machine;
            this.need = need;
            this.present = present;
            this.demand = demand;
            demand.tracks().forEach((dimension, track) -> {
                int days = dimension == Dimension.MEMORY ? NeedEstimate.MEMORY_DAYS : NeedEstimate.CPU_DAYS;
                windows.put(dimension, track.lastDays(days, demand.end()));
            });
        }

        SizedOption judge(Candidate candidate) {
            InstanceType type = candidate.type();
            for (Requirement requirement : need.all()) {
                Optional<Double> capacity = capacity(type, requirement.dimension());
                if (capacity.isPresent() && !isEnough(requirement, capacity.get())) {
                    return bare(candidate)
                            .rejectedBecause("%s %s %s are less than %s needed"
                                    .formatted(
                                            Figures.text(capacity.get()),
                                            requirement.dimension().unit(),
                                            requirement.dimension().word(),
                                            Figures.text(requirement.value())));
                }
            }
            if (type.isBurstable() && !machine.type().isBurstable() && !policy.allowsBurstable()) {
                return bare(candidate).rejectedBecause("burstable types are not for policy " + policy.word());
            }
            if (type.isBurstable()) {
                CreditSimulation credits = credits(type);
                if (credits.throttledShare() > THROTTLED_SHARE) {
                    return bare(candidate)
                            .rejectedBecause("its credits would run out in %s %% of the time"
                                    .formatted(Figures.text(credits.throttledShare() * 100)));
                }
            }
            SizedOption option = describe(candidate);
            return option.highestRisk() > policy.highestRisk()
                    ? option.rejectedBecause("risk is %s".formatted(RiskGrade.word(option.highestRisk())))
                    : option;
        }

        SizedOption describe(Candidate candidate) {
            Map<Dimension, Integer> risk = new EnumMap<>(Dimension.class);
            Map<Dimension, Exceedance> exceedances = new EnumMap<>(Dimension.class);
            windows.forEach((dimension, track) -> {
                boolean counts = dimension != Dimension.MEMORY || !machine.keepsMemory();
                Optional<Double> capacity = capacity(candidate.type(), dimension);
                if (counts && capacity.isPresent() && !track.isEmpty()) {
                    Exceedance exceedance = RiskGrade.exceedance(track, demand.end(), capacity.get());
                    exceedances.put(dimension, exceedance);
                    risk.put(dimension, RiskGrade.of(exceedance));
                }
            });
            return new SizedOption(candidate, savings(candidate), risk, exceedances, "");
        }

        private SizedOption bare(Candidate candidate) {
            return new SizedOption(candidate, savings(candidate), Map.of(), Map.of(), "");
        }

        private Money savings(Candidate candidate) {
            return present.monthly().minus(candidate.monthly());
        }

        /** What was enough so far stays enough where the new type guarantees at least what the present one does. */
        private boolean isEnough(Requirement requirement, double capacity) {
            return requirement.isMetBy(capacity)
                    || (requirement.dimension().compareTo(Dimension.MEMORY) > 0
                            && capacity(machine.type(), requirement.dimension())
                                    .map(now -> capacity >= now)
                                    .orElse(false));
        }

        private CreditSimulation credits(InstanceType type) {
            double baseline = type.burstableBaseline().orElseThrow().doubleValue()
                    / 100
                    * type.vcpu().doubleValue();
            Track cpu = Optional.ofNullable(windows.get(Dimension.CPU)).orElseThrow();
            return CreditSimulation.run(cpu, baseline);
        }
    }

    private static Optional<Double> capacity(InstanceType type, Dimension dimension) {
        BigDecimal value = switch (dimension) {
            case CPU -> type.vcpu();
            case MEMORY -> type.memoryMib();
            case NETWORK -> type.networkBaselineMbps();
            case DISK_IOPS -> type.diskBaselineIops();
            case DISK_THROUGHPUT -> type.diskBaselineMibps();
        };
        return Optional.ofNullable(value).map(BigDecimal::doubleValue);
    }
}
