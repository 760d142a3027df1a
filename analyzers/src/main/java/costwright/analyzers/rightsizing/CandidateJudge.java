package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Exceedance;
import costwright.analyzers.statistics.Figures;
import costwright.analyzers.statistics.Selection;
import costwright.schema.money.Money;
import costwright.schema.price.InstanceType;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Says of each type whether one machine could move to it, at what risk, and if not, why. */
final class CandidateJudge {
    /** Up to this share of throttled slots the credits of a burstable type last. */
    private static final double THROTTLED_SHARE = 0.0005;
    /**
     * Less memory and nothing else must save more than this, or leave {@link #ROOM_OF_PEAK}. In the public traces, memory goes
     * to more than one and a half times its highest peak of a month within two weeks on one machine in ten: a tenth of the
     * price is not worth that.
     */
    private static final BigDecimal MEMORY_ALONE_SAVING = new BigDecimal("0.15");

    private static final double ROOM_OF_PEAK = 2;

    private final Policy policy;
    private final Machine machine;
    private final NeedEstimate need;
    private final Candidate present;
    private final Demand demand;
    private final Map<Dimension, Track> windows = new EnumMap<>(Dimension.class);

    CandidateJudge(Policy policy, Machine machine, Demand demand, NeedEstimate need, Candidate present) {
        this.policy = policy;
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
        if (isCutOfMemoryForLittle(candidate)) {
            return bare(candidate)
                    .rejectedBecause(
                            "less memory alone for less than %s %% of the price, and not %s times the highest peak of %d days"
                                    .formatted(
                                            MEMORY_ALONE_SAVING
                                                    .movePointRight(2)
                                                    .toBigInteger(),
                                            Figures.text(ROOM_OF_PEAK),
                                            NeedEstimate.MEMORY_DAYS));
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

    private boolean isCutOfMemoryForLittle(Candidate candidate) {
        InstanceType type = candidate.type();
        double memory = type.memoryMib().doubleValue();
        boolean memoryAlone = memory < machine.memoryMib()
                && type.vcpu().doubleValue()
                        >= Math.min(machine.vcpu(), machine.type().vcpu().doubleValue());
        return memoryAlone
                && savings(candidate).compareTo(present.monthly().times(MEMORY_ALONE_SAVING)) < 0
                && Optional.ofNullable(windows.get(Dimension.MEMORY))
                        .filter(track -> !track.isEmpty())
                        .map(track -> memory
                                < ROOM_OF_PEAK * Selection.of(track.peak()).maximum())
                        .orElse(false);
    }

    /** By which share of its capacity the need lies above it, for each dimension in which it does. */
    Map<Dimension, Double> shortfall(InstanceType type) {
        Map<Dimension, Double> shortfall = new EnumMap<>(Dimension.class);
        for (Requirement requirement : need.all()) {
            Optional<Double> capacity = capacity(type, requirement.dimension());
            if (capacity.isPresent() && !isEnough(requirement, capacity.get())) {
                shortfall.put(requirement.dimension(), requirement.value() / capacity.get() - 1);
            }
        }
        return shortfall;
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
