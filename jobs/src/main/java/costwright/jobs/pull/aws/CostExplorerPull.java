package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
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
    private static final String ACCOUNT_AND_SERVICE = "LINKED_ACCOUNT,SERVICE";
    static final Duration FRESH = Duration.ofHours(8);
    private static final Duration SETTLES_AFTER = Duration.ofDays(3);
    private static final List<String> COSTS = List.of("UnblendedCost", "AmortizedCost");
    // The net metrics are those after negotiated discounts; one page of all four costs what one page of one costs.
    private static final List<String> ALL_COSTS =
            List.of("UnblendedCost", "NetUnblendedCost", "AmortizedCost", "NetAmortizedCost");
    // The weekly report shows thirteen weeks: they reach into four months.
    private static final int MONTHS_BY_DAY = 4;

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
        tasks.add(PullTask.of(payer, "cost by " + ACCOUNT_AND_SERVICE, this::readAccounts));
        tasks.add(task("SERVICE,USAGE_TYPE", dimension("SERVICE"), dimension("USAGE_TYPE")));
        tasks.add(task("RECORD_TYPE,REGION", dimension("RECORD_TYPE"), dimension("REGION")));
        tasks.add(task("TAG:" + ownerTag, tag(ownerTag), dimension("LINKED_ACCOUNT")));
        tasks.add(PullTask.of(payer, "cost by cost category", this::readCategories));
        return tasks;
    }

    private PullTask task(String cut, GroupDefinition first, GroupDefinition second) {
        return PullTask.of(
                payer,
                "cost by " + cut,
                () -> readCut(new Question(cut, Granularity.MONTHLY, COSTS, List.of(first, second)), periods()));
    }

    /** What one reading asks of Cost Explorer, apart from the time. */
    private record Question(String cut, Granularity granularity, List<String> metrics, List<GroupDefinition> groups) {}

    /** The cut that stands for the bill where there is none: by day as far as reports look back, by month before. */
    private Outcome readAccounts() {
        List<GroupDefinition> groups = List.of(dimension("LINKED_ACCOUNT"), dimension("SERVICE"));
        List<BillingPeriod> all = periods();
        int split = Math.max(0, all.size() - MONTHS_BY_DAY);
        Outcome older = readCut(
                new Question(ACCOUNT_AND_SERVICE, Granularity.MONTHLY, ALL_COSTS, groups), all.subList(0, split));
        Outcome newer = readCut(
                new Question(ACCOUNT_AND_SERVICE, Granularity.DAILY, ALL_COSTS, groups),
                all.subList(split, all.size()));
        return older == Outcome.READ ? older : newer;
    }

    /** Asks for one cut of those months that are due, in one question. */
    private Outcome readCut(Question question, List<BillingPeriod> periods) {
        String cut = question.cut();
        List<BillingPeriod> due = periods.stream()
                .filter(period -> context.windows().isDue(payer, cut, period, FRESH))
                .toList();
        if (due.isEmpty()) {
            return Outcome.CACHED;
        }
        LocalDate start = due.get(0).month().atDay(1);
        LocalDate end = endOf(due.get(due.size() - 1));
        String task = "%s cost by %s %s %s..%s".formatted(payer, cut, question.granularity(), start, end);
        Pages.Reading<CostRow> reading =
                context.pages().read(task, CostRow.class, token -> page(start, end, question, token));
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

    private Pages.Page<CostRow> page(LocalDate start, LocalDate end, Question question, String token) {
        GetCostAndUsageResponse answer = lane.charged(
                "ce:GetCostAndUsage",
                () -> client.getCostAndUsage(request -> request.timePeriod(interval(start, end))
                        .granularity(question.granularity())
                        .metrics(question.metrics())
                        .groupBy(question.groups())
                        .nextPageToken(token)));
        List<CostRow> rows = rows(answer);
        for (CostRow row : rows) {
            LocalDate day = LocalDate.parse(row.start());
            if (day.isBefore(start) || !day.isBefore(end)) {
                throw new CallFailure(
                        CallFailure.Why.MALFORMED,
                        "ce:GetCostAndUsage answered about %s although %s to %s was asked.".formatted(day, start, end));
            }
        }
        return Pages.Page.of(rows, answer.nextPageToken());
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
            readCut(
                    new Question(
                            "COST_CATEGORY:" + name,
                            Granularity.MONTHLY,
                            COSTS,
                            List.of(category, dimension("LINKED_ACCOUNT"))),
                    periods());
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
