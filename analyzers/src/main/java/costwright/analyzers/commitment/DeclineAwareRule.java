package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import java.util.List;

/**
 * Costwright's own rule for purchases that are to last: the joint optimum on what usage is expected to be, where expected
 * never means more than was.
 *
 * <p>History tells too much about usage that has just gone: each line whose last three days fell against the same hours a
 * week earlier has all its earlier hours scaled down to that level, and a line that has declined week after week is
 * carried on to the middle of the horizon. Growth is not carried on: a purchase can always be added to, and never
 * returned.
 */
public final class DeclineAwareRule implements PurchaseRule {
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final int RECENT = 3 * DAY;
    private static final double FALLEN = 0.9;
    private static final double DECLINING = 0.99;
    private static final int DECLINE_WEEKS = 3;

    private final PortfolioOptimizer optimizer;
    private final int horizonHours;

    /**
     * @param rivals rules that the plan must not be worse than, on the usage expected
     * @param horizonHours for how long a purchase is to pay
     */
    public DeclineAwareRule(List<PurchaseRule> rivals, int horizonHours) {
        this.optimizer = new PortfolioOptimizer(rivals);
        this.horizonHours = horizonHours;
    }

    @Override
    public String name() {
        return "costwright";
    }

    @Override
    public List<Owned> buy(Demand history, List<Owned> holdings, List<Offer> offers) {
        return optimizer
                .plan(expected(history), holdings, offers, PurchaseLimits.NONE)
                .portfolio();
    }

    /** The history, scaled line by line to what can be expected; see the class. */
    Demand expected(Demand history) {
        int hours = history.hours();
        double[] earlier = new double[history.lines().size()];
        double[] recent = new double[earlier.length];
        for (int line = 0; line < earlier.length; line++) {
            double fallen = hours >= WEEK + RECENT ? fallen(history, line) : 1;
            double carried = carried(history, line);
            earlier[line] = fallen * carried;
            recent[line] = carried;
        }
        return history.scaledByLine(earlier, recent, Math.max(0, hours - RECENT));
    }

    /** The last three days over the same hours of the week before, where that is a fall; 1 otherwise. */
    private static double fallen(Demand history, int line) {
        double now = sum(history, line, history.hours() - RECENT, history.hours());
        double before = sum(history, line, history.hours() - RECENT - WEEK, history.hours() - WEEK);
        double ratio = before <= 0 ? 1 : now / before;
        return ratio < FALLEN ? ratio : 1;
    }

    /** A steady weekly decline carried on to the middle of the horizon; 1 where the last weeks do not all decline. */
    private double carried(Demand history, int line) {
        int hours = history.hours();
        int weeks = hours / WEEK;
        if (weeks <= DECLINE_WEEKS) {
            return 1;
        }
        double[] sums = new double[DECLINE_WEEKS + 1];
        for (int back = 0; back <= DECLINE_WEEKS; back++) {
            int end = hours - back * WEEK;
            sums[DECLINE_WEEKS - back] = sum(history, line, end - WEEK, end);
        }
        for (int week = 1; week <= DECLINE_WEEKS; week++) {
            if (sums[week] >= sums[week - 1] * DECLINING) {
                return 1;
            }
        }
        double weekly = Math.pow(sums[DECLINE_WEEKS] / sums[0], 1.0 / DECLINE_WEEKS);
        return Math.pow(weekly, horizonHours / 2.0 / WEEK);
    }

    private static double sum(Demand history, int line, int from, int to) {
        double sum = 0;
        for (int hour = from; hour < to; hour++) {
            sum += history.quantity(hour, line).doubleValue();
        }
        return sum;
    }
}
