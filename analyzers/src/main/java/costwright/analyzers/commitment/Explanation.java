package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Why a plan is what it is, in tables that can be checked: the cost of each offer alone against its quantity, and what
 * each layer of a purchase is used for and worth. All amounts are exact. The number of points depends on the size of the
 * problem, so that explaining never takes longer than planning.
 */
public final class Explanation {
    private static final double FINE_EFFORT = 4.0e6;
    private static final int FINE_POINTS = 20;
    private static final int COARSE_POINTS = 2;
    private static final BigDecimal BEYOND = new BigDecimal("1.5");

    private final Demand demand;
    private final List<Owned> holdings;
    private final boolean fine;
    private final Money without;

    /** @param without the cost of the window with what is owned only */
    public Explanation(Demand demand, List<Owned> holdings, Money without) {
        this.demand = demand;
        this.holdings = List.copyOf(holdings);
        this.fine = (double) demand.hours() * demand.lines().size() * (1 + holdings.size()) <= FINE_EFFORT / 10;
        this.without = without;
    }

    /**
     * What the window costs with some quantity of one offer on top of what is owned.
     *
     * @param totalCost of the window, owned commitments included
     * @param savings against buying nothing; negative beyond the break-even
     */
    public record CurvePoint(BigDecimal quantity, Money totalCost, Money savings) {}

    /** The curve of one offer, by quantity. */
    public record Curve(Offer offer, BigDecimal best, List<CurvePoint> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * One slice of a purchase.
     *
     * @param utilization the share of the slice, over all hours, that covered usage
     * @param hoursFull in how many hours all of the slice was used
     * @param savings what the window would cost more without this and all slices above, less the same for those above
     */
    public record Layer(Offer offer, BigDecimal from, BigDecimal to, Ratio utilization, int hoursFull, Money savings) {}

    /** One curve for each offer, from nothing to half as much again as is best for it alone. */
    public List<Curve> curves(List<Offer> offers) {
        return SinglePlan.estimates(demand, holdings, offers).stream()
                .map(this::curve)
                .toList();
    }

    private Curve curve(SinglePlan.Estimate estimate) {
        Offer offer = estimate.offer();
        BigDecimal reach = estimate.quantity().signum() > 0
                ? estimate.quantity().multiply(BEYOND)
                : SinglePlan.enough(demand, offer).divide(BigDecimal.valueOf(2));
        int points = fine ? FINE_POINTS : COARSE_POINTS;
        TreeSet<BigDecimal> quantities = new TreeSet<>();
        for (int point = 1; point <= points; point++) {
            quantities.add(reach.multiply(BigDecimal.valueOf(point))
                    .divide(BigDecimal.valueOf(points), offer.step().scale(), RoundingMode.HALF_EVEN));
        }
        quantities.add(estimate.quantity().setScale(offer.step().scale(), RoundingMode.HALF_EVEN));
        List<CurvePoint> curve = new ArrayList<>();
        curve.add(new CurvePoint(BigDecimal.ZERO, without, Money.zero(demand.currency())));
        for (BigDecimal quantity : quantities) {
            if (quantity.signum() > 0) {
                Money cost = cost(List.of(Owned.of(offer, quantity)));
                curve.add(new CurvePoint(quantity, cost, without.minus(cost)));
            }
        }
        return new Curve(offer, estimate.quantity(), curve);
    }

    /** The slices of each purchase of a plan, from the bottom. */
    public List<Layer> layers(PortfolioPlan plan) {
        List<Layer> layers = new ArrayList<>();
        BigDecimal[][] used = used(plan.portfolio());
        for (int purchase = 0; purchase < plan.portfolio().size(); purchase++) {
            Owned owned = plan.portfolio().get(purchase);
            BigDecimal quantity = owned.holding().quantity();
            int count = slices(owned);
            BigDecimal from = BigDecimal.ZERO;
            Money costBelow = cost(replaced(plan.portfolio(), purchase, from));
            for (int slice = 1; slice <= count; slice++) {
                BigDecimal to = quantity.multiply(BigDecimal.valueOf(slice))
                        .divide(BigDecimal.valueOf(count), owned.offer().step().scale(), RoundingMode.HALF_EVEN);
                if (to.compareTo(from) > 0) {
                    Money costHere =
                            slice == count ? plan.bill().totalCost() : cost(replaced(plan.portfolio(), purchase, to));
                    layers.add(layer(owned, from, to, used[purchase], costBelow.minus(costHere)));
                    from = to;
                    costBelow = costHere;
                }
            }
        }
        return layers;
    }

    /** For each purchase the slice above it, as high as those below: what the next money per hour would be worth. */
    public List<Layer> beyond(PortfolioPlan plan) {
        List<Layer> layers = new ArrayList<>();
        for (int purchase = 0; purchase < plan.portfolio().size(); purchase++) {
            Owned owned = plan.portfolio().get(purchase);
            BigDecimal from = owned.holding().quantity();
            BigDecimal height = from.divide(
                            BigDecimal.valueOf(slices(owned)),
                            owned.offer().step().scale(),
                            RoundingMode.HALF_EVEN)
                    .max(owned.offer().step());
            BigDecimal to = from.add(height);
            List<Owned> more = replaced(plan.portfolio(), purchase, to);
            layers.add(layer(
                    owned,
                    from,
                    to,
                    used(more)[purchase],
                    plan.bill().totalCost().minus(cost(more))));
        }
        return layers;
    }

    private int slices(Owned owned) {
        int most = fine ? FINE_POINTS / 2 : COARSE_POINTS;
        return owned.offer().kind().inWholeUnits()
                ? owned.holding().quantity().min(BigDecimal.valueOf(most)).intValue()
                : most;
    }

    private Layer layer(Owned owned, BigDecimal from, BigDecimal to, BigDecimal[] used, Money savings) {
        BigDecimal height = to.subtract(from);
        BigDecimal sum = BigDecimal.ZERO;
        int full = 0;
        for (BigDecimal hour : used) {
            BigDecimal within = hour.subtract(from).max(BigDecimal.ZERO).min(height);
            sum = sum.add(within);
            full += within.compareTo(height) == 0 ? 1 : 0;
        }
        Ratio utilization = new Ratio(sum, height.multiply(BigDecimal.valueOf(used.length)));
        return new Layer(owned.offer(), from, to, utilization, full, savings);
    }

    /** How much of each purchase every hour used, in its own units. */
    private BigDecimal[][] used(List<Owned> portfolio) {
        BillSimulator simulator = new BillSimulator(demand, PortfolioOptimizer.joined(holdings, portfolio));
        BigDecimal[][] used = new BigDecimal[portfolio.size()][demand.hours()];
        for (int hour = 0; hour < demand.hours(); hour++) {
            for (BigDecimal[] purchase : used) {
                purchase[hour] = BigDecimal.ZERO;
            }
            for (HourlyBill.Covering covering : simulator.hour(hour).coverings()) {
                int purchase = covering.commitment() - holdings.size();
                if (purchase >= 0) {
                    used[purchase][hour] = used[purchase][hour].add(units(portfolio.get(purchase), covering));
                }
            }
        }
        return used;
    }

    private static BigDecimal units(Owned owned, HourlyBill.Covering covering) {
        BigDecimal rate = owned.offer().unitRate();
        return rate.signum() == 0 ? BigDecimal.ZERO : covering.used().divide(rate, 12, RoundingMode.HALF_EVEN);
    }

    private static List<Owned> replaced(List<Owned> portfolio, int purchase, BigDecimal quantity) {
        List<Owned> replaced = new ArrayList<>(portfolio);
        replaced.set(purchase, portfolio.get(purchase).withQuantity(quantity));
        return replaced;
    }

    private Money cost(List<Owned> portfolio) {
        return new BillSimulator(demand, PortfolioOptimizer.joined(holdings, portfolio))
                .bill()
                .totalCost();
    }
}
