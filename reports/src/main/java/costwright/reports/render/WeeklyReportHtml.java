package costwright.reports.render;

import costwright.reports.chart.FrontierChart;
import costwright.reports.chart.SavingsCurveChart;
import costwright.reports.chart.SpendChart;
import costwright.reports.chart.Strip;
import costwright.reports.chart.UtilizationChart;
import costwright.reports.format.Amounts;
import costwright.reports.format.Dates;
import costwright.reports.format.Figures;
import costwright.reports.format.Headline;
import costwright.reports.format.Words;
import costwright.reports.page.Frontier;
import costwright.reports.page.Spend;
import costwright.reports.page.TrackRecord;
import costwright.reports.page.WeeklyReport;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.money.Money;
import java.util.List;
import java.util.Map;

/**
 * The weekly report as one self-contained HTML page: no script, no request to anywhere, light, dark and print styles.
 * The same report always gives the same text.
 */
public final class WeeklyReportHtml {
    private final Templates templates = new Templates();

    /** @throws costwright.schema.CostwrightException of kind DEFECT if the template asks for a value that is missing */
    public String render(WeeklyReport report) {
        return templates.render(
                "weekly.ftlh",
                Map.of(
                        "report", report,
                        "amounts", new Amounts(),
                        "figures", new Figures(),
                        "dates", new Dates(),
                        "words", new Words(),
                        "headline", new Headline(),
                        "charts", new Charts()));
    }

    /** The track record alone, in the same dress. */
    public String render(List<TrackRecord> records) {
        return templates.render(
                "record.ftlh", Map.of("records", records, "figures", new Figures(), "charts", new Charts()));
    }

    /** The pictures that the template may ask for. */
    public static final class Charts {
        private Charts() {}

        public SpendChart wide(Spend spend) {
            return SpendChart.of(spend, 920, 280, 58);
        }

        public SpendChart narrow(Spend spend) {
            return SpendChart.of(spend, 350, 240, 46);
        }

        /** Labels are names. */
        public FrontierChart wideFrontier(Frontier frontier) {
            return FrontierChart.of(frontier, 920, 56, 262);
        }

        /** Labels are the numbers of the table, because names have no room. */
        public FrontierChart narrowFrontier(Frontier frontier) {
            return FrontierChart.of(frontier, 350, 42, 40);
        }

        /** Bars for the changes of a comparison. */
        public List<Strip> changes(Spend.Comparison comparison) {
            return Strip.fromZero(comparison.changes().stream()
                    .map(change -> change.current().minus(change.previous()))
                    .toList());
        }

        public List<Strip> waterfall(List<Money> parts) {
            return Strip.waterfall(parts);
        }

        public List<Strip> bars(List<Money> amounts) {
            return Strip.fromZero(amounts);
        }

        public SavingsCurveChart wideCurve(PurchasePlan plan) {
            return SavingsCurveChart.of(plan, 920, 280, 62);
        }

        public SavingsCurveChart narrowCurve(PurchasePlan plan) {
            return SavingsCurveChart.of(plan, 350, 250, 52);
        }

        public UtilizationChart utilization(Evidence.Sparkline sparkline) {
            return UtilizationChart.of(sparkline);
        }
    }
}
