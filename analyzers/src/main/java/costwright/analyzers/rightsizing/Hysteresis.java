package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Figures;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Whether a new choice replaces what was proposed before, so that no week takes back what the week before said without a reason
 * that a person would accept.
 *
 * <ul>
 *   <li>A cheaper choice replaces it when it saves at least {@code minimumSaving} of the present price more, and nothing was
 *       taken back within {@code settlingDays}: a peak that leaves the window after two weeks was a peak all the same.
 *   <li>A dearer choice, or to stay, replaces it when the policy allows it no longer <em>and</em> there is evidence: what it has
 *       too little of, CPU or memory, went above all of the month before, or the need is above the capacity by more than {@code
 *       exitMargin}. What
 *       is let in at the need is let out at a tenth above it.
 *   <li>What is too small now is said at once, and unsaid when it was not too small for a month.
 * </ul>
 *
 * @param minimumSaving as a share of the present price
 * @param settlingDays how long a proposal that was taken back is not made again
 * @param exitMargin as a share of the capacity proposed
 */
public record Hysteresis(BigDecimal minimumSaving, int settlingDays, double exitMargin) {
    /** Four weeks hold every day of the month's first and last week once. */
    private static final int SETTLING_DAYS = 28;
    /** Needs move by some percent from week to week where nothing happened. */
    private static final double EXIT_MARGIN = 0.10;

    static Hysteresis of(BigDecimal minimumSaving) {
        return new Hysteresis(minimumSaving, SETTLING_DAYS, EXIT_MARGIN);
    }

    /**
     * A choice and what it would replace.
     *
     * @param present the type that the machine has
     * @param standing what was proposed before, or the present type
     * @param fresh what would be chosen had nothing been said, or the present type
     * @param allowed whether the policy still allows what stands
     * @param excess by which share of its capacity the highest need lies above what stands; negative where all are met
     * @param newPeak what it has too little of and went above all of the month before since it was proposed
     * @param tooSmallInMonth whether the last month, and not only the last two weeks, shows the machine to be too small
     * @param now in seconds since 1970
     */
    record Question(
            Candidate present,
            Candidate standing,
            Candidate fresh,
            Standing said,
            boolean allowed,
            double excess,
            Optional<Dimension> newPeak,
            boolean tooSmallInMonth,
            long now) {}

    /**
     * The answer.
     *
     * @param kept whether what was proposed before stands
     * @param reason a clause for people
     */
    record Decision(boolean kept, String reason) {}

    Decision decide(Question question) {
        boolean dearer = question.fresh().hourly().compareTo(question.standing().hourly()) > 0;
        if (dearer && question.standing().hourly().compareTo(question.present().hourly()) >= 0) {
            return new Decision(false, "the machine is too small");
        }
        if (!question.allowed()) {
            return withoutLeave(question);
        }
        return dearer ? new Decision(true, "it still meets what the machine needs") : cheaper(question);
    }

    /** The policy does not allow what stands; it goes when there is evidence. */
    private Decision withoutLeave(Question question) {
        if (question.newPeak().isPresent()) {
            return new Decision(
                    false,
                    "%s went above all of the month before"
                            .formatted(question.newPeak().get().word()));
        }
        if (question.excess() > exitMargin) {
            return new Decision(
                    false, "the need is %s %% above its capacity".formatted(Figures.text(question.excess() * 100)));
        }
        return new Decision(
                true,
                "nothing went above the month before, and needs are at most %s %% above its capacity"
                        .formatted(Figures.text(exitMargin * 100)));
    }

    private Decision cheaper(Question question) {
        Money more = question.standing().hourly().minus(question.fresh().hourly());
        if (more.compareTo(question.present().hourly().times(minimumSaving)) < 0) {
            return new Decision(true, "%s saves hardly more".formatted(name(question.fresh())));
        }
        if (question.tooSmallInMonth()
                && question.standing().hourly().compareTo(question.present().hourly()) > 0) {
            return new Decision(true, "over a month the machine is too small");
        }
        long raised = question.said().raisedAt();
        if (raised != Standing.NEVER && question.now() - raised < settlingDays * Track.SECONDS_PER_DAY) {
            return new Decision(
                    true,
                    "a cheaper proposal was taken back on %s and is not made again within %d days"
                            .formatted(Standing.day(raised), settlingDays));
        }
        return new Decision(false, "%s saves more".formatted(name(question.fresh())));
    }

    private static String name(Candidate candidate) {
        return candidate.type().name();
    }
}
