package costwright.analyzers.commitment;

import costwright.analyzers.commitment.CuttingPlanes.Effort;
import costwright.analyzers.commitment.CuttingPlanes.Limits;
import costwright.analyzers.commitment.PortfolioSearch.Priced;
import costwright.schema.commitment.Offer;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses reservations and savings plans jointly, over what is owned already, and proves how far the choice can be from
 * the best.
 *
 * <p>{@link CuttingPlanes} bounds the cost from below, {@link PortfolioSearch} finds portfolios from the bound's own
 * points, from the best purchase of each offer alone and from the rules given; the cheapest few are priced exactly by
 * {@link BillSimulator} and the cheapest of these is taken. It is therefore never worse than doing nothing, than any one
 * offer alone, or than any of the rules. Of very many hours the bound looks at means and the search first at a choice;
 * what it finds there and all simple purchases are then compared over all hours. How much is tried depends on the size of the problem and not on the clock, so
 * that the same input always gives the same plan.
 */
public final class PortfolioOptimizer {
    /** Steps of the cascade that the search may visit. */
    private static final double SEARCH_EFFORT = 2.5e8;

    private static final int FEWEST_EVALUATIONS = 60;
    private static final int MOST_EVALUATIONS = 6_000;
    private static final Effort FEW = new Effort(200, 40, 1e-9);
    private static final Effort MANY = new Effort(70, 40, 1e-5);
    private static final double AS_CHEAP = 1e-9;
    /** So many hours stand for all in the search where there are many more. */
    private static final int SAMPLE_ROWS = 350;

    private static final int FINALISTS = 3;
    private static final int BOUND_DECIMALS = 9;

    private final List<PurchaseRule> rules;

    /** @param rules what the plan must never be worse than */
    public PortfolioOptimizer(List<PurchaseRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The plan for {@code demand}; offers of the same name as a holding may be bought again. */
    public PortfolioPlan plan(Demand demand, List<Owned> holdings, List<Offer> offers, PurchaseLimits limits) {
        List<Offer> usable = offers.stream()
                .filter(offer -> offer.rates().keySet().stream().anyMatch(line -> demand.position(line) >= 0))
                .sorted(Comparator.comparing(Offer::name))
                .toList();
        return plan(demand, holdings, undominated(usable, limits.lockIn() != null), usable, limits);
    }

    private PortfolioPlan plan(
            Demand demand, List<Owned> holdings, List<Offer> usable, List<Offer> all, PurchaseLimits limits) {
        List<Owned> candidates =
                usable.stream().map(offer -> Owned.of(offer, BigDecimal.ZERO)).toList();
        CostSurface surface = new CostSurface(demand, holdings, candidates);
        Limits caps = caps(usable, limits);
        boolean large = surface.rows() > 2 * SAMPLE_ROWS;
        // The mean of hours never costs more than the hours, so a bound on their means holds for all of them.
        CuttingPlanes.Outcome bound =
                large ? CuttingPlanes.run(surface.condensed(), caps, MANY) : CuttingPlanes.run(surface, caps, FEW);
        List<double[]> simple = alone(surface);
        List<List<Owned>> rivals = new ArrayList<>();
        for (PurchaseRule rule : rules) {
            List<Owned> bought = rule.buy(demand, holdings, all);
            simple.add(0, point(usable, bought));
            rivals.add(bought);
        }
        double[] grid =
                usable.stream().mapToDouble(offer -> offer.step().doubleValue()).toArray();
        List<double[]> starts = new ArrayList<>(simple);
        starts.addAll(bound.points());
        CostSurface searched = large ? surface.sampled(surface.rows() / SAMPLE_ROWS | 1) : surface;
        List<Priced> found = new PortfolioSearch(searched, caps, grid, evaluations(searched)).search(starts);
        if (large) {
            found.stream().limit(FINALISTS).forEach(priced -> simple.add(priced.point));
            found = new PortfolioSearch(surface, caps, grid, FEWEST_EVALUATIONS + simple.size()).search(simple);
        }
        double clearlyDearer = found.get(0).cost * (1 + AS_CHEAP);
        rivals.removeIf(bought -> bought.stream().allMatch(purchase -> usable.contains(purchase.offer()))
                && surface.cost(point(usable, bought)) > clearlyDearer);
        return cheapest(demand, holdings, usable, limits, found, rivals, bound);
    }

    private static PortfolioPlan cheapest(
            Demand demand,
            List<Owned> holdings,
            List<Offer> offers,
            PurchaseLimits limits,
            List<Priced> found,
            List<List<Owned>> rivals,
            CuttingPlanes.Outcome bound) {
        Bill without = new BillSimulator(demand, holdings).bill();
        List<List<Owned>> finalists = new ArrayList<>();
        double nearly = found.get(0).cost * (1 + AS_CHEAP);
        found.stream()
                .limit(FINALISTS)
                .filter(priced -> priced.cost <= nearly)
                .map(priced -> portfolio(offers, priced.point))
                .forEach(finalists::add);
        finalists.addAll(rivals);
        List<Owned> best = List.of();
        Bill bestBill = without;
        for (List<Owned> finalist : finalists.stream().distinct().toList()) {
            if (finalist.isEmpty() || !limits.allow(finalist)) {
                continue;
            }
            Bill bill = new BillSimulator(demand, joined(holdings, finalist)).bill();
            if (bill.totalCost().compareTo(bestBill.totalCost()) < 0) {
                best = finalist;
                bestBill = bill;
            }
        }
        return new PortfolioPlan(
                best,
                bestBill,
                without,
                lowerBound(without.commitmentCost(), bound.bound(), bestBill.totalCost()),
                bound.budgetPrice());
    }

    /** The owned cost plus the proven bound on the rest, rounded down. */
    private static Money lowerBound(Money owned, double bound, Money found) {
        BigDecimal rest = new BigDecimal(bound).setScale(BOUND_DECIMALS, RoundingMode.FLOOR);
        return owned.plus(Money.of(rest.max(BigDecimal.ZERO), owned.currency())).min(found);
    }

    static List<Owned> joined(List<Owned> holdings, List<Owned> portfolio) {
        List<Owned> all = new ArrayList<>(holdings);
        all.addAll(portfolio);
        return all;
    }

    private static List<double[]> alone(CostSurface surface) {
        List<double[]> points = new ArrayList<>();
        for (int candidate = 0; candidate < surface.candidates(); candidate++) {
            double[] point = new double[surface.candidates()];
            point[candidate] = surface.bestAlone(candidate);
            points.add(point);
        }
        return points;
    }

    /** The purchases as quantities of {@code offers}; what is not among them is left out. */
    private static double[] point(List<Offer> offers, List<Owned> bought) {
        double[] point = new double[offers.size()];
        for (Owned purchase : bought) {
            int candidate = offers.indexOf(purchase.offer());
            if (candidate >= 0) {
                point[candidate] += purchase.holding().quantity().doubleValue();
            }
        }
        return point;
    }

    /**
     * The offers that no other offer replaces: one of the same kind and scope that covers at least the same lines, each at
     * no higher a rate, and locked in for no longer where lock-in is capped or the rates are equal. Under any allocation the other does all that the dominated one does.
     */
    static List<Offer> undominated(List<Offer> offers, boolean termMatters) {
        return IntStream.range(0, offers.size())
                .filter(index -> IntStream.range(0, offers.size())
                        .noneMatch(other -> other != index
                                && dominates(offers.get(other), offers.get(index), termMatters)
                                && (other < index || !dominates(offers.get(index), offers.get(other), termMatters))))
                .mapToObj(offers::get)
                .toList();
    }

    private static boolean dominates(Offer better, Offer worse, boolean termMatters) {
        return !better.kind().inWholeUnits()
                && better.kind() == worse.kind()
                && better.scope() == worse.scope()
                && (better.termMonths() <= worse.termMonths()
                        || (!termMatters && !better.rates().equals(worse.rates())))
                && worse.rates().entrySet().stream().allMatch(rate -> {
                    BigDecimal other = better.rates().get(rate.getKey());
                    return other != null && other.compareTo(rate.getValue()) <= 0;
                });
    }

    private static List<Owned> portfolio(List<Offer> offers, double[] point) {
        List<Owned> portfolio = new ArrayList<>();
        for (int candidate = 0; candidate < point.length; candidate++) {
            Offer offer = offers.get(candidate);
            BigDecimal quantity =
                    BigDecimal.valueOf(point[candidate]).setScale(offer.step().scale(), RoundingMode.HALF_EVEN);
            if (quantity.signum() > 0) {
                portfolio.add(Owned.of(offer, quantity));
            }
        }
        return portfolio;
    }

    private static Limits caps(List<Offer> offers, PurchaseLimits limits) {
        return new Limits(
                limits.perHour() == null
                        ? Double.POSITIVE_INFINITY
                        : limits.perHour().doubleValue(),
                limits.lockIn() == null
                        ? Double.POSITIVE_INFINITY
                        : limits.lockIn().doubleValue(),
                offers.stream().mapToDouble(Offer::termHours).toArray());
    }

    private static int evaluations(CostSurface surface) {
        return (int) Math.max(FEWEST_EVALUATIONS, Math.min(MOST_EVALUATIONS, SEARCH_EFFORT / surface.effort()));
    }
}
