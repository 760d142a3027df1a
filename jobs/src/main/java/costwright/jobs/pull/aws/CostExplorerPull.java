package costwright.jobs.pull.aws;

import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.schema.provider.ProviderCost;
import costwright.schema.time.BillingPeriod;
import costwright.schema.time.ChargePeriod;
import costwright.schema.time.Period;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Group;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/**
 * Cost and usage by Cost Explorer, asked once at the payer for all accounts, because every page costs $0.01.
 *
 * <p>A month is closed when it ended three days ago or more and no amount of it is marked as estimated; a closed month
 * is never asked again, an open one not within eight hours, because Cost Explorer refreshes up to three times a day
 * (https://docs.aws.amazon.com/cost-management/latest/userguide/ce-exploring-data.html).
 */
final class CostExplorerPull {
    static final Duration FRESH = Duration.ofHours(8);
    private static final Duration SETTLES_AFTER = Duration.ofDays(3);
    private static final List<String> COSTS = List.of("UnblendedCost", "AmortizedCost");

    private final PullContext context;
    private final CostExplorerClient client;
    private final Lane lane;
    private final String payer;
    private final int months;
    private final String ownerTag;

    /**
     * @param months how many months are asked for, the current one included; Cost Explorer keeps 14
     * @param ownerTag the cost allocation tag that names the owner
     */
    CostExplorerPull(
            PullContext context, CostExplorerClient client, Lane lane, String payer, int months, String ownerTag) {
        this.context = context;
        this.client = client;
        this.lane = lane;
        this.payer = payer;
        this.months = months;
        this.ownerTag = ownerTag;
    }

    List<PullTask> tasks() {
        List<PullTask> tasks = new ArrayList<>();
        tasks.add(task("LINKED_ACCOUNT,SERVICE", COSTS, dimension("LINKED_ACCOUNT"), dimension("SERVICE")));
        tasks.add(task("SERVICE,USAGE_TYPE", COSTS, dimension("SERVICE"), dimension("USAGE_TYPE")));
        tasks.add(task("RECORD_TYPE,REGION", COSTS, dimension("RECORD_TYPE"), dimension("REGION")));
        tasks.add(task("TAG:" + ownerTag, COSTS, tag(ownerTag), dimension("LINKED_ACCOUNT")));
        tasks.add(PullTask.of(payer, "cost by cost category", this::readCategories));
        return tasks;
    }

    private PullTask task(String cut, List<String> metrics, GroupDefinition first, GroupDefinition second) {
        return PullTask.of(payer, "cost by " + cut, () -> readCut(cut, metrics, List.of(first, second)));
    }

    /** Asks for one cut of all months that are due, in one question per stretch. */
    private Outcome readCut(String cut, List<String> metrics, List<GroupDefinition> groups) {
        List<BillingPeriod> due = periods().stream()
                .filter(period -> context.windows().isDue(payer, cut, period, FRESH))
                .toList();
        if (due.isEmpty()) {
            return Outcome.CACHED;
        }
        LocalDate start = due.get(0).month().atDay(1);
        LocalDate end = endOf(due.get(due.size() - 1));
        String task = "%s cost by %s %s..%s".formatted(payer, cut, start, end);
        Pages.Reading<CostRow> reading =
                context.pages().read(task, CostRow.class, token -> page(start, end, metrics, groups, token));
        keep(cut, due, start, end, reading.rows());
        reading.close();
        return Outcome.READ;
    }

    private void keep(String cut, List<BillingPeriod> due, LocalDate start, LocalDate end, List<CostRow> rows) {
        List<ProviderCost> costs =
                rows.stream().map(row -> row.toCost(payer, cut)).sorted(BY_DAY).toList();
        context.provider().replaceCosts(context.source(), payer, cut, start, end, costs);
        for (BillingPeriod period : due) {
            boolean estimated = costs.stream()
                    .anyMatch(
                            cost -> cost.estimated() && cost.start().toString().startsWith(period.toString()));
            boolean settled = !period.end().plus(SETTLES_AFTER).isAfter(context.asOf());
            context.windows().note(payer, cut, period, settled && !estimated);
        }
    }

    private static final Comparator<ProviderCost> BY_DAY = Comparator.comparing(ProviderCost::start)
            .thenComparing(ProviderCost::first)
            .thenComparing(ProviderCost::second)
            .thenComparing(ProviderCost::metric);

    private Pages.Page<CostRow> page(
            LocalDate start, LocalDate end, List<String> metrics, List<GroupDefinition> groups, String token) {
        GetCostAndUsageResponse answer = lane.charged(
                "ce:GetCostAndUsage",
                () -> client.getCostAndUsage(request -> request.timePeriod(interval(start, end))
                        .granularity(Granularity.MONTHLY)
                        .metrics(metrics)
                        .groupBy(groups)
                        .nextPageToken(token)));
        return Pages.Page.of(rows(answer), answer.nextPageToken());
    }

    /** The grouped amounts of each result; an ungrouped one has them in its total. */
    static List<CostRow> rows(GetCostAndUsageResponse answer) {
        List<CostRow> rows = new ArrayList<>();
        for (ResultByTime result : answer.resultsByTime()) {
            if (result.groups().isEmpty()) {
                add(rows, result, "", "", result.total());
            }
            for (Group group : result.groups()) {
                String second = group.keys().size() > 1 ? group.keys().get(1) : "";
                add(rows, result, group.keys().get(0), second, group.metrics());
            }
        }
        return rows;
    }

    private static void add(
            List<CostRow> rows, ResultByTime result, String first, String second, Map<String, MetricValue> metrics) {
        metrics.forEach((metric, value) -> rows.add(new CostRow(
                result.timePeriod().start(),
                result.timePeriod().end(),
                first,
                second,
                metric,
                value.amount(),
                value.unit(),
                Boolean.TRUE.equals(result.estimated()))));
    }

    /** Cost by each cost category that the payer has, at most three of them. */
    private Outcome readCategories() {
        Period today = today();
        if (!context.windows().isDue(payer, "cost category names", today, Duration.ofDays(1))) {
            return Outcome.CACHED;
        }
        BillingPeriod current = BillingPeriod.containing(context.asOf());
        List<String> names = lane.charged(
                        "ce:GetCostCategories",
                        () -> client.getCostCategories(request -> request.timePeriod(
                                interval(current.previous().month().atDay(1), endOf(current)))))
                .costCategoryNames();
        for (String name : names.stream().sorted().limit(3).toList()) {
            GroupDefinition category = GroupDefinition.builder()
                    .type(GroupDefinitionType.COST_CATEGORY)
                    .key(name)
                    .build();
            readCut("COST_CATEGORY:" + name, COSTS, List.of(category, dimension("LINKED_ACCOUNT")));
        }
        context.windows().note(payer, "cost category names", today, false);
        return Outcome.READ;
    }

    private List<BillingPeriod> periods() {
        List<BillingPeriod> periods = new ArrayList<>();
        BillingPeriod period = BillingPeriod.containing(context.asOf());
        // On the first day of a month its only day is not over and Cost Explorer has no full day of it.
        if (context.asOf().atOffset(ZoneOffset.UTC).getDayOfMonth() == 1) {
            period = period.previous();
        }
        for (int i = 0; i < months; i++) {
            periods.add(0, period);
            period = period.previous();
        }
        return periods;
    }

    /** The first day after the whole days of a period that are over. */
    private LocalDate endOf(BillingPeriod period) {
        LocalDate today = context.asOf().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate end = period.next().month().atDay(1);
        return end.isAfter(today) ? today : end;
    }

    private Period today() {
        LocalDate today = context.asOf().atOffset(ZoneOffset.UTC).toLocalDate();
        return new ChargePeriod(
                today.atStartOfDay(ZoneOffset.UTC).toInstant(),
                today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    static DateInterval interval(LocalDate start, LocalDate end) {
        return DateInterval.builder()
                .start(start.toString())
                .end(end.toString())
                .build();
    }

    static GroupDefinition dimension(String key) {
        return GroupDefinition.builder()
                .type(GroupDefinitionType.DIMENSION)
                .key(key)
                .build();
    }

    private static GroupDefinition tag(String key) {
        return GroupDefinition.builder().type(GroupDefinitionType.TAG).key(key).build();
    }
}
