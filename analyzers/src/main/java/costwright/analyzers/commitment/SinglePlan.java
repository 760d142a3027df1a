package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The exact best quantity of one offer on a demand that nothing else covers.
 *
 * <p>For a savings plan the cost is convex and piecewise linear in the commitment: in each hour the plan fills lines by
 * the highest on-demand over committed rate, so the next unit of money saves that ratio until the line is full. The best
 * commitment is the first breakpoint where the mean of these marginal ratios over all hours falls to 1. It is found by
 * bisection over the slope, O(N log K) for N used cells of K lines, and then settled exactly: the purchasable neighbours
 * are priced by {@link BillSimulator}. Of several quantities with the same cost the smallest is taken: the same cost with
 * less locked in. Reservations are tried one whole unit after another, because their order of application is by size and
 * not by value, which makes their cost not convex.
 */
public final class SinglePlan {
    private static final double SLOPE_TOLERANCE = 1e-10;
    private static final int BISECTIONS = 200;

    private SinglePlan() {}

    /**
     * @param quantity what to buy, on the offer's grid; zero when nothing is worth buying
     * @param bill the bill with it
     * @param savings over on demand, never negative
     */
    public record Optimum(Offer offer, BigDecimal quantity, Bill bill, Money savings) {}

    /** The best quantity of {@code offer}; see the class. */
    public static Optimum of(Demand demand, Offer offer) {
        Segments segments = Segments.of(demand, offer);
        Optimum best = priced(demand, offer, BigDecimal.ZERO);
        if (offer.kind().inWholeUnits()) {
            long most = (long) Math.ceil(segments.deepest() / capacityOfOne(offer));
            for (long units = 1; units <= most; units++) {
                best = better(best, priced(demand, offer, BigDecimal.valueOf(units)));
            }
            return best;
        }
        double position = segments.bestCommitment();
        for (BigDecimal candidate : neighbours(position, offer.step())) {
            best = better(best, priced(demand, offer, candidate));
        }
        return best;
    }

    /** The bill with {@code quantity} of the offer and nothing else. */
    public static Optimum priced(Demand demand, Offer offer, BigDecimal quantity) {
        Bill bill = new BillSimulator(demand, List.of(Owned.of(offer, quantity))).bill();
        return new Optimum(offer, quantity, bill, bill.savings());
    }

    /**
     * The best purchase of each offer alone, found without pricing it exactly: for many offers at once.
     *
     * @param savings about what it would save over the window on demand and {@code holdings}
     */
    public record Estimate(Offer offer, BigDecimal quantity, double savings) {}

    /** One estimate for each offer, in the order given. */
    public static List<Estimate> estimates(Demand demand, List<Owned> holdings, List<Offer> offers) {
        CostSurface surface = new CostSurface(
                demand,
                holdings,
                offers.stream().map(offer -> Owned.of(offer, BigDecimal.ZERO)).toList());
        double[] point = new double[offers.size()];
        double without = surface.cost(point);
        List<Estimate> estimates = new ArrayList<>();
        for (int candidate = 0; candidate < offers.size(); candidate++) {
            Offer offer = offers.get(candidate);
            Estimate best = new Estimate(offer, BigDecimal.ZERO, 0);
            for (BigDecimal quantity : neighbours(surface.bestAlone(candidate), offer.step())) {
                point[candidate] = quantity.doubleValue();
                double savings = without - surface.cost(point);
                best = savings > best.savings() ? new Estimate(offer, quantity, savings) : best;
            }
            point[candidate] = 0;
            estimates.add(best);
        }
        return estimates;
    }

    /**
     * How much of an offer each hour could use, counting only lines that the offer makes cheaper; for rules that look at
     * hours one by one.
     */
    public static double[] needs(Demand demand, Offer offer) {
        List<Cascade.Step> steps = Cascade.steps(demand, List.of(Owned.of(offer, BigDecimal.ZERO)));
        double size = capacityOfOne(offer);
        double[] needs = new double[demand.hours()];
        for (Cascade.Step step : steps) {
            double use = step.consumption().doubleValue() / size;
            double worth = demand.lines().get(step.line()).onDemandRate().doubleValue();
            if (use * offer.unitRate().doubleValue() < worth) {
                for (int hour = 0; hour < needs.length; hour++) {
                    needs[hour] += use * demand.quantity(hour, step.line()).doubleValue();
                }
            }
        }
        return needs;
    }

    /** The best purchase of one offer among some quantities on its grid; nothing when none of them saves. */
    public static Estimate bestOf(Demand demand, List<Owned> holdings, Offer offer, Iterable<BigDecimal> quantities) {
        CostSurface surface = new CostSurface(demand, holdings, List.of(Owned.of(offer, BigDecimal.ZERO)));
        double without = surface.cost(new double[1]);
        Estimate best = new Estimate(offer, BigDecimal.ZERO, 0);
        for (BigDecimal quantity : quantities) {
            double savings = without - surface.cost(new double[] {quantity.doubleValue()});
            best = savings > best.savings() + 1e-12 * surface.scale() ? new Estimate(offer, quantity, savings) : best;
        }
        return best;
    }

    /** A quantity at which no hour leaves eligible usage uncovered, rounded up to the offer's grid. */
    static BigDecimal enough(Demand demand, Offer offer) {
        double units = Segments.of(demand, offer).deepest() / capacityOfOne(offer);
        return new BigDecimal(units)
                .divide(offer.step(), 0, RoundingMode.CEILING)
                .add(BigDecimal.ONE)
                .multiply(offer.step());
    }

    private static Optimum better(Optimum incumbent, Optimum challenger) {
        return challenger.savings().compareTo(incumbent.savings()) > 0 ? challenger : incumbent;
    }

    private static double capacityOfOne(Offer offer) {
        return Owned.of(offer, BigDecimal.ONE).capacity().doubleValue();
    }

    /** The purchasable quantities around a position, ascending, zero left out. */
    static List<BigDecimal> neighbours(double position, BigDecimal step) {
        BigDecimal below = new BigDecimal(position)
                .divideToIntegralValue(step)
                .multiply(step)
                .setScale(step.scale(), RoundingMode.UNNECESSARY);
        TreeSet<BigDecimal> neighbours = new TreeSet<>();
        for (int offset = -1; offset <= 2; offset++) {
            BigDecimal candidate = below.add(step.multiply(BigDecimal.valueOf(offset)));
            if (candidate.signum() > 0) {
                neighbours.add(candidate);
            }
        }
        return List.copyOf(neighbours);
    }

    /** Per hour, where in the commitment each line begins and ends, and what a unit of money saves there. */
    private static final class Segments {
        private final int[] firsts;
        private final double[] ends;
        private final double[] ratios;

        private Segments(int[] firsts, double[] ends, double[] ratios) {
            this.firsts = firsts;
            this.ends = ends;
            this.ratios = ratios;
        }

        static Segments of(Demand demand, Offer offer) {
            List<Cascade.Step> steps = Cascade.steps(demand, List.of(Owned.of(offer, BigDecimal.ONE)));
            int[] firsts = new int[demand.hours() + 1];
            double[] ends = new double[demand.hours() * steps.size()];
            double[] ratios = new double[ends.length];
            double[] consumption = new double[steps.size()];
            double[] ratio = new double[steps.size()];
            for (int index = 0; index < steps.size(); index++) {
                Cascade.Step step = steps.get(index);
                consumption[index] = step.consumption().doubleValue();
                ratio[index] = demand.lines().get(step.line()).onDemandRate().doubleValue() / consumption[index];
            }
            int size = 0;
            for (int hour = 0; hour < demand.hours(); hour++) {
                firsts[hour] = size;
                double end = 0;
                for (int index = 0; index < consumption.length; index++) {
                    BigDecimal quantity = demand.quantity(hour, steps.get(index).line());
                    if (quantity.signum() > 0 && consumption[index] > 0) {
                        end += consumption[index] * quantity.doubleValue();
                        ends[size] = end;
                        ratios[size++] = ratio[index];
                    }
                }
            }
            firsts[demand.hours()] = size;
            return new Segments(firsts, ends, ratios);
        }

        double deepest() {
            double deepest = 0;
            for (int hour = 0; hour + 1 < firsts.length; hour++) {
                if (firsts[hour + 1] > firsts[hour]) {
                    deepest = Math.max(deepest, ends[firsts[hour + 1] - 1]);
                }
            }
            return deepest;
        }

        /** The first position at which another unit of money saves no more than it costs. */
        double bestCommitment() {
            if (!worthMoreThan(0)) {
                return 0;
            }
            double below = 0;
            double above = deepest();
            for (int round = 0; round < BISECTIONS && below < above; round++) {
                double middle = below + (above - below) / 2;
                if (middle <= below || middle >= above) {
                    break;
                }
                if (worthMoreThan(middle)) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            return above;
        }

        /** Whether the next unit of money at {@code position} saves more than it costs, in the mean of all hours. */
        private boolean worthMoreThan(double position) {
            double slope = 0;
            int hours = firsts.length - 1;
            for (int hour = 0; hour < hours; hour++) {
                slope += ratioAt(hour, position) - 1;
            }
            return slope > SLOPE_TOLERANCE * hours;
        }

        private double ratioAt(int hour, double position) {
            int low = firsts[hour];
            int high = firsts[hour + 1];
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ends[middle] > position) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low < firsts[hour + 1] ? ratios[low] : 0;
        }
    }
}
