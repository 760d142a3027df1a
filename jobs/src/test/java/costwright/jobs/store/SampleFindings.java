package costwright.jobs.store;

import costwright.schema.finding.Action;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.Savings;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Findings with every field filled. */
public final class SampleFindings {
    public static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00Z");

    private SampleFindings() {}

    public static Finding finding(String analyzer, String resource, String savings) {
        return new Finding(
                FindingId.of(analyzer, resource),
                analyzer,
                List.of(new ResourceId(resource)),
                "Disk " + resource + " has been used by no machine for 40 days",
                new Action(ActionKind.DELETE, "Delete the disk", Map.of("resource", resource)),
                Money.of(savings, "USD"),
                Money.of(savings, "USD").times(2),
                evidence(analyzer));
    }

    public static Finding resize(String analyzer, String resource, String toType) {
        return new Finding(
                FindingId.of(analyzer, resource),
                analyzer,
                List.of(new ResourceId(resource)),
                "Machine " + resource + " would do its work on " + toType,
                Action.resize(toType),
                Money.of("70.08", "USD"),
                Money.of("70.08", "USD"),
                evidence(analyzer));
    }

    public static Recommendation recommendation(Finding finding, int rank) {
        return new Recommendation(
                finding,
                rank,
                new Savings(finding.monthlySavings(), finding.monthlyRetailSavings()),
                List.of(new FindingId("idle-vm-00000000")));
    }

    private static Evidence evidence(String analyzer) {
        return new Evidence(
                Lookback.ofDays(14, AS_OF),
                Ratio.of(4000, 4032),
                "R-7",
                List.of(
                        new Evidence.Fact("Size", "100", "GiB"),
                        new Evidence.Fact("Price per GiB", "0.08000000001", "USD")),
                List.of("100 GiB × 0.08 USD = 8.00 USD"),
                List.of(new Evidence.PriceQuote(
                        "gp3", "us-east-1", "0.08", "USD", "GB-Months", "list", LocalDate.parse("2026-10-01"))),
                Map.of("grace-days", "14"),
                List.of(new Evidence.Rejection("Keep it", "nothing uses it")),
                new Evidence.Sparkline("CPU", "vCPU", List.of(0.5, Double.NaN, 0.25), 2.0, null),
                analyzer,
                1,
                "fingerprint");
    }
}
