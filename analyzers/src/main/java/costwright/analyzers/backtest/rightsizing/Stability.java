package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.NeedEstimate;
import costwright.analyzers.rightsizing.Policy;
import costwright.schema.utilization.UtilizationSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a policy changes its mind when it is asked again and nobody acts on it.
 *
 * @param pairs of consecutive origins of one machine
 * @param changed of these, with another type at the second
 * @param triples of consecutive origins of one machine
 * @param back of these, those whose third type is the first again, and the second is not
 * @param backWithoutEvidence of these, those in which neither CPU nor memory went above the month before between the first
 *     origin and the second: a change of mind about nothing
 */
public record Stability(int pairs, int changed, int triples, int back, int backWithoutEvidence) {
    /**
     * Asks {@code policy} at each of {@code origins}.
     *
     * @param origins ascending
     * @param testDays how much each origin must be followed by, so that the cases are those of a backtest
     */
    public static Stability of(
            UtilizationSource source,
            List<BacktestSubject> subjects,
            List<Instant> origins,
            int testDays,
            Policy policy) {
        ReplayedRule rule = ReplayedRule.ours(policy);
        CaseReader reader = new CaseReader(source, origins, testDays);
        return subjects.parallelStream()
                .map(subject -> of(reader.read(subject).cases(), rule))
                .reduce(new Stability(0, 0, 0, 0, 0), Stability::plus);
    }

    private static Stability of(List<BacktestCase> cases, ReplayedRule rule) {
        List<String> types = new ArrayList<>();
        cases.forEach(one -> types.add(rule.choice().apply(one).type().name()));
        int changed = 0;
        int back = 0;
        int without = 0;
        for (int i = 1; i < types.size(); i++) {
            boolean moved = !types.get(i).equals(types.get(i - 1));
            changed += moved ? 1 : 0;
            if (i > 1 && types.get(i).equals(types.get(i - 2)) && moved) {
                back++;
                without += hasRecord(cases.get(i - 2), cases.get(i - 1)) ? 0 : 1;
            }
        }
        return new Stability(Math.max(0, types.size() - 1), changed, Math.max(0, types.size() - 2), back, without);
    }

    private static boolean hasRecord(BacktestCase before, BacktestCase after) {
        return hasRecord(Dimension.CPU, before, after) || hasRecord(Dimension.MEMORY, before, after);
    }

    private static boolean hasRecord(Dimension dimension, BacktestCase before, BacktestCase after) {
        Demand known = before.training().lastDays(NeedEstimate.MEMORY_DAYS);
        Demand since = after.training().within(known.end(), after.training().end());
        return highest(since, dimension) > highest(known, dimension);
    }

    private static double highest(Demand demand, Dimension dimension) {
        return demand.of(dimension).map(track -> track.peaks().maximum()).orElse(0.0);
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
