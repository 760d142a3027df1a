package costwright.scheduler.cli;

import costwright.jobs.store.Analysis;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.RecommendationState;
import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The plan of the newest analysis with the state of each recommendation. */
@Command(
        name = "recommendations",
        description = "Lists what to do, and keeps what people decide about it.",
        subcommands = {
            RecommendationsList.class,
            RecommendationsShow.class,
            Decisions.Accept.class,
            Decisions.Dismiss.class,
            Decisions.Snooze.class,
            Decisions.Applied.class,
        },
        footer = {
            "  costwright recommendations list --state open",
            "  costwright recommendations dismiss idle-vm-1a2b3c4d --reason \"standby of the database\""
        })
final class Recommendations implements Callable<Integer> {
    private final Workspace workspace;

    Recommendations(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        return new RecommendationsList(workspace).call();
    }
}

/** Lists the plan. */
@Command(
        name = "list",
        description = "Lists the recommendations of the newest analysis; their savings may be added.",
        footer = "  costwright recommendations list --state open,accepted --action delete --output csv")
final class RecommendationsList implements Callable<Integer> {
    private final Workspace workspace;

    @Option(names = "--state", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    List<RecommendationState> states = List.of();

    @Option(names = "--action", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    List<ActionKind> actions = List.of();

    RecommendationsList(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Row(
            FindingId id,
            int rank,
            RecommendationState state,
            @Nullable Instant until,
            String check,
            ActionKind action,
            String summary,
            String title,
            List<ResourceId> subjects,
            Money monthlySavings,
            Money monthlyRetailSavings,
            List<FindingId> replaces) {
        static Row of(RecommendationQuery.Standing standing) {
            Recommendation recommendation = standing.recommendation();
            return new Row(
                    recommendation.id(),
                    recommendation.rank(),
                    standing.entry().state(),
                    standing.entry().until(),
                    recommendation.finding().analyzerId(),
                    recommendation.finding().action().kind(),
                    recommendation.finding().action().summary(),
                    recommendation.finding().title(),
                    recommendation.finding().subjects(),
                    recommendation.savings().bill(),
                    recommendation.savings().retail(),
                    recommendation.replaces());
        }
    }

    @Override
    public Integer call() {
        RecommendationQuery query = new RecommendationQuery(workspace.store());
        Analysis.Kept analysis = query.analysis();
        List<RecommendationQuery.Standing> listed = query.plan(analysis).stream()
                .filter(each -> states.isEmpty() || states.contains(each.entry().state()))
                .filter(each -> actions.isEmpty()
                        || actions.contains(
                                each.recommendation().finding().action().kind()))
                .toList();
        List<Row> rows = listed.stream().map(Row::of).toList();
        Table table = Table.of("id", "state", "monthly_savings", "monthly_retail_savings", "action", "title");
        rows.forEach(row -> table.row(
                row.id(),
                row.state().word(),
                row.monthlySavings(),
                row.monthlyRetailSavings(),
                row.summary(),
                row.title()));
        Collection<Money> totals = totals(listed, false);
        Collection<Money> costs = totals(listed, true);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("as_of", analysis.analysis().asOf());
        body.put("recommendations", rows);
        body.put("total_monthly_savings", totals);
        body.put("total_monthly_added_costs", costs.stream().map(Money::negated).toList());
        return workspace
                .console()
                .print(Result.of("recommendations/1", body)
                        .table(table)
                        .text(summary(
                                rows.size(), totals, costs, analysis.analysis().asOf())));
    }

    /** @param costs of those that add cost, else of those that save; the two are never set off against each other */
    private static Collection<Money> totals(List<RecommendationQuery.Standing> listed, boolean costs) {
        Map<String, Money> totals = new TreeMap<>();
        listed.stream()
                .map(RecommendationQuery.Standing::recommendation)
                .filter(each -> each.addsCost() == costs)
                .map(each -> each.savings().bill())
                .forEach(bill -> totals.merge(bill.currency().getCurrencyCode(), bill, Money::plus));
        return new ArrayList<>(totals.values());
    }

    private static String summary(int count, Collection<Money> totals, Collection<Money> costs, Instant asOf) {
        return count + (count == 1 ? " recommendation" : " recommendations") + " as of " + asOf
                + (totals.isEmpty() ? "" : ", together " + amounts(totals) + " a month")
                + (costs.isEmpty()
                        ? "."
                        : "; what is too small would cost "
                                + amounts(costs.stream().map(Money::negated).toList())
                                + " a month more, which is not set off.");
    }

    private static String amounts(Collection<Money> amounts) {
        return amounts.stream().map(TableOutput::text).collect(Collectors.joining(" and "));
    }
}

/** Shows one recommendation with its history. */
@Command(
        name = "show",
        description = "Shows a recommendation, where it stands and its history.",
        footer = "  costwright recommendations show idle-vm-1a2b3c4d")
final class RecommendationsShow implements Callable<Integer> {
    private final Workspace workspace;

    @picocli.CommandLine.Parameters(paramLabel = "ID", description = "The id of a recommendation.")
    String id = "";

    RecommendationsShow(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        RecommendationQuery query = new RecommendationQuery(workspace.store());
        FindingId wanted = new FindingId(id);
        FindingText text = new FindingText(query.finding(wanted), query.recommendation(wanted));
        List<LedgerEntry> history = query.history(wanted);
        Table table = Table.of("at", "state", "who", "reason", "until");
        history.forEach(
                entry -> table.row(entry.at(), entry.state().word(), entry.who(), entry.reason(), entry.until()));
        Map<String, Object> body = text.body();
        body.put("history", history);
        return workspace
                .console()
                .print(Result.of("recommendation/1", body)
                        .text(text.summary())
                        .table(table)
                        .text("Why: costwright explain " + id));
    }
}
