package costwright.reports.page;

import costwright.schema.money.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * What applied recommendations have really saved per month, beside what was promised.
 *
 * @param lines the latest first; they sum to both totals
 */
public record RealizedSavings(Money promised, Money realized, List<Line> lines) {
    public RealizedSavings {
        lines = List.copyOf(lines);
        Parts.requireSum("the promises", lines.stream().map(Line::promised).toList(), promised);
        Parts.requireSum(
                "the realized savings", lines.stream().map(Line::realized).toList(), realized);
    }

    /**
     * @param applied the day on which it was carried out
     */
    public record Line(String id, String action, String name, LocalDate applied, Money promised, Money realized) {}
}
