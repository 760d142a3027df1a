package costwright.scheduler.cli;

import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendDimension;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.scheduler.settings.Nearest;
import costwright.schema.CostwrightException;
import costwright.schema.charge.CostView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sums from the store. */
@Command(
        name = "spend",
        description = {
            "Sums what was spent, in exact decimals, one result for each currency.",
            "Months are billing periods, weeks and days are those of the charge. Sums by month, provider, account, service,",
            "region and charge category are exact to the last digit of the bill; finer ones are sums of millionths.",
            "Accounts and months without a bill are those that the provider's cost API states, and are named below.",
            "A cost that nothing states is unknown: null in JSON, an empty cell in tables."
        },
        footer = {
            "  costwright spend --by month,service",
            "  costwright spend --by day,tag:team --from 2026-10-01 --to 2026-11-01 --cost billed"
        })
final class SpendCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Option(
            names = "--by",
            paramLabel = "DIMENSION",
            split = ",",
            description = "month, week, day, provider, billing_account, sub_account, service, region, charge_category,"
                    + " resource or tag:KEY, several with commas (default: month).")
    List<String> by = List.of("month");

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "The first day or month, such as 2026-10-01 or 2026-10.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The first day or month that no longer counts.")
    @Nullable
    String to;

    @Option(
            names = "--cost",
            paramLabel = "COST",
            description = "billed, effective, contracted or list (default: effective).")
    CostView cost = CostView.EFFECTIVE;

    SpendCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        SpendQuestion question = question();
        List<Spend> answers = new SpendStore(workspace.store()).spend(question);
        if (answers.isEmpty()) {
            workspace.console().note("No charges are known for this time.");
        }
        answers.forEach(this::noteUnitemised);
        answers.forEach(this::noteUnknown);
        return print(question, answers);
    }

    /** One line for each account that has no line items. */
    private void noteUnitemised(Spend answer) {
        Map<String, List<Spend.Unitemised>> accounts = answer.unitemised().stream()
                .collect(Collectors.groupingBy(
                        part -> part.billingAccount() + "\n" + part.origin(), TreeMap::new, Collectors.toList()));
        accounts.values().forEach(parts -> {
            Spend.Unitemised one = parts.get(0);
            workspace
                    .console()
                    .note("%s of account %s (%s), %s to %s: %s"
                            .formatted(
                                    one.origin(),
                                    one.billingAccount(),
                                    answer.currency(),
                                    one.month(),
                                    parts.get(parts.size() - 1).month(),
                                    said(parts)));
        });
    }

    private void noteUnknown(Spend answer) {
        String reason = reason(cost, answer);
        if (reason != null) {
            workspace.console().note(reason);
        }
    }

    /** Why the total is unknown or not all; null where it is all that the bills say. */
    static @Nullable String reason(CostView cost, Spend answer) {
        if (answer.total() == null) {
            return answer.rows().isEmpty()
                    ? "The %s cost in %s is unknown: it is not stated by the provider's cost API. Import a bill with line items."
                            .formatted(cost.word(), answer.currency())
                    : "The %s cost in %s is unknown: no imported bill states it."
                            .formatted(cost.word(), answer.currency());
        }
        return answer.incomplete() == 0
                ? null
                : "%d of the %d sums in %s have charges whose bill states no %s cost; these are not in the total."
                        .formatted(answer.incomplete(), answer.rows().size(), answer.currency(), cost.word());
    }

    private static String said(List<Spend.Unitemised> parts) {
        BigDecimal known = BigDecimal.ZERO;
        int unknown = 0;
        for (Spend.Unitemised part : parts) {
            BigDecimal amount = part.amount();
            unknown += amount == null ? 1 : 0;
            known = amount == null ? known : known.add(amount);
        }
        String rest = unknown == 0
                ? ""
                : " %d of the %d months have no such figure and are not in the total.".formatted(unknown, parts.size());
        return unknown == parts.size() ? rest.strip() : plain(known) + " of the total." + rest;
    }

    private SpendQuestion question() {
        try {
            return new SpendQuestion(
                    by.stream().map(SpendCommand::dimension).toList(), day("--from", from), day("--to", to), cost);
        } catch (IllegalArgumentException e) {
            throw CostwrightException.settings("Cannot sum the spend: " + e.getMessage());
        }
    }

    private static SpendDimension dimension(String word) {
        try {
            return SpendDimension.parse(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--by " + e.getMessage() + Nearest.hint(word, SpendDimension.words()), e);
        }
    }

    private static @Nullable LocalDate day(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "%s \"%s\" is neither a day such as 2026-10-01 nor a month such as 2026-10."
                            .formatted(option, text),
                    e);
        }
    }

    /** JSON is one object for each currency, one after another; people and CSV see one table with a currency column. */
    private int print(SpendQuestion question, List<Spend> answers) {
        if (workspace.options().output != OutputFormat.JSON) {
            return workspace
                    .console()
                    .print(Result.of("spend/1", Map.of())
                            .table(table(question, answers))
                            .text(totals(answers)));
        }
        for (Spend answer : answers) {
            workspace.console().print(Result.of("spend/1", body(question, answer)));
        }
        if (answers.isEmpty()) {
            workspace.console().print(Result.of("spend/1", nothing(question)));
        }
        return 0;
    }

    private static Map<String, @Nullable Object> body(SpendQuestion question, Spend answer) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("currency", answer.currency());
        body.put("cost", question.cost().word());
        body.put("exact", answer.exact());
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        for (Spend.Row row : answer.rows()) {
            Map<String, @Nullable String> fields = new LinkedHashMap<>();
            for (int i = 0; i < question.by().size(); i++) {
                fields.put(question.by().get(i).name(), row.keys().get(i));
            }
            fields.put("amount", plain(row.amount()));
            rows.add(fields);
        }
        body.put("rows", rows);
        body.put("total", plain(answer.total()));
        String reason = reason(question.cost(), answer);
        if (reason != null) {
            body.put("unknown", reason);
        }
        if (!answer.unitemised().isEmpty()) {
            body.put(
                    "without_line_items",
                    answer.unitemised().stream().map(SpendCommand::unitemised).toList());
        }
        return body;
    }

    private static Map<String, @Nullable Object> unitemised(Spend.Unitemised part) {
        BigDecimal amount = part.amount();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("origin", part.origin());
        fields.put("billing_account", part.billingAccount());
        fields.put("month", part.month());
        fields.put("amount", plain(amount));
        return fields;
    }

    private static Map<String, @Nullable Object> nothing(SpendQuestion question) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("currency", null);
        body.put("cost", question.cost().word());
        body.put("exact", true);
        body.put("rows", List.of());
        body.put("total", null);
        body.put("unknown", "No charges are known for this time.");
        return body;
    }

    private static Table table(SpendQuestion question, List<Spend> answers) {
        List<String> columns = new ArrayList<>();
        question.by().forEach(dimension -> columns.add(dimension.name()));
        columns.add("currency");
        columns.add("amount");
        Table table = Table.of(columns.toArray(String[]::new));
        for (Spend answer : answers) {
            for (Spend.Row row : answer.rows()) {
                List<@Nullable Object> cells = new ArrayList<>(row.keys());
                cells.add(answer.currency());
                cells.add(row.amount());
                table.row(cells.toArray());
            }
        }
        return table;
    }

    private static String totals(List<Spend> answers) {
        return answers.stream()
                .map(answer -> answer.total() == null
                        ? "Total in %s unknown".formatted(answer.currency())
                        : "Total %s %s".formatted(plain(answer.total()), answer.currency()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
