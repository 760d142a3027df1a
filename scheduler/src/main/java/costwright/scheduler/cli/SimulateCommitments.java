package costwright.scheduler.cli;

import costwright.analyzers.commitment.Bill;
import costwright.analyzers.commitment.BillSimulator;
import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.HourlyBill;
import costwright.analyzers.commitment.Owned;
import costwright.jobs.pull.file.CommitmentCase;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The bill of some usage under some commitments, hour by hour. */
@Command(
        name = "commitments",
        description = {
            "Computes what usage costs under commitments, hour by hour, exactly and in the provider's own order of",
            "application. JSON has every hour; --detail adds which offer covered how much of which line."
        },
        footer = {
            "  costwright simulate commitments --usage usage.csv --lines lines.csv --offers offers.csv \\",
            "      --holdings holdings.csv --output json"
        })
final class SimulateCommitments implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    CommitmentFiles files = new CommitmentFiles();

    @Option(
            names = "--holdings",
            required = true,
            paramLabel = "FILE",
            description = "holdings.csv: offer, quantity, start, end.")
    Path holdings = Path.of("holdings.csv");

    @Option(names = "--detail", description = "Also say per hour and line what covered it.")
    boolean detail;

    SimulateCommitments(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        CommitmentCase read = files.read(workspace, holdings);
        Demand demand = read.demand();
        BillSimulator simulator = new BillSimulator(demand, read.holdings());
        Bill bill = simulator.bill();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("currency", demand.currency().getCurrencyCode());
        body.put("from", demand.hours() == 0 ? null : demand.start());
        body.put("to", demand.hours() == 0 ? null : demand.end());
        Map<String, Object> summary = summary(bill);
        body.putAll(summary);
        body.put("summary", summary);
        body.put(
                "commitments",
                bill.commitments().stream().map(SimulateCommitments::share).toList());
        body.put("hours", hours(simulator, demand, read.holdings()));
        return workspace
                .console()
                .print(Result.of("simulate-commitments/1", body)
                        .table(totals(bill))
                        .table(shares(bill)));
    }

    static Map<String, Object> summary(Bill bill) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("hour_count", bill.hours());
        summary.put("on_demand_equivalent", bill.onDemandEquivalent());
        summary.put("commitment_cost", bill.commitmentCost());
        summary.put("on_demand_cost", bill.onDemandCost());
        summary.put("total_cost", bill.totalCost());
        summary.put("commitment_used", bill.commitmentUsed());
        summary.put("commitment_unused", bill.commitmentUnused());
        summary.put("savings", bill.savings());
        summary.put("coverage", bill.coverage());
        summary.put("utilization", bill.utilization());
        summary.put("effective_savings_rate", bill.effectiveSavingsRate());
        return summary;
    }

    static Map<String, Object> share(Bill.Share share) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offer", share.owned().offer().name());
        fields.put("quantity", share.owned().holding().quantity().toPlainString());
        fields.put("start", share.owned().holding().start());
        fields.put("end", share.owned().holding().end());
        fields.put("cost", share.cost());
        fields.put("used", share.used());
        fields.put("unused", share.unused());
        fields.put("covered_on_demand_equivalent", share.covered());
        fields.put("utilization", share.utilization());
        return fields;
    }

    /** One object per hour, made when it is written, so that a year of detail is never held whole. */
    private Iterator<Map<String, Object>> hours(BillSimulator simulator, Demand demand, List<Owned> owned) {
        return IntStream.range(0, demand.hours())
                .mapToObj(hour -> hour(simulator.hour(hour), hour, demand, owned))
                .iterator();
    }

    private Map<String, Object> hour(HourlyBill bill, int hour, Demand demand, List<Owned> owned) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("hour", bill.hour());
        fields.put("on_demand_equivalent", money(bill.onDemandEquivalent(), demand));
        fields.put("commitment_cost", money(bill.commitmentCost(), demand));
        fields.put("on_demand_cost", money(bill.onDemandCost(), demand));
        fields.put("total_cost", money(bill.totalCost(), demand));
        fields.put("commitment_used", money(bill.commitmentUsed(), demand));
        fields.put("commitment_unused", money(bill.commitmentUnused(), demand));
        if (detail) {
            fields.put("lines", lines(bill, hour, demand, owned));
        }
        return fields;
    }

    private static List<Map<String, Object>> lines(HourlyBill bill, int hour, Demand demand, List<Owned> owned) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int line = 0; line < demand.lines().size(); line++) {
            int position = line;
            BigDecimal quantity = demand.quantity(hour, line);
            if (quantity.signum() == 0) {
                continue;
            }
            List<HourlyBill.Covering> coverings = bill.coverings().stream()
                    .filter(covering -> covering.line() == position)
                    .toList();
            BigDecimal uncovered =
                    coverings.stream().map(HourlyBill.Covering::quantity).reduce(quantity, BigDecimal::subtract);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("line", demand.lines().get(line).name());
            fields.put("quantity", quantity.toPlainString());
            fields.put(
                    "covered",
                    coverings.stream()
                            .map(covering -> covered(covering, demand, owned))
                            .toList());
            fields.put(
                    "uncovered",
                    uncovered.signum() == 0
                            ? "0"
                            : uncovered.stripTrailingZeros().toPlainString());
            fields.put(
                    "on_demand_cost",
                    money(uncovered.multiply(demand.lines().get(line).onDemandRate()), demand));
            lines.add(fields);
        }
        return lines;
    }

    private static Map<String, Object> covered(HourlyBill.Covering covering, Demand demand, List<Owned> owned) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offer", owned.get(covering.commitment()).offer().name());
        fields.put("holding", covering.commitment() + 1);
        fields.put("quantity", covering.quantity().stripTrailingZeros().toPlainString());
        fields.put("commitment_used", money(covering.used(), demand));
        return fields;
    }

    private static Money money(BigDecimal amount, Demand demand) {
        return Money.of(amount, demand.currency());
    }

    static Table totals(Bill bill) {
        Table table = Table.of("total", "value");
        summary(bill).forEach(table::row);
        return table;
    }

    static Table shares(Bill bill) {
        Table table = Table.of("offer", "quantity", "cost", "used", "unused", "utilization");
        for (Bill.Share share : bill.commitments()) {
            table.row(
                    share.owned().offer().name(),
                    share.owned().holding().quantity(),
                    share.cost(),
                    share.used(),
                    share.unused(),
                    share.utilization());
        }
        return table;
    }
}
