package costwright.scheduler.cli;

import costwright.schema.finding.Evidence;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the evidence of a finding. */
@Command(
        name = "explain",
        description = "Shows how a finding came about: the numbers, the arithmetic, prices and what was rejected.",
        footer = "  costwright explain idle-vm-1a2b3c4d")
final class Explain implements Callable<Integer> {
    private final Workspace workspace;

    @Parameters(paramLabel = "ID", description = "The id of a finding or recommendation.")
    String id = "";

    Explain(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        RecommendationQuery query = new RecommendationQuery(workspace.store());
        FindingId wanted = new FindingId(id);
        Finding finding = query.finding(wanted);
        Evidence evidence = finding.evidence();
        FindingText text = new FindingText(finding, query.recommendation(wanted));
        Map<String, Object> body = text.body();
        body.put("evidence", evidence);
        Result result = Result.of("explain/1", body)
                .text(text.summary())
                .text(text.argument())
                .table(facts(evidence));
        if (evidence.purchase() != null) {
            for (Table table : PurchaseTables.of(evidence.purchase())) {
                result = result.table(table);
            }
        }
        if (!evidence.thresholds().isEmpty()) {
            result = result.table(thresholds(evidence));
        }
        if (!evidence.prices().isEmpty()) {
            result = result.table(prices(evidence));
        }
        if (!evidence.rejected().isEmpty()) {
            result = result.table(rejected(evidence));
        }
        return workspace.console().print(result);
    }

    private static Table facts(Evidence evidence) {
        Table table = Table.of("fact", "value", "unit");
        evidence.facts().forEach(fact -> table.row(fact.name(), fact.value(), fact.unit()));
        return table;
    }

    private static Table thresholds(Evidence evidence) {
        Table table = Table.of("threshold", "value");
        evidence.thresholds().forEach(table::row);
        return table;
    }

    private static Table prices(Evidence evidence) {
        Table table = Table.of("price_of", "region", "amount", "currency", "per", "source", "as_of");
        evidence.prices()
                .forEach(price -> table.row(
                        price.item(),
                        price.region(),
                        price.amount(),
                        price.currency(),
                        price.unit(),
                        price.source(),
                        price.asOf()));
        return table;
    }

    private static Table rejected(Evidence evidence) {
        Table table = Table.of("rejected", "because");
        evidence.rejected().forEach(rejection -> table.row(rejection.option(), rejection.reason()));
        return table;
    }
}
