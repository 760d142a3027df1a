package costwright.analyzers.rightsizing;

import costwright.analyzers.rightsizing.Sizing.Verdict;
import costwright.analyzers.statistics.Figures;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the cheapest type that meets every requirement of a machine at a risk that the policy allows, or one with more
 * memory when that costs next to nothing.
 *
 * <p>The present type is never left for a saving below {@code minimumSaving}; a machine that runs into its capacity is
 * moved up; one that was resized within a month is left alone; and what was proposed before stands until there is a reason
 * to say something else, see {@link Hysteresis}.
 *
 * @param minimumSaving the least saving as a share of the present price
 */
public record SizingEngine(Policy policy, BigDecimal minimumSaving) {
    /** A restart is not worth less than a tenth of the price. */
    public static final BigDecimal DEFAULT_MINIMUM_SAVING = new BigDecimal("0.10");

    private static final int FEASIBLE_SHOWN = 3;
    private static final int REJECTED_SHOWN = 5;

    public static SizingEngine of(Policy policy) {
        return new SizingEngine(policy, DEFAULT_MINIMUM_SAVING);
    }

    /**
     * The sizing of one machine of which nothing was said before.
     *
     * @param candidates cheapest first, with the present type among them
     * @param withBounds whether to take the time for the bootstrap bound that evidence shows
     */
    public Sizing size(Machine machine, Demand demand, List<Candidate> candidates, boolean withBounds) {
        return size(machine, demand, candidates, Optional.empty(), withBounds);
    }

    /**
     * The sizing of one machine.
     *
     * @param candidates cheapest first, with the present type among them
     * @param standing what was proposed before, see {@link Hysteresis}
     * @param withBounds whether to take the time for the bootstrap bound that evidence shows
     */
    public Sizing size(
            Machine machine,
            Demand demand,
            List<Candidate> candidates,
            Optional<Standing> standing,
            boolean withBounds) {
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
        if (need.daysSeen() < NeedEstimate.LEAST_DAYS && !need.isTooSmall()) {
            return insufficient(
                    present,
                    "seen on %d days only: a weekly cycle needs %d"
                            .formatted(need.daysSeen(), NeedEstimate.LEAST_DAYS));
        }
        CandidateJudge judge = new CandidateJudge(policy, machine, demand, need, present);
        Sizing fresh = choose(machine, candidates, present, need, judge);
        return machine.recentlyResized()
                ? fresh
                : standing.map(said -> stand(said, fresh, demand, candidates, judge))
                        .orElse(fresh);
    }

    /** What was said before, unless {@link Hysteresis} finds a reason to say something else. */
    private Sizing stand(Standing said, Sizing fresh, Demand demand, List<Candidate> candidates, CandidateJudge judge) {
        Candidate present = fresh.present();
        Candidate before = said.candidate(candidates).orElse(present);
        Candidate now = fresh.recommended().map(SizedOption::candidate).orElse(present);
        if (before.equals(now)) {
            return fresh;
        }
        Map<Dimension, Double> shortfall = judge.shortfall(before.type());
        Hysteresis.Decision decision = Hysteresis.of(minimumSaving)
                .decide(new Hysteresis.Question(
                        present,
                        before,
                        now,
                        said,
                        before.equals(present) || judge.judge(before).isFeasible(),
                        shortfall.values().stream().max(Double::compare).orElse(Double.NEGATIVE_INFINITY),
                        demand.newPeaksSince(said.asOf()).stream()
                                .filter(dimension -> shortfall.isEmpty() || shortfall.containsKey(dimension))
                                .findFirst(),
                        fresh.need().map(NeedEstimate::tooSmallInMonth).orElse(false),
                        demand.end()));
        return decision.kept()
                ? fresh.keeping(judge.describe(before), said.day(), decision.reason())
                : fresh.replacing(
                        before.equals(present) ? "to stay" : before.type().name(), said.day(), decision.reason());
    }

    private static Sizing insufficient(Candidate present, String reason) {
        return new Sizing(Verdict.INSUFFICIENT_DATA, present, List.of(), Optional.empty(), reason, Optional.empty());
    }

    private Sizing choose(
            Machine machine, List<Candidate> candidates, Candidate present, NeedEstimate need, CandidateJudge judge) {
        boolean tooSmall = need.isTooSmall();
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
            return new Sizing(
                    Verdict.UNDER_PROVISIONED,
                    present,
                    options,
                    feasible.stream().findFirst(),
                    need.tooSmall() + (feasible.isEmpty() ? ", and no larger type is known" : ""),
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
}
