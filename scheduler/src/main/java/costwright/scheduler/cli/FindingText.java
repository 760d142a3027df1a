package costwright.scheduler.cli;

import costwright.schema.finding.Evidence;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Recommendation;
import costwright.schema.resource.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A finding in words and as a JSON body. */
final class FindingText {
    private final Finding finding;
    private final Optional<Recommendation> recommendation;

    /** @param recommendation empty when the plan left the finding out */
    FindingText(Finding finding, Optional<Recommendation> recommendation) {
        this.finding = finding;
        this.recommendation = recommendation;
    }

    /** The fields that every JSON form of a finding has; more may be added. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", finding.id());
        body.put("check", finding.analyzerId());
        body.put("title", finding.title());
        body.put("subjects", finding.subjects());
        body.put("action", finding.action());
        body.put("monthly_savings_alone", finding.monthlySavings());
        body.put("monthly_retail_savings_alone", finding.monthlyRetailSavings());
        body.put("monthly_savings", recommendation.map(each -> each.savings().bill()));
        body.put(
                "monthly_retail_savings",
                recommendation.map(each -> each.savings().retail()));
        body.put("rank", recommendation.map(Recommendation::rank));
        body.put("replaces", recommendation.map(Recommendation::replaces).orElse(List.of()));
        return body;
    }

    /** Title, action, subjects and what it saves. */
    String summary() {
        List<String> lines = new ArrayList<>();
        lines.add(finding.title());
        lines.add("");
        lines.add("Do:        " + finding.action().summary());
        lines.add("Subjects:  "
                + (finding.subjects().isEmpty()
                        ? "none"
                        : finding.subjects().stream().map(ResourceId::value).collect(Collectors.joining(", "))));
        lines.add("Alone:     " + TableOutput.text(finding.monthlySavings()) + " a month ("
                + TableOutput.text(finding.monthlyRetailSavings()) + " at on-demand prices)");
        lines.add("In plan:   "
                + recommendation
                        .map(each -> TableOutput.text(each.savings().bill()) + " a month, rank " + each.rank())
                        .orElse("no; something else about the same subjects saves more, or a person has hidden it"));
        return String.join(System.lineSeparator(), lines);
    }

    /** How the finding came about, enough to check it by hand. */
    String argument() {
        Evidence evidence = finding.evidence();
        List<String> lines = new ArrayList<>();
        lines.add("Check:     " + evidence.analyzerId() + ", version " + evidence.analyzerVersion());
        lines.add("Window:    " + evidence.window().start() + " to "
                + evidence.window().end());
        evidence.completeness()
                .value()
                .ifPresent(value -> lines.add("Samples:   "
                        + evidence.completeness().numerator().toPlainString() + " of "
                        + evidence.completeness().denominator().toPlainString() + " ("
                        + TableOutput.text(evidence.completeness()) + ")"));
        if (!evidence.convention().isEmpty()) {
            lines.add("Quantile:  " + evidence.convention());
        }
        lines.add("Data:      " + evidence.datasetFingerprint());
        if (!evidence.arithmetic().isEmpty()) {
            lines.add("");
            lines.add("Arithmetic:");
            evidence.arithmetic().forEach(line -> lines.add("  " + line));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
