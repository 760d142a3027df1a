package costwright.scheduler.cli;

import costwright.schema.finding.PurchasePlan;
import java.util.ArrayList;
import java.util.List;

/** A plan of purchases as tables: what, cost curves, layers, risk, what ends and what others recommend. */
final class PurchaseTables {
    private PurchaseTables() {}

    static List<Table> of(PurchasePlan plan) {
        List<Table> tables = new ArrayList<>(
                List.of(purchases(plan), totals(plan), curves(plan), layers(plan), stress(plan), risk(plan)));
        if (!plan.renewals().isEmpty()) {
            Table renewals = Table.of("planned_anew", "quantity", "end");
            plan.renewals().forEach(each -> renewals.row(each.offer(), each.quantity(), each.end()));
            tables.add(renewals);
        }
        if (!plan.rivals().isEmpty()) {
            tables.add(rivals(plan));
        }
        return tables;
    }

    private static Table purchases(PurchasePlan plan) {
        Table table = Table.of(
                "purchase",
                "quantity",
                "cost_per_hour",
                "term_months",
                "utilization",
                "break_even_months",
                "net_present_value",
                "lock_in");
        plan.purchases()
                .forEach(each -> table.row(
                        each.offer(),
                        each.quantity(),
                        each.perHour(),
                        each.termMonths(),
                        each.utilization(),
                        each.breakEvenMonths(),
                        each.netPresentValue(),
                        each.lockIn()));
        return table;
    }

    private static Table totals(PurchasePlan plan) {
        return Table.of("per_month", "value")
                .row("cost_without", plan.costWithout())
                .row("cost", plan.cost())
                .row("savings", plan.savings())
                .row("lower_bound", plan.lowerBound())
                .row("gap", plan.gap())
                .row("coverage", plan.coverage())
                .row("utilization", plan.utilization());
    }

    private static Table curves(PurchasePlan plan) {
        Table table = Table.of("curve_of", "quantity", "cost_per_hour", "cost_per_month", "savings_per_month");
        plan.curves()
                .forEach(curve -> curve.points()
                        .forEach(point -> table.row(
                                curve.offer(),
                                point.quantity(),
                                point.perHour(),
                                point.cost(),
                                plan.costWithout().minus(point.cost()))));
        return table;
    }

    private static Table layers(PurchasePlan plan) {
        Table table = Table.of(
                "layer_of", "from", "to", "advised", "hours_full", "utilization", "savings_per_month", "shadow_price");
        plan.layers()
                .forEach(each -> table.row(
                        each.offer(),
                        each.from(),
                        each.to(),
                        each.advised() ? "yes" : "no",
                        each.hoursFull(),
                        each.utilization(),
                        each.savings(),
                        each.shadowPrice()));
        return table;
    }

    private static Table stress(PurchasePlan plan) {
        Table table = Table.of("usage_level", "savings_per_month", "stranded_per_month");
        plan.risk().stress().forEach(each -> table.row(each.usageLevel(), each.savings(), each.stranded()));
        return table;
    }

    private static Table risk(PurchasePlan plan) {
        PurchasePlan.Risk risk = plan.risk();
        return Table.of("risk", "value")
                .row("scenarios", risk.scenarios())
                .row("savings_per_month_p10", risk.p10())
                .row("savings_per_month_p50", risk.p50())
                .row("savings_per_month_p90", risk.p90())
                .row("loss_probability", risk.lossProbability())
                .row("break_even_decline", risk.breakEvenDecline())
                .row("lock_in", risk.lockIn())
                .row("plateau_cost_per_hour", risk.plateauPerHour())
                .row("plateau_savings_per_month", risk.plateauSavings());
    }

    private static Table rivals(PurchasePlan plan) {
        Table table = Table.of("source", "recommends", "claimed_per_month", "simulated_per_month", "plan_saves_more");
        plan.rivals()
                .forEach(each -> table.row(
                        each.source(),
                        each.portfolio(),
                        each.claimed(),
                        each.simulated(),
                        plan.savings().minus(each.simulated())));
        return table;
    }
}
