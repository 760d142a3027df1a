package costwright.scheduler.cli;

import costwright.jobs.engine.Breach;
import costwright.jobs.engine.ExactCosts;
import costwright.jobs.engine.SliceRow;
import costwright.jobs.pull.file.ImportOutcome;
import costwright.jobs.reconcile.Balance;
import costwright.jobs.reconcile.Reconciliation;
import costwright.jobs.reconcile.SliceAccount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the account of an import: short for people, whole as JSON. Amounts are decimal texts beside their currency. */
final class ReconciliationOutput {
    private ReconciliationOutput() {}

    static Result of(ImportOutcome outcome, boolean conformance) {
        Reconciliation account = outcome.reconciliation().orElse(null);
        if (account == null) {
            return Result.of("import-billing/1", Map.of("changed", false))
                    .text("Nothing to do: this content is live already.");
        }
        Result result = Result.of("import-billing/1", body(account))
                .table(slices(account))
                .text(summary(account));
        return conformance ? result.table(breaches(account)) : result;
    }

    private static String summary(Reconciliation account) {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s: %d rows read = %d rolled up + %d set aside + %d rejected."
                .formatted(
                        account.delivery().dataset(),
                        account.delivery().datasetVersion(),
                        account.rows().read(),
                        account.rows().rolledUp(),
                        account.rows().setAside(),
                        account.rows().rejected()));
        account.setAside().forEach(aside -> lines.add("Set aside: %d, %s.".formatted(aside.rows(), aside.reason())));
        long even = account.balances().stream().filter(Balance::isEven).count();
        lines.add("%d of %d sums by month, account, service and currency are those of the files to the last digit."
                .formatted(even, account.balances().size()));
        if (account.manifestRows() != null) {
            lines.add("The manifest announces %d rows.".formatted(account.manifestRows()));
        }
        account.slices().forEach(slice -> addDifferences(slice, lines));
        long broken = account.conformance().stream().mapToLong(Breach::rows).sum();
        lines.add("FOCUS: %d rules broken by %d rows%s; %d columns not read."
                .formatted(
                        account.conformance().size(),
                        broken,
                        account.missingColumns().isEmpty()
                                ? ""
                                : ", without the columns " + String.join(", ", account.missingColumns()),
                        account.unreadColumns().size()));
        return String.join(System.lineSeparator(), lines);
    }

    private static void addDifferences(SliceAccount slice, List<String> lines) {
        String key = slice.change().slice().key().toString();
        String currency = slice.change().slice().currency();
        add(lines, key, "the cost column of the files", slice.statedBilled(), slice.statedBilledDifference(), currency);
        add(
                lines,
                key,
                "the amortized cost column of the files",
                slice.statedEffective(),
                slice.statedEffectiveDifference(),
                currency);
        add(lines, key, "the invoice", slice.invoice(), slice.invoiceDifference(), currency);
    }

    private static void add(
            List<String> lines,
            String key,
            String what,
            @Nullable BigDecimal stated,
            @Nullable BigDecimal difference,
            String currency) {
        if (stated != null && difference != null) {
            lines.add("%s: %s says %s %s, difference %s."
                    .formatted(key, what, plain(stated), currency, plain(difference)));
        }
    }

    private static Table slices(Reconciliation account) {
        Table table = Table.of(
                "billing_account",
                "period",
                "currency",
                "days",
                "charges",
                "billed",
                "effective",
                "replaced",
                "restated");
        for (SliceAccount slice : account.slices()) {
            SliceRow row = slice.change().slice();
            table.row(
                    row.key().billingAccount(),
                    row.key().period().toString(),
                    row.currency(),
                    row.firstDay() + " to " + row.lastDay(),
                    row.charges(),
                    amount(slice.costs().billed()),
                    amount(slice.costs().effective()),
                    slice.change().replaced() ? "yes" : "no",
                    slice.change().restatements());
        }
        return table;
    }

    /** All digits and no zeros after them, still a number for the table. */
    private static BigDecimal amount(BigDecimal exact) {
        return exact.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(exact.stripTrailingZeros().toPlainString());
    }

    private static Table breaches(Reconciliation account) {
        Table table = Table.of("rule", "rows", "focus_asks", "sample");
        account.conformance()
                .forEach(breach -> table.row(breach.rule(), breach.rows(), breach.requirement(), breach.sample()));
        return table;
    }

    private static Map<String, @Nullable Object> body(Reconciliation account) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("changed", true);
        body.put("files", account.delivery().files());
        body.put("dataset", account.delivery().dataset());
        body.put("dataset_version", account.delivery().datasetVersion());
        body.put("cost_view", account.delivery().costView());
        body.put("content_id", account.delivery().contentId());
        Map<String, @Nullable Object> rows = new LinkedHashMap<>();
        rows.put("read", account.rows().read());
        rows.put("rolled_up", account.rows().rolledUp());
        rows.put("set_aside", account.rows().setAside());
        rows.put("rejected", account.rows().rejected());
        rows.put("manifest", account.manifestRows());
        body.put("rows", rows);
        body.put("set_aside", account.setAside());
        body.put("even", account.isEven());
        body.put(
                "slices",
                account.slices().stream().map(ReconciliationOutput::slice).toList());
        body.put(
                "sums",
                account.balances().stream().map(ReconciliationOutput::sum).toList());
        body.put("conformance", account.conformance());
        body.put("missing_columns", account.missingColumns());
        body.put("unread_columns", account.unreadColumns());
        return body;
    }

    private static Map<String, @Nullable Object> slice(SliceAccount slice) {
        SliceRow row = slice.change().slice();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("billing_account", row.key().billingAccount());
        fields.put("period", row.key().period().toString());
        fields.put("currency", row.currency());
        fields.put("first_day", row.firstDay());
        fields.put("last_day", row.lastDay());
        fields.put("days", row.days());
        fields.put("charges", row.charges());
        fields.put("costs", costs(slice.costs()));
        fields.put("stated_billed", plain(slice.statedBilled()));
        fields.put("stated_billed_difference", plain(slice.statedBilledDifference()));
        fields.put("stated_effective", plain(slice.statedEffective()));
        fields.put("stated_effective_difference", plain(slice.statedEffectiveDifference()));
        fields.put("invoice", plain(slice.invoice()));
        fields.put("invoice_difference", plain(slice.invoiceDifference()));
        fields.put("replaced", slice.change().replaced());
        fields.put("restatements", slice.change().restatements());
        return fields;
    }

    private static Map<String, @Nullable Object> sum(Balance balance) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("month", balance.slice().period().toString());
        fields.put("billing_account", balance.slice().billingAccount());
        fields.put("sub_account", balance.subAccount());
        fields.put("service", balance.service());
        fields.put("currency", balance.currency());
        fields.put("files", costs(balance.filed()));
        fields.put("store", balance.stored() == null ? null : costs(balance.stored()));
        fields.put("even", balance.isEven());
        return fields;
    }

    private static Map<String, @Nullable Object> costs(ExactCosts costs) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("billed", plain(costs.billed()));
        fields.put("effective", plain(costs.effective()));
        fields.put("contracted", plain(costs.contracted()));
        fields.put("list", plain(costs.list()));
        return fields;
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null
                ? null
                : amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
