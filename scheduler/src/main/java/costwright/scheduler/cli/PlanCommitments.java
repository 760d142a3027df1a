package costwright.scheduler.cli;

import costwright.analyzers.commitment.Bill;
import costwright.analyzers.commitment.BillSimulator;
import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Explanation;
import costwright.analyzers.commitment.Ladder;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.PortfolioOptimizer;
import costwright.analyzers.commitment.PortfolioPlan;
import costwright.analyzers.commitment.PurchaseLimits;
import costwright.analyzers.commitment.PurchaseRisk;
import costwright.analyzers.commitment.RiskAssessment;
import costwright.analyzers.commitment.Uncertainty;
import costwright.analyzers.commitment.baseline.Baselines;
import costwright.jobs.pull.file.CommitmentCase;
import costwright.jobs.pull.file.RecommendationsFile;
import costwright.schema.CostwrightException;
import costwright.schema.commitment.Offer;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to buy, jointly, with a proof of how good it is and what it risks. */
@Command(
        name = "commitments",
        description = {
            "Chooses reservations and savings plans together, over what is owned already. The answer comes with a lower",
            "bound that no portfolio can beat, the gap to it, the cost curve of each offer, and what the purchase risks."
        },
        footer = {
            "  costwright plan commitments --usage usage.csv --lines lines.csv --offers offers.csv \\",
            "      --holdings holdings.csv --term 12 --max-commitment 25 --output json"
        })
final class PlanCommitments implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    CommitmentFiles files = new CommitmentFiles();

    @Option(names = "--holdings", paramLabel = "FILE", description = "holdings.csv: what is owned already.")
    @Nullable
    Path holdings;

    @Option(
            names = "--term",
            split = ",",
            paramLabel = "MONTHS",
            description = "Consider only offers of these terms, such as 12 or 12,36 (default: all).")
    List<Integer> terms = List.of();

    @Option(
            names = "--max-commitment",
            paramLabel = "AMOUNT",
            description = "The most that all purchases together may cost per hour.")
    @Nullable
    BigDecimal maxCommitment;

    @Option(
            names = "--max-lock-in",
            paramLabel = "AMOUNT",
            description = "The most that all purchases together may cost over their terms.")
    @Nullable
    BigDecimal maxLockIn;

    @Option(
            names = "--renew-within",
            defaultValue = "0",
            paramLabel = "DAYS",
            description =
                    "Plan anew what ends within so many days of the end of the window, 30, 60 or 90 (default: 0).")
    int renewWithinDays;

    @Option(
            names = "--tranches",
            defaultValue = "1",
            paramLabel = "N",
            description = "Buy in so many monthly tranches, so that not everything expires at once (default: 1).")
    int tranches;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "recommendations.csv (source, offer, quantity, claimed_savings) to check against the bill.")
    @Nullable
    Path compare;

    @Mixin
    UncertaintyOptions uncertainty = new UncertaintyOptions();

    PlanCommitments(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        notNegative("--max-commitment", maxCommitment);
        notNegative("--max-lock-in", maxLockIn);
        if (tranches < 1 || tranches > 36 || renewWithinDays < 0) {
            throw CostwrightException.settings("--tranches must be 1 to 36 and --renew-within 0 or more.");
        }
        Uncertainty future = uncertainty.read();
        CommitmentCase read = files.read(workspace, holdings);
        uncertainty.checkLines(read.demand());
        List<Offer> offers = read.offers().stream()
                .filter(offer -> terms.isEmpty() || terms.contains(offer.termMonths()))
                .toList();
        Demand demand = read.demand();
        Instant review = workspace.asOfIsGiven() ? workspace.asOf() : demand.end();
        List<Owned> lasting = Ladder.lasting(read.holdings(), review, renewWithinDays);
        RiskAssessment assessment = new RiskAssessment(demand, lasting, future);
        PortfolioPlan plan = assessment.suited(new PortfolioOptimizer(Baselines.providers())
                .plan(demand, lasting, offers, new PurchaseLimits(maxCommitment, maxLockIn)));
        PurchaseRisk risk = assessment.of(plan, uncertainty.plateau);
        Explanation explanation =
                new Explanation(demand, lasting, plan.without().totalCost());
        Map<String, Object> body = body(demand, plan, risk, explanation, offers);
        body.put("ladder", PlanText.ladder(Ladder.tranches(plan.portfolio(), review, tranches)));
        body.put("expiring", PlanText.calendar(Ladder.calendar(read.holdings(), review)));
        body.put("returns", PlanText.returns(read.holdings(), review, demand.currency()));
        List<Map<String, Object>> compared = compared(demand, lasting, plan, read.offers());
        body.put("compared", compared);
        Result result = Result.of("plan-commitments/1", body)
                .text(headline(plan))
                .table(portfolio(plan))
                .table(money(plan))
                .table(risk(risk));
        return workspace.console().print(compared.isEmpty() ? result : result.table(beside(compared)));
    }

    /** What others recommend, priced like the plan: their claim, what the bill says, and how far the plan is ahead. */
    private List<Map<String, Object>> compared(
            Demand demand, List<Owned> lasting, PortfolioPlan plan, List<Offer> offers) {
        List<Map<String, Object>> compared = new ArrayList<>();
        if (compare == null) {
            return compared;
        }
        for (RecommendationsFile.Recommended other : RecommendationsFile.read(workspace.resolve(compare), offers)) {
            List<Owned> all = new ArrayList<>(lasting);
            all.addAll(other.portfolio());
            Bill bill = new BillSimulator(demand, all).bill();
            Money savings = plan.without().totalCost().minus(bill.totalCost());
            Money claimed = other.claimedSavings() == null ? null : Money.of(other.claimedSavings(), demand.currency());
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("source", other.source());
            fields.put("portfolio", PlanText.purchases(other.portfolio()));
            fields.put("claimed_savings", claimed);
            fields.put("simulated_savings", savings);
            fields.put("claim_error", claimed == null ? null : claimed.minus(savings));
            fields.put("total_cost", bill.totalCost());
            fields.put("plan_saves_more", plan.savings().minus(savings));
            compared.add(fields);
        }
        return compared;
    }

    private static Table beside(List<Map<String, Object>> compared) {
        List<String> columns =
                List.of("source", "claimed_savings", "simulated_savings", "claim_error", "plan_saves_more");
        Table table = Table.of(columns.toArray(String[]::new));
        for (Map<String, Object> one : compared) {
            table.row(columns.stream().map(one::get).toArray());
        }
        return table;
    }

    private static void notNegative(String option, @Nullable BigDecimal amount) {
        if (amount != null && amount.signum() < 0) {
            throw CostwrightException.settings(
                    "%s must be 0 or more, not %s.".formatted(option, amount.toPlainString()));
        }
    }

    private Map<String, Object> body(
            Demand demand, PortfolioPlan plan, PurchaseRisk risk, Explanation explanation, List<Offer> offers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("currency", demand.currency().getCurrencyCode());
        body.put("from", demand.hours() == 0 ? null : demand.start());
        body.put("to", demand.hours() == 0 ? null : demand.end());
        body.put("hour_count", demand.hours());
        body.put("portfolio", PlanText.purchases(plan.portfolio()));
        body.put("total_cost", plan.bill().totalCost());
        body.put("cost_without", plan.without().totalCost());
        body.put("savings", plan.savings());
        body.put("lower_bound", plan.lowerBound());
        body.put("gap", plan.gap());
        body.put("on_demand_equivalent", plan.bill().onDemandEquivalent());
        body.put("commitment_cost", plan.bill().commitmentCost());
        body.put("on_demand_cost", plan.bill().onDemandCost());
        body.put("commitment_unused", plan.bill().commitmentUnused());
        body.put("coverage", plan.bill().coverage());
        body.put("utilization", plan.bill().utilization());
        body.put("effective_savings_rate", plan.bill().effectiveSavingsRate());
        body.put("budget_shadow_price", plan.budgetPrice());
        body.put("curve", PlanText.curves(explanation.curves(offers)));
        body.put("layers", PlanText.layers(explanation.layers(plan)));
        body.put("risk", PlanText.risk(risk));
        return body;
    }

    private static String headline(PortfolioPlan plan) {
        if (plan.portfolio().isEmpty()) {
            return "Nothing is worth buying: no portfolio can cost less than %s, and buying nothing costs %s."
                    .formatted(cents(plan.lowerBound()), cents(plan.without().totalCost()));
        }
        return "Buying %d offer%s saves %s over %d hours; no portfolio can cost less than %s."
                .formatted(
                        plan.portfolio().size(),
                        plan.portfolio().size() == 1 ? "" : "s",
                        cents(plan.savings()),
                        plan.bill().hours(),
                        cents(plan.lowerBound()));
    }

    private static Money cents(Money amount) {
        return amount.rounded(2, RoundingMode.HALF_EVEN);
    }

    private static Table portfolio(PortfolioPlan plan) {
        Table table = Table.of("offer", "quantity", "cost_per_hour", "utilization");
        List<Bill.Share> shares = plan.bill().commitments();
        int owned = shares.size() - plan.portfolio().size();
        for (int purchase = 0; purchase < plan.portfolio().size(); purchase++) {
            Owned bought = plan.portfolio().get(purchase);
            table.row(
                    bought.offer().name(),
                    bought.holding().quantity(),
                    bought.costPerHour(),
                    shares.get(owned + purchase).utilization());
        }
        return table;
    }

    private static Table money(PortfolioPlan plan) {
        return Table.of("total", "value")
                .row("cost_without", plan.without().totalCost())
                .row("total_cost", plan.bill().totalCost())
                .row("savings", plan.savings())
                .row("lower_bound", plan.lowerBound())
                .row("gap", plan.gap());
    }

    private static Table risk(PurchaseRisk risk) {
        return Table.of("risk", "value")
                .row("savings_p10", risk.p10())
                .row("savings_p50", risk.p50())
                .row("savings_p90", risk.p90())
                .row("loss_probability", BigDecimal.valueOf(risk.lossProbability()))
                .row("break_even_decline", BigDecimal.valueOf(risk.breakEvenDecline()))
                .row("lock_in", risk.lockIn());
    }
}
