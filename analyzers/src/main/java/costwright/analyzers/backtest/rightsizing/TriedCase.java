package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Candidate;
import costwright.schema.resource.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each of many rules would have brought in one case; the samples are let go.
 *
 * @param set the set of traces that the machine is of
 * @param price of the present type
 * @param best what hindsight would have saved
 * @param saved by rule; signed
 * @param harmed by rule
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of cases times dozens of rules, written once
record TriedCase(
        String set, ResourceId machine, long origin, double price, double best, double[] saved, boolean[] harmed) {
    static TriedCase of(String set, BacktestCase one, List<ReplayedRule> rules) {
        double[] saved = new double[rules.size()];
        boolean[] harmed = new boolean[rules.size()];
        Map<Candidate, Boolean> known = new HashMap<>();
        double price = price(one.present());
        for (int i = 0; i < saved.length; i++) {
            Candidate choice = rules.get(i).choice().apply(one);
            saved[i] = price - price(choice);
            harmed[i] = known.computeIfAbsent(choice, type -> one.harm(type).any());
        }
        return new TriedCase(set, one.machine(), one.origin(), price, price - price(one.oracle()), saved, harmed);
    }

    private static double price(Candidate candidate) {
        return candidate.hourly().amount().doubleValue();
    }

    /** The saving as a share of the price, or minus {@code harmPrice} where the machine was harmed. */
    double worth(int rule, double harmPrice) {
        return harmed[rule] ? -harmPrice : saved[rule] / price;
    }
}
