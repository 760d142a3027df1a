package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.Precedents.Precedent;
import costwright.analyzers.rightsizing.Candidate;
import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Machine;
import costwright.analyzers.rightsizing.NeedEstimate;
import costwright.analyzers.rightsizing.Policy;
import costwright.analyzers.rightsizing.Sizing;
import costwright.analyzers.rightsizing.SizingEngine;
import costwright.analyzers.rightsizing.Standing;
import costwright.schema.utilization.UtilizationSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How often a policy changes its mind when it is asked again and nobody acts on it.
 *
 * <p>A step has evidence when the machine itself was resized; when, to a dearer type, CPU or memory went above all of the month
 * before since the last origin, or the need is more than a tenth above the capacity that was proposed; when, to a cheaper
 * type, nothing went above the month before, or so few days had been seen at the last origin that little could be proposed.
 *
 * @param pairs of consecutive origins of one machine
 * @param changed of these, with another type at the second
 * @param triples of consecutive origins of one machine
 * @param back of these, those whose third type is the first again, and the second is not
 * @param backWithoutEvidence of these, those in which at least one of the two steps has no evidence: a change of mind about
 *     nothing
 */
public record Stability(int pairs, int changed, int triples, int back, int backWithoutEvidence) {
    private static final double MARGIN = 0.10;

    /**
     * Asks {@code policy} at each of {@code origins} as the weekly job does, which stands by what it said.
     *
     * @param origins ascending
     */
    public static Stability of(
            UtilizationSource source, List<BacktestSubject> subjects, List<Instant> origins, Policy policy) {
        return of(source, subjects, origins, policy, true);
    }

    /** The same where each origin is asked as if nothing had been said before. */
    public static Stability ofForgetful(
            UtilizationSource source, List<BacktestSubject> subjects, List<Instant> origins, Policy policy) {
        return of(source, subjects, origins, policy, false);
    }

    private static Stability of(
            UtilizationSource source,
            List<BacktestSubject> subjects,
            List<Instant> origins,
            Policy policy,
            boolean remembers) {
        CaseReader reader = new CaseReader(source, origins, 1);
        return subjects.parallelStream()
                .map(subject -> of(answers(reader.asked(subject), policy, remembers)))
                .reduce(new Stability(0, 0, 0, 0, 0), Stability::plus);
    }

    /** What was said at one origin. */
    private record Answer(BacktestCase asked, Candidate type, Optional<NeedEstimate> need) {
        boolean isDearerThan(Answer other) {
            return type.hourly().compareTo(other.type.hourly()) > 0;
        }
    }

    private static List<Answer> answers(List<BacktestCase> cases, Policy policy, boolean remembers) {
        SizingEngine engine = SizingEngine.of(policy);
        List<Precedent> newestFirst = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (BacktestCase one : cases) {
            List<Candidate> candidates = Ladder.candidates();
            Candidate present = one.present();
            Sizing sizing = engine.size(
                    Machine.of(present.type(), one.vcpu(), one.memoryMib()),
                    one.training(),
                    candidates,
                    remembers ? Standing.of(newestFirst, present.type().name(), candidates) : Optional.empty(),
                    false);
            Optional<Candidate> proposed = sizing.recommended().map(option -> option.candidate());
            answers.add(new Answer(one, proposed.orElse(present), sizing.need()));
            if (sizing.verdict() != Sizing.Verdict.INSUFFICIENT_DATA) {
                newestFirst.add(
                        0,
                        new Precedent(
                                "",
                                one.machine(),
                                Instant.ofEpochSecond(one.training().end()),
                                proposed.map(candidate -> candidate.type().name()),
                                Optional.empty()));
            }
        }
        return answers;
    }

    private static Stability of(List<Answer> answers) {
        int changed = 0;
        int back = 0;
        int without = 0;
        for (int i = 1; i < answers.size(); i++) {
            boolean moved = !answers.get(i).type().equals(answers.get(i - 1).type());
            changed += moved ? 1 : 0;
            if (i > 1
                    && moved
                    && answers.get(i).type().equals(answers.get(i - 2).type())) {
                back++;
                boolean evident = hasEvidence(answers.get(i - 2), answers.get(i - 1))
                        && hasEvidence(answers.get(i - 1), answers.get(i));
                without += evident ? 0 : 1;
            }
        }
        return new Stability(Math.max(0, answers.size() - 1), changed, Math.max(0, answers.size() - 2), back, without);
    }

    private static boolean hasEvidence(Answer before, Answer after) {
        if (!before.asked().present().equals(after.asked().present())) {
            return true;
        }
        Demand seen = after.asked().training();
        boolean newPeak = !seen.newPeaksSince(before.asked().training().end()).isEmpty();
        return after.isDearerThan(before)
                ? newPeak
                        || after.need()
                                .map(need -> isShort(before.type(), need))
                                .orElse(false)
                : !newPeak || before.need().map(NeedEstimate::young).orElse(true);
    }

    private static boolean isShort(Candidate type, NeedEstimate need) {
        return need.of(Dimension.CPU).value() > type.type().vcpu().doubleValue() * (1 + MARGIN)
                || need.of(Dimension.MEMORY).value() > type.type().memoryMib().doubleValue() * (1 + MARGIN);
    }

    private Stability plus(Stability other) {
        return new Stability(
                pairs + other.pairs,
                changed + other.changed,
                triples + other.triples,
                back + other.back,
                backWithoutEvidence + other.backWithoutEvidence);
    }
}
