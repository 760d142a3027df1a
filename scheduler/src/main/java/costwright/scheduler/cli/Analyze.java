package costwright.scheduler.cli;

import costwright.analyzers.Catalogue;
import costwright.analyzers.portfolio.Plan;
import costwright.jobs.analyze.AnalysisRun;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Savings;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the catalogue over the store. */
@Command(
        name = "analyze",
        description = "Runs all checks over what the store holds, and keeps findings and recommendations.",
        footer = "  costwright analyze --as-of 2026-11-02T06:00:00Z")
final class Analyze implements Callable<Integer> {
    private final Workspace workspace;

    Analyze(Workspace workspace) {
        this.workspace = workspace;
    }

    private record CheckCounts(String check, long found, long inOrder, long notJudged, long recommended) {}

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.discover();
        AnalysisRun analysis = new AnalysisRun(
                workspace.store(),
                catalogue,
                ThresholdsInForce.of(catalogue, workspace.settings().thresholds()));
        AnalysisRun.Outcome outcome;
        try (Progress progress = workspace.console().progress("analyze", 0)) {
            outcome = analysis.run(workspace.asOf());
            progress.advance(outcome.resources());
        }
        Plan plan = outcome.plan();
        List<CheckCounts> counts = catalogue.analyzers().stream()
                .map(check -> counts(check.descriptor().id(), plan))
                .toList();
        Table table = Table.of("check", "found", "in_order", "not_judged", "recommended");
        counts.forEach(row -> table.row(row.check(), row.found(), row.inOrder(), row.notJudged(), row.recommended()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("analysis", outcome.analysis());
        body.put("as_of", workspace.asOf());
        body.put("resources", outcome.resources());
        body.put("checks", counts);
        body.put("recommendations", plan.recommendations().size());
        body.put("total_monthly_savings", totals(plan));
        workspace.console().note("See them: costwright recommendations list");
        return workspace.console().print(Result.of("analysis/1", body).table(table));
    }

    private static CheckCounts counts(String check, Plan plan) {
        List<Finding> found = plan.findings().stream()
                .filter(finding -> finding.analyzerId().equals(check))
                .toList();
        List<Silence> silences = plan.silences().stream()
                .filter(silence -> silence.analyzerId().equals(check))
                .toList();
        long judged =
                silences.stream().filter(silence -> silence.reason().judged()).count();
        long recommended = plan.recommendations().stream()
                .filter(each -> each.finding().analyzerId().equals(check))
                .count();
        return new CheckCounts(check, found.size(), judged, silences.size() - judged, recommended);
    }

    private static List<Money> totals(Plan plan) {
        return plan.totals().values().stream().map(Savings::bill).toList();
    }
}
