package costwright.analyzers.commitment;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * For one hour of a {@link CostSurface}: what it costs under the provider's cascade, and a certificate that it cannot
 * cost less under any allocation.
 *
 * <p>The certificate is a value λ<sub>k</sub> ≥ 0 of each plan's next unit. By linear programming duality, for any such
 * values and any purchase x, the on-demand cost of the hour is at least {@code Σ q·min(p, min λ·c) − Σ λ·x}, where q is
 * usage, p its on-demand rate and c what it takes of a plan. Values are read off the cascade: a plan with room left is
 * worth 0, any other the best of what it could still cover and what it could take over from other plans. Where usage is
 * nested and discounts are uniform this is exact; elsewhere scaling groups of values closes most of the rest. Whatever
 * the values are, the bound holds.
 */
final class RowDual {
    private static final double ROOM_LEFT = 1e-10;
    private static final double NOTHING = 1e-13;
    private static final int ALL_SUBSETS_UP_TO = 6;

    private final CostSurface surface;
    private final int plans;
    private final int lines;
    private final int[][] plansOfLine;
    private final double[][] usesOfLine;
    private final long[] groups;
    private final int[][] linesOfGroup;
    private final int[][] orderOfGroup;

    private final double[] left;
    private final double[] thresholds;
    private final double[] amounts;
    private final int[] coveredLine;
    private final int[] coveringPlan;
    private final double[] coveringUse;

    private double[] room = new double[0];
    private double[] roomLeft = new double[0];
    private int coverings;

    /** The values of the last row, by plan. */
    final double[] values;

    /** What the last row costs on demand under the cascade. */
    double cascadeCost;

    /** Σ q·min(p, min λ·c) of the last row: the constant of its cut. */
    double constant;

    /** @param thorough whether to polish with groups of plans too, not only with one plan at a time */
    RowDual(CostSurface surface, boolean thorough) {
        this.surface = surface;
        plans = surface.plans();
        lines = surface.lines();
        plansOfLine = new int[lines][];
        usesOfLine = new double[lines][];
        for (int line = 0; line < lines; line++) {
            int wanted = line;
            int[] steps = IntStream.range(0, surface.steps())
                    .filter(step -> surface.stepLine(step) == wanted)
                    .toArray();
            plansOfLine[line] = Arrays.stream(steps).map(surface::stepPlan).toArray();
            usesOfLine[line] =
                    Arrays.stream(steps).mapToDouble(surface::stepUse).toArray();
        }
        groups = groups(thorough);
        linesOfGroup = Arrays.stream(groups).mapToObj(this::linesOf).toArray(int[][]::new);
        orderOfGroup = Arrays.stream(linesOfGroup)
                .map(eligible -> IntStream.range(0, eligible.length).toArray())
                .toArray(int[][]::new);
        values = new double[plans];
        left = new double[lines];
        thresholds = new double[lines];
        amounts = new double[lines];
        int most = Math.max(1, surface.steps());
        coveredLine = new int[most];
        coveringPlan = new int[most];
        coveringUse = new double[most];
    }

    /**
     * Sets {@link #values}, {@link #cascadeCost} and {@link #constant} for a row; {@code passes} bounds the polishing.
     *
     * @param known values that were good for this row elsewhere: the better of these and those of the cascade are polished
     */
    void solve(int row, double[] bought, int passes, double[] known) {
        room = surface.room(row, bought);
        applyCascade(row);
        readValues();
        double bound = bound(row);
        double[] read = values.clone();
        System.arraycopy(known, 0, values, 0, plans);
        double boundOfKnown = bound(row);
        if (boundOfKnown < bound) {
            System.arraycopy(read, 0, values, 0, plans);
        }
        bound = Math.max(bound, boundOfKnown);
        double tolerance = 1e-11 * Math.max(cascadeCost, 1e-9);
        for (int pass = 0; pass < passes && bound < cascadeCost - tolerance; pass++) {
            double before = bound;
            for (int group = 0; group < groups.length; group++) {
                scale(row, group);
            }
            bound = bound(row);
            if (bound <= before + tolerance) {
                break;
            }
        }
        bound(row);
    }

    private void applyCascade(int row) {
        roomLeft = room.clone();
        for (int line = 0; line < lines; line++) {
            left[line] = surface.usage(row, line);
        }
        coverings = 0;
        for (int step = 0; step < surface.steps(); step++) {
            int plan = surface.stepPlan(step);
            int line = surface.stepLine(step);
            double open = roomLeft[plan];
            double wanted = left[line];
            if (open <= 0 || wanted <= 0) {
                continue;
            }
            double use = surface.stepUse(step);
            double taken = Math.min(open, use * wanted);
            roomLeft[plan] = open - taken;
            left[line] = taken < open ? 0 : wanted - taken / use;
            coveredLine[coverings] = line;
            coveringPlan[coverings] = plan;
            coveringUse[coverings++] = use;
        }
        cascadeCost = 0;
        for (int line = 0; line < lines; line++) {
            cascadeCost += Math.max(0, left[line]) * surface.onDemandRate(line);
        }
    }

    private void readValues() {
        Arrays.fill(values, 0);
        for (int line = 0; line < lines; line++) {
            if (left[line] > NOTHING) {
                for (int at = 0; at < plansOfLine[line].length; at++) {
                    raise(plansOfLine[line][at], surface.onDemandRate(line) / usesOfLine[line][at]);
                }
            }
        }
        boolean changed = true;
        for (int round = 0; changed && round <= plans; round++) {
            changed = false;
            for (int covering = 0; covering < coverings; covering++) {
                double worth = values[coveringPlan[covering]] * coveringUse[covering];
                int line = coveredLine[covering];
                for (int at = 0; at < plansOfLine[line].length; at++) {
                    int plan = plansOfLine[line][at];
                    if (plan != coveringPlan[covering]) {
                        changed |= raise(plan, worth / usesOfLine[line][at]);
                    }
                }
            }
        }
    }

    private boolean raise(int plan, double value) {
        boolean full = roomLeft[plan] <= ROOM_LEFT * room[plan];
        if (full && value > values[plan] * (1 + 1e-12)) {
            values[plan] = value;
            return true;
        }
        return false;
    }

    /** The lower bound on the cost of the row that the values prove; sets {@link #constant}. */
    private double bound(int row) {
        constant = 0;
        for (int line = 0; line < lines; line++) {
            double usage = surface.usage(row, line);
            if (usage > 0) {
                constant += usage * lowest(line, 0);
            }
        }
        double paid = 0;
        for (int plan = 0; plan < plans; plan++) {
            paid += values[plan] * room[plan];
        }
        return constant - paid;
    }

    /** The least worth of a unit of the line over its on-demand rate and all plans outside {@code group}. */
    private double lowest(int line, long group) {
        double least = surface.onDemandRate(line);
        for (int at = 0; at < plansOfLine[line].length; at++) {
            int plan = plansOfLine[line][at];
            if ((group >> plan & 1) == 0) {
                least = Math.min(least, values[plan] * usesOfLine[line][at]);
            }
        }
        return least;
    }

    /**
     * Multiplies the values of a group by the factor that raises the bound most. Along that direction the bound is
     * concave and piecewise linear: lines by the factor at which another plan or on demand becomes cheaper, descending,
     * fill the group's room; the factor of the line at which it is full is best.
     */
    private void scale(int row, int index) {
        long group = groups[index];
        double paid = 0;
        boolean worthless = true;
        for (int plan = 0; plan < plans; plan++) {
            if ((group >> plan & 1) != 0) {
                worthless &= values[plan] == 0;
            }
        }
        for (int plan = 0; plan < plans; plan++) {
            if ((group >> plan & 1) != 0) {
                values[plan] = worthless ? 1 : values[plan];
                paid += values[plan] * room[plan];
            }
        }
        int[] eligible = linesOfGroup[index];
        for (int at = 0; at < eligible.length; at++) {
            double shape = within(eligible[at], group);
            boolean counts = shape > 0;
            thresholds[at] = counts ? lowest(eligible[at], group) / shape : 0;
            amounts[at] = counts ? surface.usage(row, eligible[at]) * shape : 0;
        }
        double factor = bestFactor(orderOfGroup[index], paid);
        for (int plan = 0; plan < plans; plan++) {
            if ((group >> plan & 1) != 0) {
                values[plan] *= factor;
            }
        }
    }

    /** Sorts by falling threshold, from the order of the row before, which is nearly the same; then fills what is paid. */
    private double bestFactor(int[] order, double paid) {
        for (int next = 1; next < order.length; next++) {
            int moving = order[next];
            double threshold = thresholds[moving];
            int place = next;
            while (place > 0 && thresholds[order[place - 1]] < threshold) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = moving;
        }
        double filled = 0;
        for (int at : order) {
            filled += amounts[at];
            if (filled > paid) {
                return thresholds[at];
            }
        }
        return 0;
    }

    private double within(int line, long group) {
        double least = Double.POSITIVE_INFINITY;
        for (int at = 0; at < plansOfLine[line].length; at++) {
            if ((group >> plansOfLine[line][at] & 1) != 0) {
                least = Math.min(least, values[plansOfLine[line][at]] * usesOfLine[line][at]);
            }
        }
        return least;
    }

    private long plansWithTheLinesOf(int plan) {
        int[] wanted = linesOf(1L << plan);
        long group = 0;
        for (int other = 0; other < Math.min(plans, Long.SIZE - 2); other++) {
            group |= Arrays.equals(wanted, linesOf(1L << other)) ? 1L << other : 0;
        }
        return group;
    }

    private int[] linesOf(long group) {
        return IntStream.range(0, lines)
                .filter(line -> Arrays.stream(plansOfLine[line]).anyMatch(plan -> (group >> plan & 1) != 0))
                .toArray();
    }

    /** The groups worth scaling: every subset of few plans; of many, each alone, those with the same lines, all
     * together and, when there is time, overlapping pairs. */
    private long[] groups(boolean thorough) {
        if (plans == 0) {
            return new long[0];
        }
        if (thorough && plans <= ALL_SUBSETS_UP_TO) {
            long[] all = new long[(1 << plans) - 1];
            Arrays.setAll(all, index -> index + 1L);
            return all;
        }
        Set<Long> some = new TreeSet<>();
        for (int plan = 0; plan < Math.min(plans, Long.SIZE - 2); plan++) {
            some.add(1L << plan);
        }
        some.add((1L << Math.min(plans, Long.SIZE - 2)) - 1);
        for (int plan = 0; plan < Math.min(plans, Long.SIZE - 2); plan++) {
            some.add(plansWithTheLinesOf(plan));
        }
        for (int[] together : thorough ? plansOfLine : new int[0][]) {
            for (int first : together) {
                for (int second : together) {
                    if (Math.max(first, second) < Long.SIZE - 2) {
                        some.add(1L << first | 1L << second);
                    }
                }
            }
        }
        return some.stream().mapToLong(Long::longValue).toArray();
    }
}
