package costwright.analyzers.commitment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Kelley's cutting planes on the quantities alone: a lower bound on the cost of every portfolio, and good points to start
 * a search from.
 *
 * <p>Each evaluation gives one cut, the sum of the hours' certificates of {@link RowDual}: a plane that lies below the
 * cost everywhere. The cheapest point over all planes bounds the optimum of the free allocation from below, hence every
 * portfolio under the provider's cascade. The bound that is returned does not trust the solver: its multipliers are
 * clipped to be valid and the bound is computed again from them, less a margin for rounding.
 *
 * <p>J. E. Kelley, The Cutting-Plane Method for Solving Convex Programs, J. SIAM 8(4), 1960.
 */
final class CuttingPlanes {
    private static final int MOST_CUTS = 160;
    private static final int FEW_HOURS_CUTS = 60;
    private static final int FEW_HOURS_PASSES = 2;
    private static final int PASSES = 12;
    private static final int QUICK_PASSES = 2;
    private static final int BLOCK = 64;
    private static final double CONVERGED = 1e-10;
    private static final double ROUNDING = 1e-11;
    private static final int SIMPLEX_ITERATIONS = 20_000;

    private final CostSurface surface;
    private final Limits limits;
    private final double[] ceilings;
    private final List<Cut> cuts = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();
    private final double[][] known;
    private final boolean thorough;
    private final double[] bestPoint;
    private double bestCost;

    private CuttingPlanes(CostSurface surface, Limits limits, boolean thorough) {
        this.surface = surface;
        this.limits = limits;
        this.ceilings = IntStream.range(0, surface.candidates())
                .mapToDouble(surface::ceiling)
                .toArray();
        this.thorough = thorough;
        this.known = new double[surface.rows()][surface.plans()];
        this.bestPoint = new double[surface.candidates()];
        this.bestCost = surface.cost(bestPoint);
    }

    /**
     * Caps on what is bought.
     *
     * @param perHour the most that all purchases may cost per hour; infinite for no cap
     * @param lockIn the most that all purchases may cost over their terms; infinite for no cap
     * @param termHours the term of each candidate
     */
    static final class Limits {
        final double perHour;
        final double lockIn;
        final double[] termHours;

        Limits(double perHour, double lockIn, double[] termHours) {
            this.perHour = perHour;
            this.lockIn = lockIn;
            this.termHours = termHours.clone();
        }

        boolean allow(CostSurface surface, double[] bought) {
            double hourly = 0;
            double locked = 0;
            for (int candidate = 0; candidate < bought.length; candidate++) {
                double cost = surface.unitCost(candidate) * bought[candidate];
                hourly += cost;
                locked += cost * termHours[candidate];
            }
            return hourly <= perHour * (1 + 1e-12) && locked <= lockIn * (1 + 1e-12);
        }
    }

    /** {@code constant − Σ slope·x} lies below the on-demand cost of every x. */
    private static final class Cut {
        final double constant;
        final double[] slopes;

        Cut(double constant, double[] slopes) {
            this.constant = constant;
            this.slopes = slopes;
        }

        double at(double[] point) {
            double value = constant;
            for (int candidate = 0; candidate < slopes.length; candidate++) {
                value -= slopes[candidate] * point[candidate];
            }
            return value;
        }
    }

    /**
     * What came out.
     *
     * @param bound no portfolio within the limits costs less, what is owned already left out
     * @param points the evaluated points, cheapest under the cascade first
     * @param budgetPrice what one more unit of money per hour of budget would save in an hour; 0 where the cap does not bind
     */
    record Outcome(double bound, List<double[]> points, double budgetPrice) {}

    /**
     * Runs until the planes meet the cost, or until the effort is spent. A problem with many hours is first bounded with
     * its hours averaged into few: by convexity the mean of hours never costs more than the hours, so those planes are
     * valid for the whole, and only the last steps need all hours.
     *
     * @param evaluations how many evaluations of all hours are allowed
     * @param thorough whether each hour's certificate may take long
     */
    static Outcome run(CostSurface surface, Limits limits, int evaluations, boolean thorough) {
        CuttingPlanes planes = new CuttingPlanes(surface, limits, thorough);
        double[] start = new double[surface.candidates()];
        if (!thorough) {
            CuttingPlanes few = new CuttingPlanes(surface.condensed(), limits, false);
            few.descend(start, FEW_HOURS_CUTS, FEW_HOURS_PASSES);
            planes.cuts.addAll(few.cuts);
            start = few.bestPoint.clone();
        }
        planes.descend(start, Math.min(evaluations, MOST_CUTS), thorough ? PASSES : QUICK_PASSES);
        return planes.outcome();
    }

    private void descend(double[] start, int evaluations, int passes) {
        double[] point = start;
        for (int round = 0; round < evaluations; round++) {
            double cost = evaluate(point, passes);
            points.add(point);
            costs.add(cost);
            if (cost < bestCost) {
                bestCost = cost;
                System.arraycopy(point, 0, bestPoint, 0, point.length);
            }
            double[] master = cheapestOverCuts();
            if (master.length == 0) {
                break;
            }
            double[] lowest = Arrays.copyOf(master, point.length);
            double promised = master[point.length];
            boolean met = purchase(lowest) + highestCut(lowest) <= promised + CONVERGED * surface.scale()
                    && Arrays.equals(point, lowest);
            if (met || bestCost <= promised + CONVERGED * surface.scale()) {
                break;
            }
            // Cuts between the best known and the promised point settle down sooner than cuts at the promised alone.
            point = round % 2 == 0 || surface.candidates() == 1 ? lowest : middle(lowest, bestPoint);
        }
    }

    private Outcome outcome() {
        Integer[] ranking = IntStream.range(0, points.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(ranking, Comparator.comparingDouble(costs::get));
        double[] multipliers = multipliers();
        double budgetPrice = multipliers.length == 0 ? 0 : Math.max(0, multipliers[cuts.size()]) / surface.hours();
        return new Outcome(
                bound(multipliers), Arrays.stream(ranking).map(points::get).toList(), budgetPrice);
    }

    private static double[] middle(double[] first, double[] second) {
        double[] middle = new double[first.length];
        Arrays.setAll(middle, index -> (first[index] + second[index]) / 2);
        return middle;
    }

    private double purchase(double[] point) {
        double purchase = 0;
        for (int candidate = 0; candidate < point.length; candidate++) {
            purchase += surface.hours() * surface.unitCost(candidate) * point[candidate];
        }
        return purchase;
    }

    private double highestCut(double[] point) {
        return cuts.stream().mapToDouble(cut -> cut.at(point)).max().orElse(0);
    }

    /** Adds the cut at a point and gives the cost there under the cascade. */
    private double evaluate(double[] point, int passes) {
        int blocks = (surface.rows() + BLOCK - 1) / BLOCK;
        int width = surface.candidates() + 2;
        double[][] sums = new double[blocks][];
        ThreadLocal<RowDual> duals = ThreadLocal.withInitial(() -> new RowDual(surface, thorough));
        IntStream.range(0, blocks)
                .parallel()
                .forEach(block -> sums[block] = blockSums(duals.get(), block, width, point, passes));
        double[] total = new double[width];
        for (double[] sum : sums) {
            for (int index = 0; index < width; index++) {
                total[index] += sum[index];
            }
        }
        cuts.add(new Cut(total[width - 1], Arrays.copyOf(total, surface.candidates())));
        return purchase(point) + total[width - 2];
    }

    private double[] blockSums(RowDual dual, int block, int width, double[] point, int passes) {
        double[] sums = new double[width];
        int end = Math.min(surface.rows(), (block + 1) * BLOCK);
        for (int row = block * BLOCK; row < end; row++) {
            dual.solve(row, point, passes, known[row]);
            System.arraycopy(dual.values, 0, known[row], 0, known[row].length);
            double weight = surface.weight(row);
            double constant = dual.constant;
            double[] room = surface.room(row, point);
            for (int plan = 0; plan < surface.owned(); plan++) {
                constant -= dual.values[plan] * room[plan];
            }
            for (int candidate = 0; candidate < surface.candidates(); candidate++) {
                sums[candidate] += weight * dual.values[surface.owned() + candidate];
            }
            sums[width - 2] += weight * dual.cascadeCost;
            sums[width - 1] += weight * constant;
        }
        return sums;
    }

    /** The point where purchase plus highest cut is lowest, followed by that value; empty when the solver gives up. */
    private double[] cheapestOverCuts() {
        int size = surface.candidates();
        double scale = surface.scale();
        double[] objective = new double[size + 1];
        for (int candidate = 0; candidate < size; candidate++) {
            objective[candidate] = surface.hours() * surface.unitCost(candidate) * ceilings[candidate] / scale;
        }
        objective[size] = 1;
        Collection<LinearConstraint> constraints = new ArrayList<>();
        for (Cut cut : cuts) {
            double[] row = new double[size + 1];
            for (int candidate = 0; candidate < size; candidate++) {
                row[candidate] = cut.slopes[candidate] * ceilings[candidate] / scale;
            }
            row[size] = 1;
            constraints.add(new LinearConstraint(row, Relationship.GEQ, cut.constant / scale));
        }
        for (int candidate = 0; candidate < size; candidate++) {
            double[] row = new double[size + 1];
            row[candidate] = 1;
            constraints.add(new LinearConstraint(row, Relationship.LEQ, 1));
        }
        addLimits(constraints, size);
        double[] solution = solve(new LinearObjectiveFunction(objective, 0), constraints, GoalType.MINIMIZE);
        if (solution.length == 0) {
            return solution;
        }
        double value = 0;
        for (int index = 0; index <= size; index++) {
            value += objective[index] * solution[index] * scale;
        }
        for (int candidate = 0; candidate < size; candidate++) {
            solution[candidate] = Math.min(1, Math.max(0, solution[candidate])) * ceilings[candidate];
        }
        solution[size] = value;
        return solution;
    }

    private void addLimits(Collection<LinearConstraint> constraints, int size) {
        double[] hourly = new double[size + 1];
        double[] locked = new double[size + 1];
        for (int candidate = 0; candidate < size; candidate++) {
            hourly[candidate] = surface.unitCost(candidate) * ceilings[candidate];
            locked[candidate] = hourly[candidate] * limits.termHours[candidate];
        }
        addLimit(constraints, hourly, limits.perHour);
        addLimit(constraints, locked, limits.lockIn);
    }

    private static void addLimit(Collection<LinearConstraint> constraints, double[] row, double limit) {
        double largest = Arrays.stream(row).max().orElse(0);
        if (Double.isFinite(limit) && largest > 0) {
            constraints.add(new LinearConstraint(
                    Arrays.stream(row).map(value -> value / largest).toArray(), Relationship.LEQ, limit / largest));
        }
    }

    /** The solver's weights of the cuts, then those of the two limits; empty when it gives up. */
    private double[] multipliers() {
        int size = surface.candidates();
        int width = cuts.size() + 2 + size;
        double scale = surface.scale();
        double[] objective = new double[width];
        Collection<LinearConstraint> constraints = new ArrayList<>();
        double[] sum = new double[width];
        for (int cut = 0; cut < cuts.size(); cut++) {
            objective[cut] = cuts.get(cut).constant / scale;
            sum[cut] = 1;
        }
        constraints.add(new LinearConstraint(sum, Relationship.LEQ, 1));
        boolean hourly = Double.isFinite(limits.perHour);
        boolean locked = Double.isFinite(limits.lockIn);
        double mostHourly = hourly ? limits.perHour : 0;
        double mostLocked = locked ? limits.lockIn : 0;
        objective[cuts.size()] = hourly ? -mostHourly / scale : -1;
        objective[cuts.size() + 1] = locked ? -mostLocked / scale : -1;
        for (int candidate = 0; candidate < size; candidate++) {
            objective[cuts.size() + 2 + candidate] = -1;
            double[] row = new double[width];
            double factor = Math.max(ceilings[candidate], 1e-12) / scale;
            for (int cut = 0; cut < cuts.size(); cut++) {
                row[cut] = cuts.get(cut).slopes[candidate] * factor;
            }
            row[cuts.size()] = hourly ? -surface.unitCost(candidate) * factor : 0;
            row[cuts.size() + 1] = locked ? -surface.unitCost(candidate) * limits.termHours[candidate] * factor : 0;
            row[cuts.size() + 2 + candidate] = -1;
            constraints.add(new LinearConstraint(
                    row, Relationship.LEQ, surface.hours() * surface.unitCost(candidate) * factor));
        }
        return solve(new LinearObjectiveFunction(objective, 0), constraints, GoalType.MAXIMIZE);
    }

    private static double[] solve(
            LinearObjectiveFunction objective, Collection<LinearConstraint> constraints, GoalType goal) {
        try {
            PointValuePair solution = new SimplexSolver(1e-10, 10, 1e-12)
                    .optimize(
                            new MaxIter(SIMPLEX_ITERATIONS),
                            objective,
                            new LinearConstraintSet(constraints),
                            goal,
                            new NonNegativeConstraint(true));
            return solution.getPoint();
        } catch (MathIllegalStateException gaveUp) {
            // Degenerate tableaux may exhaust the iterations. The bound is computed without trusting the solver, so the
            // search only ends sooner.
            return new double[0];
        }
    }

    /** The best bound that the multipliers, or any single cut, prove. */
    private double bound(double[] multipliers) {
        double best = 0;
        for (int cut = 0; cut < cuts.size(); cut++) {
            double[] alone = new double[cuts.size() + 2];
            alone[cut] = 1;
            best = Math.max(best, proven(alone));
        }
        return multipliers.length == 0 ? best : Math.max(best, proven(multipliers));
    }

    private double proven(double[] multipliers) {
        double sum = 0;
        for (int cut = 0; cut < cuts.size(); cut++) {
            sum += Math.max(0, multipliers[cut]);
        }
        double normal = sum > 1 ? sum : 1;
        double hourlyPrice = Double.isFinite(limits.perHour) ? Math.max(0, multipliers[cuts.size()]) : 0;
        double lockedPrice = Double.isFinite(limits.lockIn) ? Math.max(0, multipliers[cuts.size() + 1]) : 0;
        double bound = -(hourlyPrice == 0 ? 0 : hourlyPrice * limits.perHour)
                - (lockedPrice == 0 ? 0 : lockedPrice * limits.lockIn);
        for (int cut = 0; cut < cuts.size(); cut++) {
            bound += Math.max(0, multipliers[cut]) / normal * cuts.get(cut).constant;
        }
        for (int candidate = 0; candidate < surface.candidates(); candidate++) {
            double price = surface.unitCost(candidate)
                    * (surface.hours() + hourlyPrice + lockedPrice * limits.termHours[candidate]);
            for (int cut = 0; cut < cuts.size(); cut++) {
                price -= Math.max(0, multipliers[cut]) / normal * cuts.get(cut).slopes[candidate];
            }
            bound += Math.min(0, price) * ceilings[candidate];
        }
        return bound - ROUNDING * surface.scale();
    }
}
