package costwright.analyzers.commitment;

import costwright.analyzers.commitment.PurchaseRisk.Plateau;
import costwright.analyzers.commitment.PurchaseRisk.Purchase;
import costwright.analyzers.commitment.PurchaseRisk.Stress;
import costwright.schema.commitment.Offer;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Says what a portfolio risks, and finds the one that suits an aversion to risk. */
public final class RiskAssessment {
    private static final List<BigDecimal> LEVELS = List.of(
            new BigDecimal("0.7"), new BigDecimal("0.8"), new BigDecimal("0.9"), BigDecimal.ONE, new BigDecimal("1.1"));
    private static final int DECIMALS = 6;
    private static final int BISECTIONS = 20;
    private static final int RAY_POINTS = 40;
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Demand demand;
    private final List<Owned> holdings;
    private final Uncertainty uncertainty;

    public RiskAssessment(Demand demand, List<Owned> holdings, Uncertainty uncertainty) {
        this.demand = demand;
        this.holdings = List.copyOf(holdings);
        this.uncertainty = uncertainty;
    }

    /**
     * What {@code plan} risks.
     *
     * @param plateauShare the part of the best savings that the plateau's edge must reach, such as 0.95
     */
    public PurchaseRisk of(PortfolioPlan plan, BigDecimal plateauShare) {
        List<Owned> portfolio = plan.portfolio();
        Futures futures = futures(portfolio);
        double[] point = point(portfolio, 1);
        double[] savings = futures.savings(point);
        return new PurchaseRisk(
                savings.length,
                money(Futures.quantile(savings, 0.1)),
                money(Futures.quantile(savings, 0.5)),
                money(Futures.quantile(savings, 0.9)),
                money(Futures.mean(savings)),
                money(Futures.conditionalValueAtRisk(savings, uncertainty.tail())),
                Futures.lossProbability(savings, 1e-9 * futures.surface().scale()),
                breakEvenDecline(futures.surface(), point),
                lockIn(portfolio),
                LEVELS.stream().map(level -> stress(portfolio, level)).toList(),
                purchases(plan),
                plateau(plan, futures.surface(), plateauShare));
    }

    /**
     * The part of {@code plan} that suits the aversion to risk best: every part of the whole is tried, then each purchase
     * is moved alone. The plan itself when nobody is averse.
     */
    public PortfolioPlan suited(PortfolioPlan plan) {
        boolean neutral = uncertainty.aversion() == 0
                && uncertainty.growthPercentPerMonth() == 0
                && uncertainty.cleanup().isEmpty();
        if (neutral || plan.portfolio().isEmpty()) {
            return plan;
        }
        List<Owned> portfolio = plan.portfolio();
        Futures futures = futures(portfolio);
        double[] best = point(portfolio, 1);
        double bestValue = futures.objective(best, uncertainty);
        for (int part = 0; part < RAY_POINTS; part++) {
            double[] tried = onGrid(portfolio, point(portfolio, (double) part / RAY_POINTS));
            double value = futures.objective(tried, uncertainty);
            if (value > bestValue) {
                best = tried;
                bestValue = value;
            }
        }
        for (int purchase = 0; purchase < best.length; purchase++) {
            for (double factor : new double[] {0, 0.5, 0.8, 0.9, 0.95, 1.05, 1.1}) {
                double[] tried = best.clone();
                tried[purchase] *= factor;
                tried = onGrid(portfolio, tried);
                double value = futures.objective(tried, uncertainty);
                if (value > bestValue && tried[purchase] <= point(portfolio, 1)[purchase]) {
                    best = tried;
                    bestValue = value;
                }
            }
        }
        List<Owned> chosen = bought(portfolio, best);
        Bill bill = new BillSimulator(demand, PortfolioOptimizer.joined(holdings, chosen)).bill();
        return new PortfolioPlan(chosen, bill, plan.without(), plan.lowerBound(), plan.budgetPrice());
    }

    private Futures futures(List<Owned> portfolio) {
        List<Offer> offers = portfolio.stream().map(Owned::offer).toList();
        return new Futures(demand, holdings, offers, uncertainty);
    }

    private static double[] point(List<Owned> portfolio, double part) {
        return portfolio.stream()
                .mapToDouble(owned -> owned.holding().quantity().doubleValue() * part)
                .toArray();
    }

    private static double[] onGrid(List<Owned> portfolio, double[] point) {
        return IntStream.range(0, point.length)
                .mapToDouble(index ->
                        quantity(portfolio.get(index).offer(), point[index]).doubleValue())
                .toArray();
    }

    private static BigDecimal quantity(Offer offer, double amount) {
        return BigDecimal.valueOf(amount).setScale(offer.step().scale(), RoundingMode.HALF_EVEN);
    }

    private static List<Owned> bought(List<Owned> portfolio, double[] point) {
        List<Owned> bought = new ArrayList<>();
        for (int index = 0; index < point.length; index++) {
            BigDecimal quantity = quantity(portfolio.get(index).offer(), point[index]);
            if (quantity.signum() > 0) {
                bought.add(portfolio.get(index).withQuantity(quantity));
            }
        }
        return bought;
    }

    /** Savings fall with usage, so the edge is found by halving; 1 when even no usage at all would not lose. */
    private static double breakEvenDecline(CostSurface surface, double[] point) {
        if (surface.purchasePerHour(point) == 0) {
            return 1;
        }
        double[] none = new double[point.length];
        double tolerance = 1e-9 * surface.scale();
        if (surface.cost(none) - surface.cost(point) < -tolerance) {
            return 0;
        }
        double keeps = 0;
        double loses = 1;
        for (int round = 0; round < BISECTIONS; round++) {
            double decline = (keeps + loses) / 2;
            double savings = surface.cost(none, 1 - decline) - surface.cost(point, 1 - decline);
            if (savings >= -tolerance) {
                keeps = decline;
            } else {
                loses = decline;
            }
        }
        return Math.rint(keeps * 1e6) / 1e6;
    }

    private Stress stress(List<Owned> portfolio, BigDecimal level) {
        Demand scaled = level.compareTo(BigDecimal.ONE) == 0 ? demand : demand.scaled(level);
        Money without = new BillSimulator(scaled, holdings).bill().totalCost();
        Bill with = new BillSimulator(scaled, PortfolioOptimizer.joined(holdings, portfolio)).bill();
        Money stranded = with.commitments().stream()
                .skip(holdings.size())
                .map(Bill.Share::unused)
                .reduce(Money.zero(demand.currency()), Money::plus);
        return new Stress(level, without.minus(with.totalCost()), stranded);
    }

    private List<Purchase> purchases(PortfolioPlan plan) {
        return plan.bill().commitments().stream()
                .skip(holdings.size())
                .map(share -> purchase(share, plan.bill().hours()))
                .toList();
    }

    private Purchase purchase(Bill.Share share, int hours) {
        Offer offer = share.owned().offer();
        BigDecimal months = BigDecimal.valueOf(offer.termMonths());
        BigDecimal perMonth = BigDecimal.valueOf(Offer.HOURS_PER_MONTH);
        Money avoided =
                share.covered().times(perMonth).dividedBy(BigDecimal.valueOf(hours), 12, RoundingMode.HALF_EVEN);
        Money paid = Money.of(share.owned().costPerHour().multiply(perMonth), demand.currency());
        BigDecimal breakEven = avoided.isZero()
                ? months
                : months.multiply(paid.amount()).divide(avoided.amount(), 2, RoundingMode.HALF_EVEN);
        return new Purchase(
                share.owned(), netPresentValue(offer, avoided, paid), breakEven, paid.times(offer.termMonths()));
    }

    /**
     * Payments and avoided cost at the end of each month, upfront parts at once: all, half (the partial upfront of
     * reserved instances and, at least, of savings plans) or none of the whole price.
     */
    private Money netPresentValue(Offer offer, Money avoided, Money paid) {
        String payment = offer.paymentOption().toLowerCase(Locale.ROOT);
        BigDecimal upfrontShare = switch (payment) {
            case "all_upfront", "upfront" -> BigDecimal.ONE;
            case "partial_upfront" -> new BigDecimal("0.5");
            default -> BigDecimal.ZERO;
        };
        BigDecimal whole = paid.amount().multiply(BigDecimal.valueOf(offer.termMonths()));
        BigDecimal recurring = paid.amount().multiply(BigDecimal.ONE.subtract(upfrontShare));
        BigDecimal growth =
                BigDecimal.ONE.add(uncertainty.waccPercent().divide(HUNDRED).divide(TWELVE, MathContext.DECIMAL128));
        BigDecimal value = whole.multiply(upfrontShare).negate();
        BigDecimal discount = BigDecimal.ONE;
        for (int month = 1; month <= offer.termMonths(); month++) {
            discount = discount.divide(growth, MathContext.DECIMAL128);
            value = value.add(avoided.amount().subtract(recurring).multiply(discount));
        }
        return Money.of(value.setScale(DECIMALS, RoundingMode.HALF_EVEN), demand.currency());
    }

    private Money lockIn(List<Owned> portfolio) {
        return portfolio.stream()
                .map(owned -> Money.of(
                        owned.costPerHour()
                                .multiply(BigDecimal.valueOf(owned.offer().termHours())),
                        demand.currency()))
                .reduce(Money.zero(demand.currency()), Money::plus);
    }

    private Plateau plateau(PortfolioPlan plan, CostSurface surface, BigDecimal share) {
        double[] none = new double[plan.portfolio().size()];
        double without = surface.cost(none);
        double wanted = share.doubleValue() * (without - surface.cost(point(plan.portfolio(), 1)));
        double misses = 0;
        double reaches = 1;
        for (int round = 0; round < BISECTIONS && !plan.portfolio().isEmpty(); round++) {
            double part = (misses + reaches) / 2;
            if (without - surface.cost(point(plan.portfolio(), part)) >= wanted) {
                reaches = part;
            } else {
                misses = part;
            }
        }
        List<Owned> edge = new ArrayList<>();
        for (Owned owned : plan.portfolio()) {
            BigDecimal quantity = new BigDecimal(owned.holding().quantity().doubleValue() * reaches)
                    .setScale(owned.offer().step().scale(), RoundingMode.CEILING)
                    .min(owned.holding().quantity());
            if (quantity.signum() > 0) {
                edge.add(owned.withQuantity(quantity));
            }
        }
        Bill bill = new BillSimulator(demand, PortfolioOptimizer.joined(holdings, edge)).bill();
        return new Plateau(share, edge, plan.without().totalCost().minus(bill.totalCost()));
    }

    private Money money(double amount) {
        return Money.of(BigDecimal.valueOf(amount).setScale(DECIMALS, RoundingMode.HALF_EVEN), demand.currency());
    }
}
