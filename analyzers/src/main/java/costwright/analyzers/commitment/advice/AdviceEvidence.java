package costwright.analyzers.commitment.advice;

import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Thresholds;
import costwright.analyzers.commitment.Bill;
import costwright.analyzers.commitment.BillSimulator;
import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.PortfolioPlan;
import costwright.analyzers.commitment.SinglePlan;
import costwright.schema.commitment.Offer;
import costwright.schema.finding.Action;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Evidence.PriceQuote;
import costwright.schema.finding.Evidence.Rejection;
import costwright.schema.finding.Evidence.Sparkline;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.finding.PurchasePlan.Purchase;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.time.Lookback;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a plan into words and numbers that can be checked by hand. */
final class AdviceEvidence {
    private static final int SCALE = 6;
    private static final int CHART_HOURS = 14 * 24;
    private static final int LISTED_RATES = 20;
    private static final int LISTED_RIVALS = 12;
    private static final int SHORT_DAYS = 30;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Descriptor descriptor;
    private final Dataset dataset;
    private final Thresholds thresholds;
    private final UsageToCommit base;
    private final Ratio completeness;

    AdviceEvidence(
            Descriptor descriptor, Dataset dataset, Thresholds thresholds, UsageToCommit base, Ratio completeness) {
        this.descriptor = descriptor;
        this.dataset = dataset;
        this.thresholds = thresholds;
        this.base = base;
        this.completeness = completeness;
    }

    /** @param offers all that were considered */
    Finding finding(PortfolioPlan plan, List<Offer> offers) {
        Demand demand = base.demand();
        PurchasePlan advised = new PlanRecord(base).of(plan, offers);
        Money monthly = advised.savings();
        String provider = plan.portfolio().get(0).offer().kind().provider().word();
        Evidence evidence = new Evidence(
                new Lookback(demand.start(), demand.end()),
                completeness,
                "",
                facts(advised),
                arithmetic(plan, monthly),
                quotes(plan),
                thresholds.texts(),
                rejected(plan, offers),
                chart(plan),
                descriptor.id(),
                descriptor.version(),
                dataset.fingerprint(),
                List.of(),
                advised);
        return new Finding(
                FindingId.of(descriptor.id(), provider),
                descriptor.id(),
                List.of(),
                "Usage that costs %s per month would cost %s with %s"
                        .formatted(
                                cents(advised.costWithout()),
                                cents(advised.cost()),
                                advised.purchases().size() == 1
                                        ? "one commitment more"
                                        : "commitments bought together"),
                new Action(ActionKind.COMMIT, summary(advised), parameters(advised)),
                monthly,
                monthly,
                evidence);
    }

    private static String summary(PurchasePlan plan) {
        List<Purchase> purchases = plan.purchases();
        Purchase first = purchases.get(0);
        if (purchases.size() == 1) {
            return "Buy %s for %d months at %s".formatted(first.offer(), first.termMonths(), quantity(first));
        }
        return "Buy %d commitments together, %s %s/h in all"
                .formatted(
                        purchases.size(),
                        plan.perHour().toDecimalString(),
                        plan.perHour().currency());
    }

    private static String quantity(Purchase purchase) {
        return purchase.inWholeUnits()
                ? purchase.quantity().toPlainString()
                        + (purchase.quantity().compareTo(BigDecimal.ONE) == 0 ? " unit" : " units")
                : purchase.quantity().toPlainString() + ' ' + purchase.perHour().currency() + "/h";
    }

    /** What a script needs: with one purchase its terms, with several each of them by number. */
    private static Map<String, String> parameters(PurchasePlan plan) {
        Map<String, String> parameters = new TreeMap<>();
        List<Purchase> purchases = plan.purchases();
        for (int number = 1; number <= purchases.size(); number++) {
            Purchase purchase = purchases.get(number - 1);
            String suffix = purchases.size() == 1 ? "" : "_" + number;
            parameters.put("offer" + suffix, purchase.offer());
            parameters.put("quantity" + suffix, purchase.quantity().toPlainString());
            parameters.put("term_months" + suffix, Integer.toString(purchase.termMonths()));
            parameters.put("payment_option" + suffix, purchase.paymentOption());
        }
        return parameters;
    }

    private List<Fact> facts(PurchasePlan plan) {
        String currency = plan.cost().currency().getCurrencyCode();
        List<Fact> facts = new ArrayList<>();
        plan.purchases().forEach(purchase -> facts.add(new Fact(purchase.offer(), quantity(purchase), "")));
        facts.add(new Fact("Hours looked at", Integer.toString(plan.hours()), "h"));
        facts.add(new Fact("Cost per month without it", plan.costWithout().toDecimalString(), currency));
        facts.add(new Fact("Cost per month with it", plan.cost().toDecimalString(), currency));
        facts.add(new Fact("No purchase could bring it under", plan.lowerBound().toDecimalString(), currency));
        facts.add(new Fact("Gap to that bound", percent(plan.gap()), "percent"));
        facts.add(new Fact("Coverage", percent(plan.coverage()), "percent"));
        facts.add(new Fact("Utilization", percent(plan.utilization()), "percent"));
        facts.add(new Fact("Locked in", plan.risk().lockIn().toDecimalString(), currency));
        facts.add(new Fact(
                "Owned commitments that stay", Integer.toString(base.lasting().size()), ""));
        if (plan.hours() < SHORT_DAYS * 24) {
            facts.add(new Fact(
                    "Short history: seasons longer than it are not seen", Integer.toString(plan.hours() / 24), "days"));
        }
        return facts;
    }

    private List<String> arithmetic(PortfolioPlan plan, Money monthly) {
        int hours = base.demand().hours();
        Bill without = plan.without();
        Bill with = plan.bill();
        List<String> lines = new ArrayList<>();
        lines.add("All usage at on-demand prices: %s in %d hours".formatted(shown(with.onDemandEquivalent()), hours));
        lines.add("Without the purchase: %s owned + %s on demand = %s"
                .formatted(shown(without.commitmentCost()), shown(without.onDemandCost()), shown(without.totalCost())));
        for (Bill.Share share : with.commitments()
                .subList(base.lasting().size(), with.commitments().size())) {
            lines.add("%s: %s per hour × %d h = %s, of which %s is used"
                    .formatted(
                            share.owned().offer().name(),
                            share.owned().costPerHour().toPlainString(),
                            hours,
                            shown(share.cost()),
                            shown(share.used())));
        }
        lines.add("With it: %s for commitments + %s on demand = %s"
                .formatted(shown(with.commitmentCost()), shown(with.onDemandCost()), shown(with.totalCost())));
        lines.add("Saving: %s − %s = %s"
                .formatted(shown(without.totalCost()), shown(with.totalCost()), shown(plan.savings())));
        lines.add("Per month: %s × 730 h / %d h = %s".formatted(shown(plan.savings()), hours, monthly));
        return lines;
    }

    private List<PriceQuote> quotes(PortfolioPlan plan) {
        Demand demand = base.demand();
        return plan.portfolio().stream()
                .flatMap(owned -> owned.offer().rates().entrySet().stream()
                        .filter(rate -> demand.position(rate.getKey()) >= 0)
                        .map(rate -> new PriceQuote(
                                rate.getKey(),
                                demand.lines()
                                        .get(demand.position(rate.getKey()))
                                        .region(),
                                rate.getValue().toPlainString(),
                                demand.currency().getCurrencyCode(),
                                "Hours",
                                "offer " + owned.offer().name(),
                                demand.end().atOffset(ZoneOffset.UTC).toLocalDate())))
                .limit(LISTED_RATES)
                .toList();
    }

    /** The best of each other offer alone, the best first. */
    private List<Rejection> rejected(PortfolioPlan plan, List<Offer> offers) {
        List<String> bought =
                plan.portfolio().stream().map(owned -> owned.offer().name()).toList();
        return SinglePlan.estimates(base.demand(), base.lasting(), offers).stream()
                .filter(estimate -> !bought.contains(estimate.offer().name()))
                .sorted(Comparator.comparingDouble(SinglePlan.Estimate::savings)
                        .reversed()
                        .thenComparing(estimate -> estimate.offer().name()))
                .limit(LISTED_RIVALS)
                .map(this::rejection)
                .toList();
    }

    private Rejection rejection(SinglePlan.Estimate estimate) {
        Offer offer = estimate.offer();
        if (estimate.quantity().signum() == 0) {
            return new Rejection(offer.name(), "no quantity of it alone would pay off");
        }
        Money alone = Months.monthly(
                Money.of(BigDecimal.valueOf(estimate.savings()), base.demand().currency()),
                base.demand().hours());
        return new Rejection(
                "%s, %d months, %s %s"
                        .formatted(
                                offer.name(),
                                offer.termMonths(),
                                estimate.quantity().toPlainString(),
                                offer.kind().inWholeUnits()
                                        ? "units"
                                        : base.demand().currency() + "/h"),
                "its best alone saves %s per month".formatted(cents(alone)));
    }

    /** What the purchases are used for in the last two weeks, against what they cost. */
    private Sparkline chart(PortfolioPlan plan) {
        Demand all = base.demand();
        Demand last = all.slice(Math.max(0, all.hours() - CHART_HOURS), all.hours());
        BillSimulator simulator = new BillSimulator(last, base.lasting());
        List<Double> values = new ArrayList<>();
        for (int hour = 0; hour < last.hours(); hour++) {
            values.add(simulator.hour(hour).onDemandCost().doubleValue());
        }
        BigDecimal covers = plan.portfolio().stream().map(Owned::costPerHour).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Sparkline(
                "Usage that would stay on demand, last %d days, and the commitment per hour"
                        .formatted(last.hours() / 24),
                all.currency() + "/h",
                values,
                0,
                covers.doubleValue());
    }

    private static Money shown(Money amount) {
        return amount.rounded(SCALE, RoundingMode.HALF_EVEN);
    }

    private static Money cents(Money amount) {
        return amount.rounded(2, RoundingMode.HALF_EVEN);
    }

    private static String percent(Ratio ratio) {
        return ratio.value()
                .map(value -> value.multiply(HUNDRED)
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString())
                .orElse("no value");
    }
}
