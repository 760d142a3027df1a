package costwright.jobs.pull.azure;

import com.azure.resourcemanager.costmanagement.models.ExportType;
import com.azure.resourcemanager.costmanagement.models.FunctionType;
import com.azure.resourcemanager.costmanagement.models.GranularityType;
import com.azure.resourcemanager.costmanagement.models.QueryAggregation;
import com.azure.resourcemanager.costmanagement.models.QueryColumnType;
import com.azure.resourcemanager.costmanagement.models.QueryDataset;
import com.azure.resourcemanager.costmanagement.models.QueryDefinition;
import com.azure.resourcemanager.costmanagement.models.QueryGrouping;
import com.azure.resourcemanager.costmanagement.models.QueryTimePeriod;
import com.azure.resourcemanager.costmanagement.models.TimeframeType;
import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.schema.CostwrightException;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderCost;
import costwright.schema.resource.Provider;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cost by month and two dimensions, by the Query API, whose pages are asked with the same POST again.
 *
 * <p>Azure rewrites questions silently (a range that is too long is cut, one in the future is moved), so the months of the
 * answer are compared with those of the question. A month is closed five days after its end.
 */
final class AzureCosts {
    private static final Duration FRESH = Duration.ofHours(8);
    private static final Duration SETTLES_AFTER = Duration.ofDays(5);
    /** Longer ranges are truncated without a word. */
    private static final int MONTHS = 12;

    private final PullContext context;
    private final AzureHttp http;
    private final Lane lane;
    private final CostManagement client;
    private final String scope;
    private final String ownerTag;

    AzureCosts(PullContext context, AzureHttp http, Lane lane, CostManagement client, String scope, String ownerTag) {
        this.context = context;
        this.http = http;
        this.lane = lane;
        this.client = client;
        this.scope = scope;
        this.ownerTag = ownerTag;
    }

    /** A row of an answer in the form in which pages are kept. */
    record QueryRow(String month, String first, String second, String amount, String currency) {}

    /** One grouping of a question. */
    private record Grouping(String type, String name) {}

    List<PullTask> tasks() {
        List<PullTask> tasks = new ArrayList<>();
        for (String type : List.of("ActualCost", "AmortizedCost")) {
            tasks.add(
                    task(type, new Grouping("Dimension", "SubscriptionId"), new Grouping("Dimension", "ServiceName")));
            tasks.add(task(type, new Grouping("Dimension", "ResourceGroupName"), new Grouping("TagKey", ownerTag)));
        }
        return tasks;
    }

    private PullTask task(String type, Grouping first, Grouping second) {
        String cut = "%s:%s,%s".formatted(type, first.name(), second.name());
        return PullTask.of(scope, "cost by " + cut, () -> {
            List<BillingPeriod> due = periods().stream()
                    .filter(period -> context.windows().isDue(scope, cut, period, FRESH))
                    .toList();
            if (due.isEmpty()) {
                return Outcome.CACHED;
            }
            LocalDate start = due.get(0).month().atDay(1);
            LocalDate end = due.get(due.size() - 1).next().month().atDay(1);
            QueryDefinition question = question(type, start, end, List.of(first, second));
            Pages.Reading<QueryRow> reading = context.pages()
                    .read(
                            "%s %s %s..%s".formatted(scope, cut, start, end),
                            QueryRow.class,
                            next -> page(question, List.of(first, second), start, end, next));
            keep(cut, type, due, start, end, reading.rows());
            reading.close();
            return Outcome.READ;
        });
    }

    private void keep(
            String cut, String type, List<BillingPeriod> due, LocalDate start, LocalDate end, List<QueryRow> rows) {
        // The resource group and its case vary within one answer: equal keys are one sum.
        Map<List<String>, ProviderCost> sums = new HashMap<>();
        for (QueryRow row : rows) {
            LocalDate month = LocalDate.parse(row.month());
            BillingPeriod period = new BillingPeriod(YearMonth.from(month));
            ProviderCost cost = new ProviderCost(
                    Provider.AZURE,
                    scope,
                    month,
                    month.plusMonths(1),
                    cut,
                    row.first(),
                    row.second(),
                    type,
                    Money.of(row.amount(), row.currency()),
                    !isSettled(period));
            sums.merge(List.of(row.month(), row.first(), row.second(), row.currency()), cost, AzureCosts::added);
        }
        context.provider()
                .replaceCosts(
                        context.source(),
                        scope,
                        cut,
                        start,
                        end,
                        sums.values().stream()
                                .sorted(Comparator.comparing(ProviderCost::start)
                                        .thenComparing(ProviderCost::first)
                                        .thenComparing(ProviderCost::second))
                                .toList());
        due.forEach(period -> context.windows().note(scope, cut, period, isSettled(period)));
    }

    private static ProviderCost added(ProviderCost one, ProviderCost other) {
        return new ProviderCost(
                one.provider(),
                one.scope(),
                one.start(),
                one.end(),
                one.cut(),
                one.first(),
                one.second(),
                one.metric(),
                one.amount().plus(other.amount()),
                one.estimated());
    }

    private boolean isSettled(BillingPeriod period) {
        return !period.end().plus(SETTLES_AFTER).isAfter(context.asOf());
    }

    private static QueryDefinition question(String type, LocalDate start, LocalDate end, List<Grouping> groupings) {
        return new QueryDefinition()
                .withType(ExportType.fromString(type))
                .withTimeframe(TimeframeType.CUSTOM)
                // The end of a question belongs to it.
                .withTimePeriod(new QueryTimePeriod()
                        .withFrom(start.atStartOfDay().atOffset(ZoneOffset.UTC))
                        .withTo(end.atStartOfDay().atOffset(ZoneOffset.UTC).minusSeconds(1)))
                .withDataset(new QueryDataset()
                        .withGranularity(GranularityType.fromString("Monthly"))
                        .withAggregation(Map.of(
                                "totalCost",
                                new QueryAggregation().withName("Cost").withFunction(FunctionType.SUM)))
                        .withGrouping(groupings.stream()
                                .map(grouping -> new QueryGrouping()
                                        .withType(QueryColumnType.fromString(grouping.type()))
                                        .withName(grouping.name()))
                                .toList()));
    }

    /** Pages behind the first are the same POST to the link, which the client would follow with a GET. */
    private Pages.Page<QueryRow> page(
            QueryDefinition question, List<Grouping> groupings, LocalDate start, LocalDate end, @Nullable String next) {
        JsonNode answer = next == null
                ? client.query(scope, question)
                : http.postCharged(lane, AzureOperation.QUERY, AzureService.MANAGEMENT, next, body(question));
        return Pages.Page.of(
                rows(answer, groupings, start, end),
                AzureHttp.next(answer.path("properties").path("nextLink")));
    }

    private static JsonNode body(QueryDefinition question) {
        try {
            return AzureHttp.JSON.readTree(question.toJsonString());
        } catch (IOException e) {
            throw CostwrightException.defect("A question of cost could not be written.", e);
        }
    }

    /** Reads rows by the names of their columns. */
    private static List<QueryRow> rows(JsonNode answer, List<Grouping> groupings, LocalDate start, LocalDate end) {
        if (answer.isMissingNode()) {
            return List.of();
        }
        Map<String, Integer> columns = columns(answer);
        List<QueryRow> rows = new ArrayList<>();
        for (JsonNode row : answer.path("properties").path("rows")) {
            LocalDate month = month(cell(row, columns, "BillingMonth"));
            requireAsked(month, start, end);
            rows.add(new QueryRow(
                    month.toString(),
                    value(row, columns, groupings.get(0)),
                    value(row, columns, groupings.get(1)),
                    cell(row, columns, "Cost").decimalValue().toPlainString(),
                    cell(row, columns, "Currency").asText()));
        }
        return rows;
    }

    /**
     * Refuses an answer for a month that was not asked for.
     *
     * @param end exclusive
     */
    static void requireAsked(LocalDate month, LocalDate start, LocalDate end) {
        if (month.isBefore(start) || !month.isBefore(end)) {
            throw new CallFailure(
                    Why.REFUSED,
                    "Azure was asked for %s to %s and answered for %s: it moved the dates."
                            .formatted(start, end, month));
        }
    }

    static Map<String, Integer> columns(JsonNode answer) {
        Map<String, Integer> columns = new HashMap<>();
        int index = 0;
        for (JsonNode column : answer.path("properties").path("columns")) {
            columns.put(column.path("name").asText(), index++);
        }
        return columns;
    }

    static JsonNode cell(JsonNode row, Map<String, Integer> columns, String name) {
        Integer index = columns.get(name);
        if (index == null || !row.has(index)) {
            throw new CallFailure(
                    Why.MALFORMED,
                    "The answer of Query has no column %s; it has %s.".formatted(name, columns.keySet()));
        }
        return row.get(index);
    }

    /** A tag stands in the columns TagKey and TagValue. */
    private static String value(JsonNode row, Map<String, Integer> columns, Grouping grouping) {
        String column = grouping.type().equals("TagKey") ? "TagValue" : grouping.name();
        return cell(row, columns, column).asText("").strip();
    }

    private static LocalDate month(JsonNode cell) {
        return LocalDate.parse(cell.asText().substring(0, 10)).withDayOfMonth(1);
    }

    private List<BillingPeriod> periods() {
        List<BillingPeriod> periods = new ArrayList<>();
        BillingPeriod period = new BillingPeriod(YearMonth.from(context.asOf().atOffset(ZoneOffset.UTC)));
        for (int i = 0; i < MONTHS; i++) {
            periods.add(0, period);
            period = period.previous();
        }
        return periods;
    }
}
