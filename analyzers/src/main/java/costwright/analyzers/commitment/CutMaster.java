package costwright.analyzers.commitment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cheapest point over a growing set of planes: minimizes {@code Σ costs·x + max_j (constant_j − Σ slope_jk·x_k)}
 * over 0 ≤ x ≤ 1 and two caps.
 *
 * <p>It is solved as its dual, whose few rows stay while each plane is a column more: a revised simplex that goes on from
 * the basis of the solve before, so that a plane costs a handful of pivots. The point is read off the dual prices. The
 * multipliers need not be trusted: whoever uses them proves the bound anew.
 */
final class CutMaster {
    private static final double NO_GAIN = 1e-11;
    private static final double NO_PIVOT = 1e-9;
    private static final double ZERO = 1e-13;
    private static final int MOST_PIVOTS = 5_000;
    private static final int STALLED = 40;
    private static final int FRESH = 60;

    private final int rows;
    private final double[] rightHandSide;
    private final List<double[]> columns = new ArrayList<>();
    private final List<Double> objectives = new ArrayList<>();
    private final int firstCut;
    private final int[] basis;
    private double[][] inverse;
    private double[] values;
    private int pivots;

    /**
     * @param costs of each whole variable, 0 or more
     * @param caps rows of coefficients of the variables, 0 or more
     * @param limits the most that each cap allows; infinite for no cap
     */
    CutMaster(double[] costs, double[][] caps, double[] limits) {
        rows = costs.length + 1;
        rightHandSide = Arrays.copyOf(costs, rows);
        rightHandSide[rows - 1] = 1;
        basis = new int[rows];
        for (int row = 0; row < rows; row++) {
            basis[row] = columns.size();
            add(unit(row, 1), 0);
        }
        for (int row = 0; row < rows - 1; row++) {
            add(unit(row, -1), -1);
        }
        for (int cap = 0; cap < caps.length; cap++) {
            double[] column = new double[rows];
            for (int row = 0; row < rows - 1; row++) {
                column[row] = Double.isFinite(limits[cap]) ? -caps[cap][row] : 0;
            }
            add(column, Double.isFinite(limits[cap]) ? -limits[cap] : -1);
        }
        firstCut = columns.size();
        inverse = identity(rows);
        values = rightHandSide.clone();
    }

    /** Adds the plane {@code constant − Σ slopes·x}. */
    void addCut(double constant, double[] slopes) {
        double[] column = Arrays.copyOf(slopes, rows);
        column[rows - 1] = 1;
        add(column, constant);
    }

    /** Goes on until no column improves; whether that was reached. */
    boolean solve() {
        int stalled = 0;
        for (int pivot = 0; pivot < MOST_PIVOTS; pivot++) {
            double[] prices = prices();
            boolean circling = stalled > STALLED;
            int entering = entering(prices, circling);
            if (entering < 0) {
                return true;
            }
            double[] direction = times(columns.get(entering));
            int leaving = leaving(direction, circling);
            if (leaving < 0) {
                return false;
            }
            stalled = values[leaving] <= ZERO ? stalled + 1 : 0;
            pivot(entering, leaving, direction);
        }
        return false;
    }

    /** The point, each variable from 0 to 1. */
    double[] point() {
        double[] prices = prices();
        double[] point = new double[rows - 1];
        Arrays.setAll(point, row -> Math.min(1, Math.max(0, prices[row])));
        return point;
    }

    /** The weight of each plane in the order added. */
    double[] cutMultipliers() {
        return multipliers(firstCut, columns.size());
    }

    /** The price of each cap. */
    double[] capMultipliers() {
        return multipliers(2 * rows - 1, firstCut);
    }

    private double[] multipliers(int from, int to) {
        double[] multipliers = new double[to - from];
        for (int row = 0; row < rows; row++) {
            if (basis[row] >= from && basis[row] < to) {
                multipliers[basis[row] - from] = Math.max(0, values[row]);
            }
        }
        return multipliers;
    }

    private void add(double[] column, double objective) {
        columns.add(column);
        objectives.add(objective);
    }

    private double[] prices() {
        double[] prices = new double[rows];
        for (int row = 0; row < rows; row++) {
            double objective = objectives.get(basis[row]);
            if (objective != 0) {
                for (int column = 0; column < rows; column++) {
                    prices[column] += objective * inverse[row][column];
                }
            }
        }
        return prices;
    }

    /** The column that gains most per unit, or the first that gains when the search goes round in circles; -1 for none. */
    private int entering(double[] prices, boolean first) {
        int best = -1;
        double most = NO_GAIN;
        for (int column = 0; column < columns.size(); column++) {
            double gain = objectives.get(column);
            double[] entries = columns.get(column);
            for (int row = 0; row < rows; row++) {
                gain -= prices[row] * entries[row];
            }
            if (gain > most) {
                best = column;
                most = gain;
                if (first) {
                    return best;
                }
            }
        }
        return best;
    }

    /** The row that runs out first; of several at once the one with the largest entry, which rounds least. */
    private int leaving(double[] direction, boolean first) {
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < rows; row++) {
            if (direction[row] > NO_PIVOT) {
                least = Math.min(least, Math.max(0, values[row]) / direction[row]);
            }
        }
        int leaving = -1;
        for (int row = 0; row < rows; row++) {
            if (direction[row] > NO_PIVOT && Math.max(0, values[row]) / direction[row] <= least + ZERO) {
                boolean better =
                        leaving < 0 || (first ? basis[row] < basis[leaving] : direction[row] > direction[leaving]);
                leaving = better ? row : leaving;
            }
        }
        return leaving;
    }

    private void pivot(int entering, int leaving, double[] direction) {
        basis[leaving] = entering;
        if (++pivots % FRESH == 0 && refresh()) {
            return;
        }
        double[] pivotRow = inverse[leaving];
        for (int column = 0; column < rows; column++) {
            pivotRow[column] /= direction[leaving];
        }
        values[leaving] = Math.max(0, values[leaving]) / direction[leaving];
        for (int row = 0; row < rows; row++) {
            if (row != leaving && direction[row] != 0) {
                for (int column = 0; column < rows; column++) {
                    inverse[row][column] -= direction[row] * pivotRow[column];
                }
                values[row] -= direction[row] * values[leaving];
            }
        }
    }

    /** Computes the inverse of the basis anew, so that rounding does not grow; false when the basis is singular. */
    private boolean refresh() {
        double[][] work = new double[rows][2 * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < rows; column++) {
                work[row][column] = columns.get(basis[column])[row];
            }
            work[row][rows + row] = 1;
        }
        for (int pivot = 0; pivot < rows; pivot++) {
            int largest = pivot;
            for (int row = pivot + 1; row < rows; row++) {
                largest = Math.abs(work[row][pivot]) > Math.abs(work[largest][pivot]) ? row : largest;
            }
            double[] chosen = work[largest];
            work[largest] = work[pivot];
            work[pivot] = chosen;
            double divisor = chosen[pivot];
            if (Math.abs(divisor) < ZERO) {
                return false;
            }
            for (int column = 0; column < 2 * rows; column++) {
                chosen[column] /= divisor;
            }
            for (int row = 0; row < rows; row++) {
                double factor = work[row][pivot];
                if (row != pivot && factor != 0) {
                    for (int column = 0; column < 2 * rows; column++) {
                        work[row][column] -= factor * chosen[column];
                    }
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            inverse[row] = Arrays.copyOfRange(work[row], rows, 2 * rows);
        }
        values = times(rightHandSide);
        return true;
    }

    private double[] times(double[] column) {
        double[] product = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int index = 0; index < rows; index++) {
                sum += inverse[row][index] * column[index];
            }
            product[row] = sum;
        }
        return product;
    }

    private double[] unit(int row, double value) {
        double[] unit = new double[rows];
        unit[row] = value;
        return unit;
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int index = 0; index < size; index++) {
            identity[index][index] = 1;
        }
        return identity;
    }
}
