package costwright.analyzers.commitment;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * For one hour of a {@link CostSurface}: a certificate that it cannot cost less on demand under any allocation.
 *
 * <p>The certificate is a value λ<sub>k</sub> ≥ 0 of each plan's next unit. By linear programming duality, for any such
 * values and any purchase x, the on-demand cost of the hour is at least {@code Σ q·min(p, min λ·c) − Σ λ·x}, where q is
 * usage, p its on-demand rate and c what it takes of a plan. Each line goes where it is cheapest at these values. Where
 * lines that are equally cheap in several places can be shared out so that every plan is exactly full, the values are
 * optimal ({@link TieFlow}); otherwise the plans between which they cannot be shared out are all made dearer, or all
 * cheaper, by the one factor that raises the bound most, and the lines are looked at anew. This is the relaxation method
 * for generalized networks (D. P. Bertsekas and P. Tseng, Relaxation Methods for Minimum Cost Ordinary and Generalized
 * Network Flow Problems, Operations Research 36(1), 1988). Whatever the values are, the bound holds.
 */
final class RowDual {
    /** Values within this relative distance count as equal. */
    static final double TIE = 1e-11;

    private static final double NO_VALUE = 1e-12;
    private static final int PATIENT = 20;
    private static final double FORGOTTEN = 1e6;
    private static final double NO_PROGRESS = 1e-14;

    private final CostSurface surface;
    private final int plans;
    private final int[][] plansOfLine;
    private final double[][] usesOfLine;
    private final int[][] linesOfPlan;
    private final double[][] usesOfPlan;
    private final int[] coveredLines;
    private final double[] lowestValues;
    private final TieFlow ties;
    private final CascadeValues cascade;
    private final double[] thresholds;
    private final double[] amounts;

    private double[] room = new double[0];

    private boolean optimal;

    /** The values of the last row, by plan. */
    final double[] values;

    /** Σ q·min(p, min λ·c) of the last row: the constant of its cut. */
    double constant;

    /** What the last row costs on demand at the most under the best allocation. */
    double attainable;

    RowDual(CostSurface surface) {
        this.surface = surface;
        plans = surface.plans();
        int lines = surface.lines();
        plansOfLine = new int[lines][];
        usesOfLine = new double[lines][];
        lowestValues = new double[plans];
        for (int line = 0; line < lines; line++) {
            int wanted = line;
            int[] steps = IntStream.range(0, surface.steps())
                    .filter(step -> surface.stepLine(step) == wanted)
                    .toArray();
            plansOfLine[line] = Arrays.stream(steps).map(surface::stepPlan).toArray();
            usesOfLine[line] =
                    Arrays.stream(steps).mapToDouble(surface::stepUse).toArray();
            for (int at = 0; at < steps.length; at++) {
                int plan = plansOfLine[line][at];
                double worth = NO_VALUE * surface.onDemandRate(line) / usesOfLine[line][at];
                lowestValues[plan] = Math.max(lowestValues[plan], worth);
            }
        }
        linesOfPlan = new int[plans][];
        usesOfPlan = new double[plans][];
        for (int plan = 0; plan < plans; plan++) {
            int wanted = plan;
            int[] steps = IntStream.range(0, surface.steps())
                    .filter(step -> surface.stepPlan(step) == wanted)
                    .toArray();
            linesOfPlan[plan] = Arrays.stream(steps).map(surface::stepLine).toArray();
            usesOfPlan[plan] =
                    Arrays.stream(steps).mapToDouble(surface::stepUse).toArray();
        }
        coveredLines = IntStream.range(0, lines)
                .filter(line -> plansOfLine[line].length > 0)
                .toArray();
        values = new double[plans];
        thresholds = new double[coveredLines.length];
        amounts = new double[coveredLines.length];
        ties = new TieFlow(plans, coveredLines.length);
        cascade = new CascadeValues(surface, plansOfLine, usesOfLine);
    }

    /**
     * Sets {@link #values} and {@link #constant} for a row.
     *
     * @param known values to begin with, such as those that were good for this row elsewhere
     * @param rounds how often values may be changed
     * @return the bound: what the hour costs on demand at the least
     */
    double solve(int row, double[] bought, double[] known, int rounds) {
        room = surface.room(row, bought);
        for (int plan = 0; plan < plans; plan++) {
            values[plan] =
                    within(plan, known[plan] > FORGOTTEN * lowestValues[plan] ? known[plan] : Double.POSITIVE_INFINITY);
        }
        double[] begun = values.clone();
        cascade.read(row, room);
        double ofKnown = boundAt(row, begun);
        double ofCascade = boundAt(row, cascade.values);
        for (int plan = 0; plan < plans; plan++) {
            values[plan] = within(plan, ofCascade > ofKnown ? cascade.values[plan] : begun[plan]);
        }
        double bound = improve(row, rounds);
        if (!optimal && rounds >= PATIENT) {
            double[] reached = values.clone();
            for (int plan = 0; plan < plans; plan++) {
                values[plan] = within(plan, Double.POSITIVE_INFINITY);
            }
            double fromAbove = improve(row, 2 * rounds);
            if (fromAbove < bound) {
                System.arraycopy(reached, 0, values, 0, plans);
                look(row);
            }
            bound = Math.max(bound, fromAbove);
        }
        attainable = optimal ? bound : cascade.cost();
        settle(row);
        return bound;
    }

    private double boundAt(int row, double[] at) {
        double paid = 0;
        for (int plan = 0; plan < plans; plan++) {
            paid += at[plan] * room[plan];
        }
        return constantAt(row, at) - paid;
    }

    /** Beyond a value at which on demand is cheaper for every line nothing changes. */
    private double within(int plan, double value) {
        return Math.max(lowestValues[plan], Math.min(value, lowestValues[plan] / NO_VALUE));
    }

    /** Plans without any room take the least value at which no line would go there: the flattest cut. */
    private void settle(int row) {
        for (int plan = 0; plan < plans; plan++) {
            if (room[plan] == 0) {
                double own = values[plan];
                double least = 0;
                values[plan] = Double.POSITIVE_INFINITY;
                for (int at = 0; at < linesOfPlan[plan].length; at++) {
                    int line = linesOfPlan[plan][at];
                    if (surface.usage(row, line) > 0) {
                        least = Math.max(least, lowest(line, values) / usesOfPlan[plan][at]);
                    }
                }
                values[plan] = Math.min(own, within(plan, least));
            }
        }
    }

    private double improve(int row, int rounds) {
        double bound = look(row);
        optimal = !ties.findBlocked();
        for (int round = 0; round < rounds && !optimal; round++) {
            double[] before = values.clone();
            scale(row, ties.blocked());
            double next = look(row);
            if (next <= bound + NO_PROGRESS * Math.max(constant, Double.MIN_NORMAL)) {
                if (next < bound) {
                    System.arraycopy(before, 0, values, 0, plans);
                    next = look(row);
                }
                return next;
            }
            bound = next;
            optimal = !ties.findBlocked();
        }
        return bound;
    }

    /** The constant that other values than those of {@link #solve} give for a row. */
    double constantAt(int row, double[] otherValues) {
        double sum = 0;
        for (int line = 0; line < surface.lines(); line++) {
            double usage = surface.usage(row, line);
            if (usage > 0) {
                sum += usage * lowest(line, otherValues);
            }
        }
        return sum;
    }

    private double lowest(int line, double[] at) {
        double least = surface.onDemandRate(line);
        int[] its = plansOfLine[line];
        double[] uses = usesOfLine[line];
        for (int index = 0; index < its.length; index++) {
            least = Math.min(least, at[its[index]] * uses[index]);
        }
        return least;
    }

    /** Sends each line where it is cheapest; gives the bound and sets the constant. */
    private double look(int row) {
        ties.clear();
        double paid = 0;
        for (int plan = 0; plan < plans; plan++) {
            double cost = values[plan] * room[plan];
            paid += cost;
            ties.open(plan, cost, values[plan] > 2 * lowestValues[plan]);
        }
        constant = 0;
        for (int line = 0; line < surface.lines(); line++) {
            double usage = surface.usage(row, line);
            if (usage > 0) {
                double least = lowest(line, values);
                constant += usage * least;
                place(line, usage * least, least * (1 + TIE));
            }
        }
        return constant - paid;
    }

    private void place(int line, double money, double limit) {
        int[] its = plansOfLine[line];
        double[] uses = usesOfLine[line];
        boolean onDemand = surface.onDemandRate(line) <= limit;
        int count = 0;
        int only = -1;
        for (int index = 0; index < its.length; index++) {
            if (values[its[index]] * uses[index] <= limit) {
                count++;
                only = its[index];
            }
        }
        if (count == 1 && !onDemand) {
            ties.load(only, money);
        } else if (count > 0) {
            int tie = ties.addTie(money, onDemand);
            for (int index = 0; index < its.length; index++) {
                if (values[its[index]] * uses[index] <= limit) {
                    ties.addPlace(tie, its[index]);
                }
            }
        }
    }

    /**
     * Multiplies the values of a set of plans by the factor that raises the bound most. Along that direction the bound is
     * concave and piecewise linear: lines by the factor at which another plan or on demand becomes cheaper, descending,
     * fill the room of the set; the factor of the line at which it is full is best.
     */
    private void scale(int row, boolean[] set) {
        double paid = 0;
        for (int plan = 0; plan < plans; plan++) {
            paid += set[plan] ? values[plan] * room[plan] : 0;
        }
        int size = 0;
        for (int line : coveredLines) {
            double usage = surface.usage(row, line);
            if (usage <= 0) {
                continue;
            }
            int[] its = plansOfLine[line];
            double[] uses = usesOfLine[line];
            double inside = Double.POSITIVE_INFINITY;
            double outside = surface.onDemandRate(line);
            for (int index = 0; index < its.length; index++) {
                double price = values[its[index]] * uses[index];
                if (set[its[index]]) {
                    inside = Math.min(inside, price);
                } else {
                    outside = Math.min(outside, price);
                }
            }
            if (inside < Double.POSITIVE_INFINITY) {
                thresholds[size] = outside / inside;
                amounts[size++] = usage * inside;
            }
        }
        double factor = WeightedSelect.descending(thresholds, amounts, size, paid);
        for (int plan = 0; plan < plans; plan++) {
            if (set[plan]) {
                values[plan] = within(plan, values[plan] * factor);
            }
        }
    }
}
