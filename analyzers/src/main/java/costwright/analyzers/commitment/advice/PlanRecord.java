package costwright.analyzers.commitment.advice;

import costwright.analyzers.commitment.Bill;
import costwright.analyzers.commitment.BillSimulator;
import costwright.analyzers.commitment.Explanation;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.PortfolioPlan;
import costwright.analyzers.commitment.PurchaseRisk;
import costwright.analyzers.commitment.PurchaseRule;
import costwright.analyzers.commitment.RiskAssessment;
import costwright.analyzers.commitment.SinglePlan;
import costwright.analyzers.commitment.Uncertainty;
import costwright.analyzers.commitment.baseline.AwsRule;
import costwright.analyzers.commitment.baseline.AzureRule;
import costwright.schema.commitment.Offer;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.finding.PurchasePlan.Curve;
import costwright.schema.finding.PurchasePlan.Layer;
import costwright.schema.finding.PurchasePlan.Point;
import costwright.schema.finding.PurchasePlan.Purchase;
import costwright.schema.finding.PurchasePlan.Renewal;
import costwright.schema.finding.PurchasePlan.Risk;
import costwright.schema.finding.PurchasePlan.Rival;
import costwright.schema.finding.PurchasePlan.Stress;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a plan, its risk and its explanation into the record that is kept and shown, per month of 730 hours. */
final class PlanRecord {
    private static final BigDecimal PLATEAU = new BigDecimal("0.95");
    /** Curves of offers that are not bought, for comparison. */
    private static final int OTHER_CURVES = 2;

    private final UsageToCommit base;

    PlanRecord(UsageToCommit base) {
        this.base = base;
    }

    /** @param offers all that were considered */
    PurchasePlan of(PortfolioPlan plan, List<Offer> offers) {
        PurchaseRisk risk = new RiskAssessment(base.demand(), base.lasting(), Uncertainty.DEFAULT).of(plan, PLATEAU);
        Explanation explanation =
                new Explanation(base.demand(), base.lasting(), plan.without().totalCost());
        return new PurchasePlan(
                base.demand().hours(),
                purchases(plan, risk),
                monthly(plan.without().totalCost()),
                monthly(plan.bill().totalCost()),
                Months.monthly(plan.lowerBound(), base.demand().hours(), RoundingMode.FLOOR),
                plan.gap(),
                plan.bill().coverage(),
                plan.bill().utilization(),
                explanation.curves(charted(plan, offers)).stream()
                        .map(this::curve)
                        .toList(),
                Stream.concat(
                                explanation.layers(plan).stream().map(layer -> layer(layer, true)),
                                explanation.beyond(plan).stream().map(layer -> layer(layer, false)))
                        .sorted(Comparator.comparing(Layer::offer).thenComparing(Layer::from))
                        .toList(),
                risk(risk),
                base.renewed().stream().map(PlanRecord::renewal).toList(),
                rivals(plan, offers));
    }

    private List<Purchase> purchases(PortfolioPlan plan, PurchaseRisk risk) {
        List<Bill.Share> shares = plan.bill().commitments();
        List<Purchase> purchases = new ArrayList<>();
        for (int index = 0; index < plan.portfolio().size(); index++) {
            Owned bought = plan.portfolio().get(index);
            PurchaseRisk.Purchase own = risk.purchases().get(index);
            purchases.add(new Purchase(
                    bought.offer().name(),
                    bought.offer().kind().word(),
                    bought.offer().termMonths(),
                    bought.offer().paymentOption(),
                    bought.holding().quantity(),
                    bought.offer().kind().inWholeUnits(),
                    money(bought.costPerHour()),
                    shares.get(base.lasting().size() + index).utilization(),
                    own.netPresentValue(),
                    own.breakEvenMonths(),
                    own.lockIn()));
        }
        return purchases;
    }

    /** The offers bought, then the best of the others. */
    private List<Offer> charted(PortfolioPlan plan, List<Offer> offers) {
        List<Offer> charted =
                new ArrayList<>(plan.portfolio().stream().map(Owned::offer).toList());
        SinglePlan.estimates(base.demand(), base.lasting(), offers).stream()
                .filter(estimate -> !charted.contains(estimate.offer()) && estimate.savings() > 0)
                .sorted(Comparator.comparingDouble(SinglePlan.Estimate::savings)
                        .reversed()
                        .thenComparing(estimate -> estimate.offer().name()))
                .limit(OTHER_CURVES)
                .map(SinglePlan.Estimate::offer)
                .forEach(charted::add);
        return charted;
    }

    private Curve curve(Explanation.Curve curve) {
        BigDecimal unitRate = curve.offer().unitRate();
        return new Curve(
                curve.offer().name(),
                curve.best(),
                curve.points().stream()
                        .map(point -> new Point(
                                point.quantity(),
                                money(point.quantity().multiply(unitRate)),
                                monthly(point.totalCost())))
                        .toList());
    }

    private Layer layer(Explanation.Layer layer, boolean advised) {
        return new Layer(
                layer.offer().name(),
                layer.from(),
                layer.to(),
                money(layer.to().subtract(layer.from()).multiply(layer.offer().unitRate())),
                layer.hoursFull(),
                layer.utilization(),
                monthly(layer.savings()),
                advised);
    }

    private Risk risk(PurchaseRisk risk) {
        BigDecimal plateau =
                risk.plateau().portfolio().stream().map(Owned::costPerHour).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Risk(
                risk.scenarios(),
                monthly(risk.p10()),
                monthly(risk.p50()),
                monthly(risk.p90()),
                BigDecimal.valueOf(risk.lossProbability()),
                BigDecimal.valueOf(risk.breakEvenDecline()),
                risk.lockIn(),
                risk.plateau().share(),
                money(plateau),
                monthly(risk.plateau().savings()),
                risk.stress().stream()
                        .map(stress ->
                                new Stress(stress.usageLevel(), monthly(stress.savings()), monthly(stress.stranded())))
                        .toList());
    }

    /** What the provider's own rule would buy, priced like the plan. */
    private List<Rival> rivals(PortfolioPlan plan, List<Offer> offers) {
        Provider provider = plan.portfolio().get(0).offer().kind().provider();
        PurchaseRule rule = provider == Provider.AZURE ? new AzureRule() : new AwsRule();
        List<Owned> bought = rule.buy(base.demand(), base.lasting(), offers);
        if (bought.isEmpty()) {
            return List.of();
        }
        List<Owned> all = new ArrayList<>(base.lasting());
        all.addAll(bought);
        Money saved = plan.without()
                .totalCost()
                .minus(new BillSimulator(base.demand(), all).bill().totalCost());
        String portfolio = bought.stream()
                .map(owned -> owned.offer().name() + " at "
                        + owned.holding().quantity().toPlainString())
                .collect(Collectors.joining("; "));
        String source = "the documented rule of " + (provider == Provider.AZURE ? "Azure" : "AWS");
        return List.of(new Rival(source, portfolio, null, monthly(saved)));
    }

    private static Renewal renewal(Owned owned) {
        return new Renewal(
                owned.offer().name(),
                owned.holding().quantity(),
                String.valueOf(owned.holding().end()));
    }

    private Money monthly(Money inWindow) {
        return Months.monthly(inWindow, base.demand().hours());
    }

    private Money money(BigDecimal amount) {
        return Money.of(amount, base.demand().currency());
    }
}
