package costwright.reports.format;

import costwright.reports.page.CurrencyReport;
import costwright.reports.page.SavingsPlan;
import costwright.reports.page.Spend;
import costwright.reports.page.WeeklyReport;
import costwright.schema.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The answer of the report, in sentences that can be read out. */
public final class Headline {
    private static final List<String> NUMBERS = List.of("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven");

    private final Amounts amounts = new Amounts();
    private final Figures figures = new Figures();
    private final Dates dates = new Dates();

    /** What was spent, how that changed and what can be saved; one sentence for each currency, or one that says that nothing is billed. */
    public List<String> sentences(WeeklyReport report) {
        if (report.currencies().isEmpty()) {
            return List.of("Nothing is billed yet: the store holds no charge of week %d (%s) or before."
                    .formatted(report.week().number(), dates.week(report.week())));
        }
        return report.currencies().stream()
                .map(part -> spent(part.spend()) + "; " + savable(part.savings()) + ".")
                .toList();
    }

    /** What moved most, for each currency that moved; none where nothing can be compared. */
    public List<String> movers(WeeklyReport report) {
        List<String> movers = new ArrayList<>();
        for (CurrencyReport part : report.currencies()) {
            largestChange(part.spend()).ifPresent(movers::add);
        }
        return movers;
    }

    private String spent(Spend spend) {
        Spend.Week week = spend.current();
        String name = "week %d (%s)".formatted(week.week().number(), dates.week(week.week()));
        if (week.daysBilled() == 0) {
            return "Nothing is billed yet for " + name;
        }
        String total = amounts.money(week.total());
        Spend.Comparison comparison = spend.comparison();
        if (week.daysBilled() < 7) {
            return "%s of the seven days of %s %s billed so far, at %s%s"
                    .formatted(
                            NUMBERS.get(week.daysBilled()),
                            name,
                            week.daysBilled() == 1 ? "is" : "are",
                            total,
                            comparison == null ? "" : ", " + changed(comparison));
        }
        return "You spent %s in %s%s".formatted(total, name, comparison == null ? "" : ", " + changed(comparison));
    }

    private String changed(Spend.Comparison comparison) {
        Money change = amounts.rounded(comparison.current()).minus(amounts.rounded(comparison.previous()));
        String then = comparison.days() == 7
                ? "the week before"
                : comparison.days() == 1
                        ? "the same day of the week before"
                        : "the same %d days of the week before".formatted(comparison.days());
        if (change.isZero()) {
            return "the same as " + then;
        }
        String growth = figures.growth(
                comparison.previous().amount(), comparison.current().amount());
        String share = growth.endsWith("%") && !growth.startsWith("±") ? " (" + growth + ")" : "";
        return "%s%s %s than %s".formatted(amounts.size(change), share, change.isPositive() ? "more" : "less", then);
    }

    private String savable(SavingsPlan savings) {
        if (savings.count() == 0) {
            return "no saving is open";
        }
        return "%s would save %s a month"
                .formatted(
                        figures.count(savings.count(), "recommendation", "recommendations"),
                        amounts.money(savings.total().bill()));
    }

    private Optional<String> largestChange(Spend spend) {
        if (spend.comparison() == null) {
            return Optional.empty();
        }
        return spend.comparison().changes().stream()
                .max(Comparator.comparing(change ->
                        change.current().minus(change.previous()).amount().abs()))
                .filter(change -> !change.current().equals(change.previous()))
                .map(change -> "%s moved most: %s%s."
                        .formatted(
                                change.name(),
                                amounts.change(
                                        amounts.rounded(change.current()).minus(amounts.rounded(change.previous()))),
                                change.driver().isEmpty() ? "" : " – " + change.driver()));
    }
}
