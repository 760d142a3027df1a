package costwright.analyzers.commitment;

import java.util.Arrays;

/**
 * What the next unit of each plan is worth in one hour of a {@link CostSurface}, read off the provider's cascade: a plan
 * with room left is worth nothing, any other the best of what it could still cover and what it could take over from other
 * plans.
 */
final class CascadeValues {
    private static final double ROOM_LEFT = 1e-10;
    private static final double NOTHING = 1e-13;
    private static final double RAISED = 1 + 1e-12;

    private final CostSurface surface;
    private final int[][] plansOfLine;
    private final double[][] usesOfLine;
    private final double[] left;
    private final double[] roomLeft;
    private final int[] coveredLine;
    private final int[] coveringPlan;
    private final double[] coveringUse;
    private int coverings;

    /** The values of the last row, by plan. */
    final double[] values;

    CascadeValues(CostSurface surface, int[][] plansOfLine, double[][] usesOfLine) {
        this.surface = surface;
        this.plansOfLine = plansOfLine;
        this.usesOfLine = usesOfLine;
        left = new double[surface.lines()];
        roomLeft = new double[surface.plans()];
        coveredLine = new int[surface.steps()];
        coveringPlan = new int[surface.steps()];
        coveringUse = new double[surface.steps()];
        values = new double[surface.plans()];
    }

    /** Sets {@link #values} for a row in which the plans have {@code room}. */
    void read(int row, double[] room) {
        apply(row, room);
        Arrays.fill(values, 0);
        for (int line = 0; line < left.length; line++) {
            if (left[line] > NOTHING) {
                for (int at = 0; at < plansOfLine[line].length; at++) {
                    raise(plansOfLine[line][at], surface.onDemandRate(line) / usesOfLine[line][at], room);
                }
            }
        }
        boolean changed = true;
        for (int round = 0; changed && round <= values.length; round++) {
            changed = false;
            for (int covering = 0; covering < coverings; covering++) {
                double worth = values[coveringPlan[covering]] * coveringUse[covering];
                int line = coveredLine[covering];
                for (int at = 0; at < plansOfLine[line].length; at++) {
                    int plan = plansOfLine[line][at];
                    changed |= plan != coveringPlan[covering] && raise(plan, worth / usesOfLine[line][at], room);
                }
            }
        }
    }

    /** What the last row costs on demand under the cascade. */
    double cost() {
        double cost = 0;
        for (int line = 0; line < left.length; line++) {
            cost += Math.max(0, left[line]) * surface.onDemandRate(line);
        }
        return cost;
    }

    private void apply(int row, double[] room) {
        System.arraycopy(room, 0, roomLeft, 0, roomLeft.length);
        for (int line = 0; line < left.length; line++) {
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
    }

    private boolean raise(int plan, double value, double[] room) {
        if (roomLeft[plan] <= ROOM_LEFT * room[plan] && value > values[plan] * RAISED) {
            values[plan] = value;
            return true;
        }
        return false;
    }
}
