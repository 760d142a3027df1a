package costwright.scheduler.cli;

import costwright.analyzers.commitment.kpi.CommitmentKpi;
import costwright.analyzers.commitment.kpi.CommitmentKpis;
import costwright.analyzers.commitment.kpi.CommitmentKpis.Period;
import costwright.analyzers.commitment.kpi.Share;
import costwright.jobs.store.CommitmentCosts;
import costwright.schema.CostwrightException;
import costwright.schema.charge.CommitmentCost;
import costwright.schema.quantity.Ratio;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
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

/** How well the commitments that are owned do. */
@Command(
        name = "commitments",
        description = {
            "Tells from the bills how well commitments do: coverage, utilization, effective savings rate and waste, for each",
            "month or week, in all, by provider and by commitment. What a bill does not allow is unknown, with the reason."
        },
        footer = {"  costwright commitments", "  costwright commitments --by week --from 2026-10-01 --output csv"})
final class CommitmentsCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Option(names = "--by", paramLabel = "PERIOD", description = "month or week (default: month).")
    Period by = Period.MONTH;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "The first day or month, such as 2026-10-01 or 2026-10.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The first day or month that no longer counts.")
    @Nullable
    String to;

    CommitmentsCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        LocalDate first = day("--from", from);
        LocalDate end = day("--to", to);
        if (first != null && end != null && !first.isBefore(end)) {
            throw CostwrightException.settings(
                    "The time --from %s --to %s is empty: --to must be after --from.".formatted(from, to));
        }
        Map<String, List<CommitmentCost>> currencies = new CommitmentCosts(workspace.store())
                .costs(first, end).stream()
                        .collect(Collectors.groupingBy(
                                cost -> cost.effective().currency().getCurrencyCode(),
                                TreeMap::new,
                                Collectors.toList()));
        List<CommitmentKpi> kpis = currencies.values().stream()
                .map(costs -> CommitmentKpis.by(by, costs))
                .flatMap(Collection::stream)
                .toList();
        if (kpis.isEmpty()) {
            workspace.console().note("No commitment paid for anything in the bills of this time.");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("by", by.word());
        body.put("rows", kpis.stream().map(kpi -> row(by, kpi)).toList());
        return workspace.console().print(Result.of("commitments/1", body).table(table(by, kpis)));
    }

    private static @Nullable LocalDate day(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw CostwrightException.settings(
                    "%s \"%s\" is neither a day such as 2026-10-01 nor a month such as 2026-10."
                            .formatted(option, text));
        }
    }

    private static Map<String, @Nullable Object> row(Period by, CommitmentKpi kpi) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put(by.word(), kpi.period());
        row.put("provider", kpi.provider());
        row.put("commitment", kpi.commitment());
        row.put("used", kpi.used());
        row.put("unused", kpi.unused());
        put(row, "utilization", kpi.utilization());
        put(row, "waste", kpi.waste());
        put(row, "coverage", kpi.coverage());
        put(row, "savings_rate_over_contracted", kpi.savingsRateOverContracted());
        put(row, "savings_rate_over_list", kpi.savingsRateOverList());
        row.put("savings", kpi.savings());
        return row;
    }

    /** The share with the cost that it is measured by, or null with the reason. */
    private static void put(Map<String, @Nullable Object> row, String name, Share share) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (share instanceof Share.Known known) {
            fields.put("share", known.ratio());
            fields.put("basis", known.basis());
        } else {
            fields.put("share", null);
            fields.put("reason", ((Share.Unknown) share).reason());
        }
        row.put(name, fields);
    }

    private static Table table(Period by, List<CommitmentKpi> kpis) {
        Table table = Table.of(
                by.word(),
                "provider",
                "commitment",
                "currency",
                "used",
                "unused",
                "utilization",
                "coverage",
                "coverage_basis",
                "savings_rate_over_contracted",
                "savings_rate_over_list",
                "savings",
                "unknown_because");
        for (CommitmentKpi kpi : kpis) {
            table.row(
                    kpi.period(),
                    kpi.provider().isEmpty() ? "all" : kpi.provider(),
                    kpi.commitment().isEmpty() ? "all" : kpi.commitment(),
                    kpi.used().currency(),
                    kpi.used().amount(),
                    kpi.unused().amount(),
                    ratio(kpi.utilization()),
                    ratio(kpi.coverage()),
                    kpi.coverage() instanceof Share.Known known ? known.basis() : null,
                    ratio(kpi.savingsRateOverContracted()),
                    ratio(kpi.savingsRateOverList()),
                    kpi.savings() == null ? null : kpi.savings().amount(),
                    reasons(kpi));
        }
        return table;
    }

    private static @Nullable Ratio ratio(Share share) {
        return share instanceof Share.Known known ? known.ratio() : null;
    }

    private static @Nullable String reasons(CommitmentKpi kpi) {
        List<String> reasons = new ArrayList<>();
        for (Share share : List.of(
                kpi.utilization(), kpi.coverage(), kpi.savingsRateOverContracted(), kpi.savingsRateOverList())) {
            if (share instanceof Share.Unknown unknown && !reasons.contains(unknown.reason())) {
                reasons.add(unknown.reason());
            }
        }
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }
}
