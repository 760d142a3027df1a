package costwright.analyzers.commitment;

import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Thresholds;
import costwright.analyzers.commitment.SinglePlan.Optimum;
import costwright.schema.finding.Action;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Evidence.PriceQuote;
import costwright.schema.finding.Evidence.Rejection;
import costwright.schema.finding.Evidence.Sparkline;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.money.Money;
import costwright.schema.quantity.Quantity;
import costwright.schema.quantity.Ratio;
import costwright.schema.time.Lookback;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a found savings plan into words and numbers that can be checked by hand. */
final class CommitmentEvidence {
    private static final int SCALE = 6;
    private static final int CHART_HOURS = 14 * 24;
    private static final int LISTED_RATES = 20;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final List<String> CURVE = List.of("0.25", "0.5", "0.75", "0.9", "1.1", "1.25", "1.5");

    private CommitmentEvidence() {}

    /** @param optima best first; the first is proposed, the others are listed as rejected */
    static Finding of(
            Descriptor descriptor,
            Dataset dataset,
            Thresholds thresholds,
            Demand demand,
            Ratio completeness,
            List<Optimum> optima) {
        Optimum best = optima.get(0);
        Money monthly = monthly(best.savings(), demand.hours());
        String commitment = best.quantity().toPlainString() + " " + demand.currency() + "/h";
        Evidence evidence = new Evidence(
                new Lookback(demand.start(), demand.end()),
                completeness,
                "",
                facts(demand, best, commitment),
                arithmetic(demand, best, commitment, monthly),
                quotes(demand, best),
                thresholds.texts(),
                rejected(demand, optima),
                chart(demand, best),
                descriptor.id(),
                descriptor.version(),
                dataset.fingerprint());
        String provider = best.offer().kind().provider().word();
        return new Finding(
                FindingId.of(descriptor.id(), provider),
                descriptor.id(),
                List.of(),
                "Usage worth %s per month runs on demand at hours enough to commit to it"
                        .formatted(monthly(covered(best), demand.hours())),
                new Action(
                        ActionKind.COMMIT,
                        "Buy %s for %d months at %s"
                                .formatted(best.offer().name(), best.offer().termMonths(), commitment),
                        Map.of(
                                "offer", best.offer().name(),
                                "quantity", best.quantity().toPlainString(),
                                "term_months", Integer.toString(best.offer().termMonths()),
                                "payment_option", best.offer().paymentOption())),
                monthly,
                monthly,
                evidence);
    }

    private static Money covered(Optimum optimum) {
        return optimum.bill().onDemandEquivalent().minus(optimum.bill().onDemandCost());
    }

    private static List<Fact> facts(Demand demand, Optimum best, String commitment) {
        String currency = demand.currency().getCurrencyCode();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Commitment", commitment, ""));
        facts.add(new Fact("Hours looked at", Integer.toString(demand.hours()), "h"));
        facts.add(new Fact(
                "On-demand cost without it", best.bill().onDemandEquivalent().toDecimalString(), currency));
        facts.add(new Fact("Coverage", percent(best.bill().coverage()), "percent"));
        facts.add(new Fact("Utilization", percent(best.bill().utilization()), "percent"));
        facts.add(new Fact(
                "Unused commitment",
                best.bill()
                        .commitmentUnused()
                        .rounded(SCALE, RoundingMode.HALF_EVEN)
                        .toDecimalString(),
                currency));
        facts.add(new Fact(
                "Locked in",
                best.quantity()
                        .multiply(BigDecimal.valueOf(best.offer().termHours()))
                        .toPlainString(),
                currency));
        facts.add(new Fact("Discount on covered usage", percent(best.bill().effectiveDiscount()), "percent"));
        if (demand.hours() < 30 * 24) {
            facts.add(new Fact("Short history: seasons longer than it are not seen", days(demand), "days"));
        }
        for (String share : CURVE) {
            BigDecimal quantity = best.quantity()
                    .multiply(new BigDecimal(share))
                    .setScale(best.offer().step().scale(), RoundingMode.HALF_EVEN);
            Money savings =
                    monthly(SinglePlan.priced(demand, best.offer(), quantity).savings(), demand.hours());
            facts.add(new Fact(
                    "Saving per month at %s %s/h".formatted(quantity.toPlainString(), currency),
                    savings.toDecimalString(),
                    currency));
        }
        return facts;
    }

    private static String days(Demand demand) {
        return Integer.toString(demand.hours() / 24);
    }

    private static List<String> arithmetic(Demand demand, Optimum best, String commitment, Money monthly) {
        return List.of(
                "Without it: %s on demand in %d hours".formatted(best.bill().onDemandEquivalent(), demand.hours()),
                "Commitment: %s × %d h = %s"
                        .formatted(commitment, demand.hours(), best.bill().commitmentCost()),
                "Stays on demand: %s".formatted(best.bill().onDemandCost().rounded(SCALE, RoundingMode.HALF_EVEN)),
                "Saving: %s − %s − %s = %s"
                        .formatted(
                                best.bill().onDemandEquivalent(),
                                best.bill().commitmentCost(),
                                best.bill().onDemandCost().rounded(SCALE, RoundingMode.HALF_EVEN),
                                best.savings().rounded(SCALE, RoundingMode.HALF_EVEN)),
                "Per month: %s × 730 h / %d h = %s"
                        .formatted(best.savings().rounded(SCALE, RoundingMode.HALF_EVEN), demand.hours(), monthly));
    }

    private static List<PriceQuote> quotes(Demand demand, Optimum best) {
        return best.offer().rates().entrySet().stream()
                .filter(rate -> demand.position(rate.getKey()) >= 0)
                .limit(LISTED_RATES)
                .map(rate -> new PriceQuote(
                        rate.getKey(),
                        demand.lines().get(demand.position(rate.getKey())).region(),
                        rate.getValue().toPlainString(),
                        demand.currency().getCurrencyCode(),
                        "Hours",
                        "offer " + best.offer().name(),
                        demand.end().atOffset(ZoneOffset.UTC).toLocalDate()))
                .toList();
    }

    private static List<Rejection> rejected(Demand demand, List<Optimum> optima) {
        List<Rejection> rejected = new ArrayList<>();
        for (Optimum other : optima.subList(1, optima.size())) {
            rejected.add(new Rejection(
                    "%s, %d months, %s %s/h"
                            .formatted(
                                    other.offer().name(),
                                    other.offer().termMonths(),
                                    other.quantity().toPlainString(),
                                    demand.currency()),
                    "its best saves %s per month".formatted(monthly(other.savings(), demand.hours()))));
        }
        return rejected;
    }

    private static Sparkline chart(Demand demand, Optimum best) {
        Demand last = demand.slice(Math.max(0, demand.hours() - CHART_HOURS), demand.hours());
        List<Double> values = new ArrayList<>();
        BigDecimal everything = SinglePlan.enough(last, best.offer());
        BillSimulator simulator = new BillSimulator(last, List.of(Owned.of(best.offer(), everything)));
        for (int hour = 0; hour < last.hours(); hour++) {
            values.add(simulator.hour(hour).commitmentUsed().doubleValue());
        }
        return new Sparkline(
                "Eligible usage at committed rates, last %s days".formatted(days(last)),
                demand.currency() + "/h",
                values,
                0,
                best.quantity().doubleValue());
    }

    private static String percent(Ratio ratio) {
        return ratio.value()
                .map(value -> value.multiply(HUNDRED)
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString())
                .orElse("no value");
    }

    private static Money monthly(Money inWindow, int hours) {
        return inWindow.times(Quantity.HOURS_PER_MONTH)
                .dividedBy(BigDecimal.valueOf(hours), SCALE, RoundingMode.HALF_EVEN);
    }
}
