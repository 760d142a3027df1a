package costwright.analyzers.commitment;

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
 * offer alone, or than any of the rules. How much is tried depends on the size of the problem and not on the clock, so
 * that the same input always gives the same plan.
 */
public final class PortfolioOptimizer {
    /** Steps of the cascade that the search and the bound may visit, some seconds of work. */
    private static final double SEARCH_EFFORT = 1.5e9;

    private static final double BOUND_EFFORT = 2.0e9;
    private static final int FEWEST_EVALUATIONS = 60;
    private static final int MOST_EVALUATIONS = 6_000;
    private static final int FEWEST_CUTS = 40;
    private static final int MOST_CUTS = 160;
    private static final double POLISH_EFFORT = 3.0e5;
    private static final int POLISH_PASSES = 12;
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
        List<Owned> candidates =
                usable.stream().map(offer -> Owned.of(offer, BigDecimal.ZERO)).toList();
        CostSurface surface = new CostSurface(demand, holdings, candidates);
        Limits caps = caps(usable, limits);
        CuttingPlanes.Outcome bound = CuttingPlanes.run(
                surface,
                caps,
                budget(BOUND_EFFORT / 3, surface, FEWEST_CUTS, MOST_CUTS),
                surface.effort() <= POLISH_EFFORT ? POLISH_PASSES : 1);
        List<double[]> starts = new ArrayList<>(bound.points());
        List<List<Owned>> rivals = new ArrayList<>();
        starts.addAll(0, alone(surface));
        for (PurchaseRule rule : rules) {
            List<Owned> bought = rule.buy(demand, holdings, usable);
            rivals.add(bought);
            starts.add(0, point(usable, bought));
        }
        List<Priced> found = new PortfolioSearch(
                        surface,
                        caps,
                        usable.stream()
                                .mapToDouble(offer -> offer.step().doubleValue())
                                .toArray(),
                        budget(SEARCH_EFFORT, surface, FEWEST_EVALUATIONS, MOST_EVALUATIONS))
                .search(starts);
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
        found.stream()
                .limit(FINALISTS)
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

    private static double[] point(List<Offer> offers, List<Owned> bought) {
        double[] point = new double[offers.size()];
        for (Owned purchase : bought) {
            int candidate = IntStream.range(0, offers.size())
                    .filter(index ->
                            offers.get(index).name().equals(purchase.offer().name()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("A rule bought \"%s\", which is not on offer."
                            .formatted(purchase.offer().name())));
            point[candidate] += purchase.holding().quantity().doubleValue();
        }
        return point;
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

    private static int budget(double effort, CostSurface surface, int fewest, int most) {
        return (int) Math.max(fewest, Math.min(most, effort / surface.effort()));
    }
}
