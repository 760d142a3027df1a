package costwright.analyzers.commitment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Kelley's cutting planes on the quantities alone: a lower bound on the cost of every portfolio, and good points to start
 * a search from.
 *
 * <p>Each evaluation gives a plane that lies below the cost everywhere, the sum of the hours' certificates of
 * {@link RowDual}, and a second one from the same values scaled plan by plan until a year of the plan is worth exactly
 * its price: near the best point, where both are nearly equal, this plane alone bounds the cost closely. The cheapest
 * point over all planes bounds the optimum of the free allocation from below, hence every portfolio under the provider's
 * cascade. Between the best known point and that one lies the next to look at. The bound that is returned does not trust
 * the solver: its multipliers are clipped to be valid and the bound is computed again from them, less a margin for
 * rounding.
 *
 * <p>J. E. Kelley, The Cutting-Plane Method for Solving Convex Programs, J. SIAM 8(4), 1960; W. Ben-Ameur and J. Neto,
 * Acceleration of cutting-plane and column generation algorithms, Networks 49(1), 2007 (the point between).
 */
final class CuttingPlanes {
    private static final int BLOCK = 64;
    /** After so many points that brought bound and cost no nearer, more would hardly do. */
    private static final int STALLED = 24;

    private static final double ROUNDING = 1e-11;

    private final CostSurface surface;
    private final Limits limits;
    private final double[] ceilings;
    private final List<Cut> cuts = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();
    private final CutMaster master;
    private final double[][] known;
    private final ThreadLocal<RowDual> duals;
    private final double[] bestPoint;
    private double bestCost = Double.POSITIVE_INFINITY;
    private double bound;

    private CuttingPlanes(CostSurface surface, Limits limits) {
        this.surface = surface;
        this.limits = limits;
        this.ceilings = IntStream.range(0, surface.candidates())
                .mapToDouble(surface::ceiling)
                .toArray();
        this.known = new double[surface.rows()][surface.plans()];
        this.duals = ThreadLocal.withInitial(() -> new RowDual(surface));
        this.bestPoint = new double[surface.candidates()];
        this.master = master();
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
    }

    /**
     * How much is done.
     *
     * @param evaluations how many points are looked at
     * @param rounds how often the values of an hour may be changed at one point
     * @param tolerance the distance of bound and cost, relative to the cost on demand, that is near enough
     */
    record Effort(int evaluations, int rounds, double tolerance) {}

    /**
     * What came out.
     *
     * @param bound no portfolio within the limits costs less, what is owned already left out
     * @param points the evaluated points, cheapest under a free allocation first
     * @param budgetPrice what one more unit of money per hour of budget would save in an hour; 0 where the cap does not bind
     */
    record Outcome(double bound, List<double[]> points, double budgetPrice) {}

    /** Runs from buying nothing until bound and cost of the free allocation meet, or until the effort is spent. */
    static Outcome run(CostSurface surface, Limits limits, Effort effort) {
        CuttingPlanes planes = new CuttingPlanes(surface, limits);
        planes.descend(effort);
        return planes.outcome();
    }

    private void descend(Effort effort) {
        double[] point = new double[surface.candidates()];
        double gap = Double.POSITIVE_INFINITY;
        int stalled = 0;
        double near = effort.tolerance() * surface.scale();
        for (int round = 0; round < effort.evaluations(); round++) {
            evaluate(point, effort.rounds());
            boolean solved = master.solve();
            double before = gap;
            bound = Math.max(bound, proven());
            gap = bestCost - bound;
            stalled = gap < before ? 0 : stalled + 1;
            if (!solved || gap <= near || stalled >= STALLED) {
                return;
            }
            double[] lowest = master.point();
            double share = round % 2 == 1 ? 1 : 0.5;
            point = new double[lowest.length];
            for (int candidate = 0; candidate < point.length; candidate++) {
                point[candidate] = (1 - share) * bestPoint[candidate] + share * lowest[candidate] * ceilings[candidate];
            }
        }
    }

    private Outcome outcome() {
        Integer[] ranking = IntStream.range(0, points.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(ranking, Comparator.comparingDouble(costs::get));
        double price = Double.isFinite(limits.perHour) ? master.capMultipliers()[0] / surface.hours() : 0;
        return new Outcome(bound, Arrays.stream(ranking).map(points::get).toList(), price);
    }

    private CutMaster master() {
        int size = surface.candidates();
        double[] prices = new double[size];
        double[][] caps = new double[2][size];
        for (int candidate = 0; candidate < size; candidate++) {
            double hourly = surface.unitCost(candidate) * ceilings[candidate] / surface.scale();
            prices[candidate] = surface.hours() * hourly;
            caps[0][candidate] = hourly;
            caps[1][candidate] = hourly * limits.termHours[candidate];
        }
        return new CutMaster(
                prices, caps, new double[] {limits.perHour / surface.scale(), limits.lockIn / surface.scale()});
    }

    /** Adds the cuts at a point. */
    private void evaluate(double[] point, int rounds) {
        int size = surface.candidates();
        double[] total = summed(size + 2, (dual, row, sums) -> {
            dual.solve(row, point, known[row], rounds);
            System.arraycopy(dual.values, 0, known[row], 0, known[row].length);
            double weight = surface.weight(row);
            for (int candidate = 0; candidate < size; candidate++) {
                sums[candidate] += weight * dual.values[surface.owned() + candidate];
            }
            sums[size] += weight * dual.attainable;
            sums[size + 1] += weight * (dual.constant - ownedWorth(row, dual.values));
        });
        double[] slopes = Arrays.copyOf(total, size);
        double cost = purchase(point) + total[size];
        points.add(point);
        costs.add(cost);
        if (cost < bestCost && limits.allow(surface, point)) {
            bestCost = cost;
            System.arraycopy(point, 0, bestPoint, 0, size);
        }
        add(new Cut(total[size + 1], slopes));
        add(atPrice(slopes));
    }

    /** The cut of the values last found, scaled so that each candidate's slope is its price. */
    private Cut atPrice(double[] slopes) {
        int size = surface.candidates();
        double[] factors = new double[surface.plans()];
        Arrays.fill(factors, 1);
        double[] scaledSlopes = new double[size];
        for (int candidate = 0; candidate < size; candidate++) {
            double price = surface.hours() * surface.unitCost(candidate);
            double factor = slopes[candidate] <= 0 ? 1 : price / slopes[candidate];
            factors[surface.owned() + candidate] = factor;
            scaledSlopes[candidate] = slopes[candidate] * factor;
        }
        double[] total = summed(1, (dual, row, sums) -> {
            double[] scaled = known[row].clone();
            for (int plan = 0; plan < scaled.length; plan++) {
                scaled[plan] *= factors[plan];
            }
            sums[0] += surface.weight(row) * (dual.constantAt(row, scaled) - ownedWorth(row, scaled));
        });
        return new Cut(total[0], scaledSlopes);
    }

    private double ownedWorth(int row, double[] values) {
        double worth = 0;
        for (int plan = 0; plan < surface.owned(); plan++) {
            worth += values[plan] * surface.ownedRoom(row, plan);
        }
        return worth;
    }

    private interface RowTask {
        void add(RowDual dual, int row, double[] sums);
    }

    /** Sums over all rows. Each block has its own cells, and cells are added in order, however many threads there are. */
    private double[] summed(int width, RowTask task) {
        int blocks = (surface.rows() + BLOCK - 1) / BLOCK;
        double[][] sums = new double[blocks][width];
        IntStream blockIndices = IntStream.range(0, blocks);
        (blocks > 1 ? blockIndices.parallel() : blockIndices).forEach(block -> {
            RowDual dual = duals.get();
            int end = Math.min(surface.rows(), (block + 1) * BLOCK);
            for (int row = block * BLOCK; row < end; row++) {
                task.add(dual, row, sums[block]);
            }
        });
        double[] total = new double[width];
        for (double[] sum : sums) {
            for (int index = 0; index < width; index++) {
                total[index] += sum[index];
            }
        }
        return total;
    }

    private double purchase(double[] point) {
        return surface.hours() * surface.purchasePerHour(point);
    }

    private void add(Cut cut) {
        cuts.add(cut);
        double[] scaled = new double[ceilings.length];
        Arrays.setAll(scaled, index -> cut.slopes[index] * ceilings[index] / surface.scale());
        master.addCut(cut.constant / surface.scale(), scaled);
    }

    /** The best bound that the master's multipliers, or either cut of the last point, prove. */
    private double proven() {
        double[] multipliers = master.cutMultipliers();
        double[] caps = master.capMultipliers();
        double best = proven(multipliers, caps);
        for (int last = Math.max(0, cuts.size() - 2); last < cuts.size(); last++) {
            double[] alone = new double[cuts.size()];
            alone[last] = 1;
            best = Math.max(best, proven(alone, new double[2]));
        }
        return best;
    }

    private double proven(double[] multipliers, double[] caps) {
        double normal = Math.max(1, Arrays.stream(multipliers).sum());
        double hourlyPrice = Double.isFinite(limits.perHour) ? caps[0] : 0;
        double lockedPrice = Double.isFinite(limits.lockIn) ? caps[1] : 0;
        double proven = -(hourlyPrice == 0 ? 0 : hourlyPrice * limits.perHour)
                - (lockedPrice == 0 ? 0 : lockedPrice * limits.lockIn);
        for (int cut = 0; cut < multipliers.length; cut++) {
            proven += multipliers[cut] == 0 ? 0 : multipliers[cut] / normal * cuts.get(cut).constant;
        }
        for (int candidate = 0; candidate < surface.candidates(); candidate++) {
            double price = surface.unitCost(candidate)
                    * (surface.hours() + hourlyPrice + lockedPrice * limits.termHours[candidate]);
            for (int cut = 0; cut < multipliers.length; cut++) {
                price -= multipliers[cut] == 0 ? 0 : multipliers[cut] / normal * cuts.get(cut).slopes[candidate];
            }
            proven += Math.min(0, price) * ceilings[candidate];
        }
        return proven - ROUNDING * surface.scale();
    }
}
