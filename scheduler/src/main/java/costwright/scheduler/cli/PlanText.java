package costwright.scheduler.cli;

import costwright.analyzers.commitment.Explanation;
import costwright.analyzers.commitment.Ladder;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.PurchaseRisk;
import costwright.analyzers.commitment.ReservationReturn;
import costwright.schema.commitment.OfferKind;
import costwright.schema.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a commitment plan as JSON fields. */
final class PlanText {
    private static final long HOURS_OF_A_YEAR = 8_760;

    private PlanText() {}

    static List<Map<String, Object>> purchases(List<Owned> portfolio) {
        return portfolio.stream().map(PlanText::purchase).toList();
    }

    private static Map<String, Object> purchase(Owned owned) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offer", owned.offer().name());
        fields.put("quantity", owned.holding().quantity().toPlainString());
        fields.put("kind", owned.offer().kind());
        fields.put("term_months", owned.offer().termMonths());
        fields.put("payment_option", owned.offer().paymentOption());
        fields.put("cost_per_hour", owned.costPerHour().toPlainString());
        return fields;
    }

    static List<Map<String, Object>> curves(List<Explanation.Curve> curves) {
        return curves.stream()
                .map(curve -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("offer", curve.offer().name());
                    fields.put("best_alone", curve.best().toPlainString());
                    fields.put(
                            "points",
                            curve.points().stream().map(PlanText::point).toList());
                    return fields;
                })
                .toList();
    }

    private static Map<String, Object> point(Explanation.CurvePoint point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("quantity", point.quantity().toPlainString());
        fields.put("total_cost", point.totalCost());
        fields.put("savings", point.savings());
        return fields;
    }

    static List<Map<String, Object>> layers(List<Explanation.Layer> layers) {
        return layers.stream()
                .map(layer -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("offer", layer.offer().name());
                    fields.put("from", layer.from().toPlainString());
                    fields.put("to", layer.to().toPlainString());
                    fields.put("utilization", layer.utilization());
                    fields.put("hours_full", layer.hoursFull());
                    fields.put("savings", layer.savings());
                    return fields;
                })
                .toList();
    }

    static List<Map<String, Object>> ladder(List<Ladder.Tranche> tranches) {
        return tranches.stream()
                .map(tranche -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("at", tranche.at());
                    fields.put("expires", tranche.expires());
                    fields.put("offer", tranche.offer().name());
                    fields.put("quantity", tranche.quantity().toPlainString());
                    return fields;
                })
                .toList();
    }

    static List<Map<String, Object>> calendar(List<Ladder.Expiry> expiries) {
        return expiries.stream()
                .map(expiry -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("offer", expiry.owned().offer().name());
                    fields.put("quantity", expiry.owned().holding().quantity().toPlainString());
                    fields.put("end", expiry.end());
                    fields.put("within_days", expiry.withinDays());
                    return fields;
                })
                .toList();
    }

    /** What each Azure reservation that has an end would bring if it were given back at {@code review}. */
    static List<Map<String, Object>> returns(List<Owned> holdings, Instant review, Currency currency) {
        List<Map<String, Object>> returns = new ArrayList<>();
        for (Owned owned : holdings) {
            Instant end = owned.holding().end();
            if (owned.offer().kind() == OfferKind.AZURE_RESERVATION && end != null && end.isAfter(review)) {
                ReservationReturn back = ReservationReturn.of(
                        Money.of(owned.costPerHour(), currency),
                        Duration.between(review, end).toHours());
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("offer", owned.offer().name());
                fields.put("quantity", owned.holding().quantity().toPlainString());
                fields.put("remaining_commitment", back.remaining());
                fields.put("exchange_at_least", back.leastExchange());
                fields.put("savings_plan_per_hour_1_year", back.savingsPlanPerHour(HOURS_OF_A_YEAR));
                fields.put(
                        "refund_limit_12_months",
                        ReservationReturn.refundable(Map.of(), LocalDate.ofInstant(review, ZoneOffset.UTC)));
                returns.add(fields);
            }
        }
        return returns;
    }

    static Map<String, Object> risk(PurchaseRisk risk) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scenarios", risk.scenarios());
        fields.put("p10", risk.p10());
        fields.put("p50", risk.p50());
        fields.put("p90", risk.p90());
        fields.put("mean", risk.mean());
        fields.put("conditional_value_at_risk", risk.conditionalValueAtRisk());
        fields.put("loss_probability", risk.lossProbability());
        fields.put("break_even_decline", risk.breakEvenDecline());
        fields.put("lock_in", risk.lockIn());
        fields.put("stress", risk.stress().stream().map(PlanText::stress).toList());
        fields.put(
                "purchases",
                risk.purchases().stream().map(PlanText::purchaseRisk).toList());
        Map<String, Object> plateau = new LinkedHashMap<>();
        plateau.put("share_of_savings", risk.plateau().share());
        plateau.put("portfolio", purchases(risk.plateau().portfolio()));
        plateau.put("savings", risk.plateau().savings());
        fields.put("plateau", plateau);
        return fields;
    }

    private static Map<String, Object> stress(PurchaseRisk.Stress stress) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("usage_level", stress.usageLevel());
        fields.put("savings", stress.savings());
        fields.put("stranded", stress.stranded());
        return fields;
    }

    private static Map<String, Object> purchaseRisk(PurchaseRisk.Purchase purchase) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offer", purchase.owned().offer().name());
        fields.put("net_present_value", purchase.netPresentValue());
        fields.put("break_even_months", purchase.breakEvenMonths());
        fields.put("lock_in", purchase.lockIn());
        return fields;
    }
}
