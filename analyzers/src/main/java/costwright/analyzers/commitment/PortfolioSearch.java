package costwright.analyzers.commitment;

import costwright.analyzers.commitment.CuttingPlanes.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds purchasable quantities that cost little under the provider's own cascade, which is neither convex nor smooth.
 *
 * <p>From several starts, one quantity after another is moved to its best place while the others stay, until nothing
 * improves: all places where some hour has just filled a line are tried, or, when there are too many, an even choice of
 * them that narrows around the best; between the two last neighbours the interval is cut in thirds, because kinks of other
 * plans may lie there. Every point that is tried can be bought: savings plans on their grid, reservations whole, limits
 * kept.
 */
final class PortfolioSearch {
    private static final int MOST_STARTS = 4;
    private static final int LEAST_CHOICE = 8;
    private static final int MOST_CHOICE = 400;
    private static final int THIRDS = 24;

    private final CostSurface surface;
    private final Limits limits;
    private final double[] steps;
    private final int choice;
    private long evaluationsLeft;

    /**
     * @param steps the grid of each candidate's quantity
     * @param evaluations how many costs may be computed
     */
    PortfolioSearch(CostSurface surface, Limits limits, double[] steps, long evaluations) {
        this.surface = surface;
        this.limits = limits;
        this.steps = steps.clone();
        this.evaluationsLeft = evaluations;
        long each = evaluations / (8L * Math.max(1, surface.candidates()));
        this.choice = (int) Math.max(LEAST_CHOICE, Math.min(MOST_CHOICE, each));
    }

    /** A point that can be bought, and its cost. */
    static final class Priced {
        final double[] point;
        final double cost;

        Priced(double[] point, double cost) {
            this.point = point;
            this.cost = cost;
        }
    }

    /** The best found from {@code starts}, best first; never worse than any start once rounded, nor than buying nothing. */
    List<Priced> search(List<double[]> starts) {
        List<Priced> candidates = new ArrayList<>();
        candidates.add(priced(new double[surface.candidates()]));
        for (double[] start : starts) {
            double[] rounded = feasible(start);
            boolean known = candidates.stream().anyMatch(other -> Arrays.equals(other.point, rounded));
            if (!known && evaluationsLeft > 0) {
                candidates.add(priced(rounded));
            }
        }
        candidates.sort(Comparator.comparingDouble(candidate -> candidate.cost));
        List<Priced> improved = new ArrayList<>();
        for (Priced start : candidates.subList(0, Math.min(MOST_STARTS, candidates.size()))) {
            improved.add(descend(start));
        }
        improved.addAll(candidates);
        improved.sort(Comparator.comparingDouble(candidate -> candidate.cost));
        return improved;
    }

    private Priced descend(Priced start) {
        Priced best = start;
        boolean improving = true;
        while (improving && evaluationsLeft > 0) {
            Priced before = best;
            for (int candidate = 0; candidate < surface.candidates() && evaluationsLeft > 0; candidate++) {
                best = along(candidate, best);
            }
            best = exchanges(best);
            improving = best.cost < before.cost - 1e-12 * surface.scale();
        }
        return best;
    }

    /** The best place for one quantity, all others as they are. */
    Priced along(int candidate, Priced from) {
        double[] places = places(candidate, from.point);
        Priced best = from;
        int low = 0;
        int high = places.length - 1;
        int bestPlace = -1;
        while (high >= low && evaluationsLeft > 0) {
            int count = Math.min(choice, high - low + 1);
            int lastTried = -1;
            int below = low;
            int above = high;
            int bestNow = -1;
            Priced bestHere = null;
            for (int index = 0; index < count; index++) {
                int place = count == 1 ? low : (int) (low + (long) (high - low) * index / (count - 1));
                if (place == lastTried) {
                    continue;
                }
                Priced tried = moved(from, candidate, places[place]);
                if (bestHere == null || tried.cost < bestHere.cost) {
                    bestHere = tried;
                    bestNow = place;
                    below = lastTried < 0 ? low : lastTried;
                    above = high;
                } else if (lastTried == bestNow) {
                    above = place;
                }
                lastTried = place;
            }
            if (bestHere != null && bestHere.cost < best.cost) {
                best = bestHere;
                bestPlace = bestNow;
            }
            boolean allTried = count == high - low + 1;
            if (allTried || (below == low && above == high)) {
                break;
            }
            low = below;
            high = above;
        }
        return steps[candidate] < 1 ? thirds(candidate, best, places, bestPlace) : best;
    }

    private Priced thirds(int candidate, Priced from, double[] places, int place) {
        if (places.length == 0 || choice < 2 * LEAST_CHOICE) {
            return from;
        }
        double here = from.point[candidate];
        int at = place >= 0 ? place : Math.abs(Arrays.binarySearch(places, here));
        double low = places[Math.max(0, Math.min(places.length - 1, at) - 1)];
        double high = places[Math.min(places.length - 1, at + 1)];
        Priced best = from;
        for (double[] interval : new double[][] {{low, here}, {here, high}}) {
            double left = interval[0];
            double right = interval[1];
            for (int round = 0; round < THIRDS && right - left > 2 * steps[candidate] && evaluationsLeft > 1; round++) {
                Priced first = moved(from, candidate, left + (right - left) / 3);
                Priced second = moved(from, candidate, right - (right - left) / 3);
                Priced better = first.cost <= second.cost ? first : second;
                best = better.cost < best.cost ? better : best;
                if (first.cost <= second.cost) {
                    right = second.point[candidate];
                } else {
                    left = first.point[candidate];
                }
            }
        }
        return best;
    }

    /** Buys less of one and more of another, which single moves cannot do where both cover the same usage. */
    private Priced exchanges(Priced from) {
        Priced best = from;
        for (int less = 0; less < surface.candidates(); less++) {
            for (int more = 0; more < surface.candidates(); more++) {
                if (less == more || best.point[less] == 0 || evaluationsLeft < choice) {
                    continue;
                }
                double[] without = best.point.clone();
                without[less] = 0;
                Priced start = priced(without);
                Priced other = along(more, start);
                Priced refilled = other == start ? start : along(less, other);
                best = refilled.cost < best.cost - 1e-12 * surface.scale() ? refilled : best;
            }
        }
        return best;
    }

    private double[] places(int candidate, double[] point) {
        double[] breakpoints = surface.breakpoints(candidate, point);
        double most = affordable(candidate, point);
        double[] places = new double[2 * breakpoints.length + 1];
        for (int index = 0; index < breakpoints.length; index++) {
            double inSteps = breakpoints[index] / steps[candidate];
            places[2 * index] = Math.min(rounded(Math.floor(inSteps + 1e-6) * steps[candidate], candidate), most);
            places[2 * index + 1] = Math.min(rounded(Math.ceil(inSteps - 1e-6) * steps[candidate], candidate), most);
        }
        return Arrays.stream(places).sorted().distinct().toArray();
    }

    /** The most of a candidate that the limits leave room for. */
    private double affordable(int candidate, double[] point) {
        double hourly = limits.perHour;
        double locked = limits.lockIn;
        for (int other = 0; other < point.length; other++) {
            if (other != candidate) {
                double cost = surface.unitCost(other) * point[other];
                hourly -= cost;
                locked -= cost * limits.termHours[other];
            }
        }
        double unit = surface.unitCost(candidate);
        if (unit <= 0) {
            return Double.MAX_VALUE;
        }
        double most = Math.max(0, Math.min(hourly / unit, locked / unit / limits.termHours[candidate]));
        return Double.isInfinite(most)
                ? Double.MAX_VALUE
                : Math.floor(most / steps[candidate] + 1e-6) * steps[candidate];
    }

    private Priced moved(Priced from, int candidate, double quantity) {
        double[] point = from.point.clone();
        point[candidate] = rounded(quantity, candidate);
        return priced(point);
    }

    private Priced priced(double[] point) {
        evaluationsLeft--;
        return new Priced(point, limits.allow(surface, point) ? surface.cost(point) : Double.POSITIVE_INFINITY);
    }

    /** The nearest point on the grid, shrunk until the limits allow it. */
    private double[] feasible(double[] start) {
        double[] point = IntStream.range(0, start.length)
                .mapToDouble(candidate -> rounded(start[candidate], candidate))
                .toArray();
        for (int candidate = 0; candidate < point.length; candidate++) {
            double most = affordable(candidate, point);
            if (point[candidate] > most) {
                point[candidate] = rounded(Math.min(most, point[candidate]), candidate);
            }
        }
        return point;
    }

    private double rounded(double quantity, int candidate) {
        double whole = Math.rint(quantity / steps[candidate]);
        return steps[candidate] == 1 ? whole : whole / Math.rint(1 / steps[candidate]);
    }
}
