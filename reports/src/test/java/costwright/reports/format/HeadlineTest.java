package costwright.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.reports.SampleReports;
import costwright.reports.page.CurrencyReport;
import costwright.reports.page.DataQuality;
import costwright.reports.page.Spend;
import costwright.reports.page.WeeklyReport;
import costwright.schema.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static final String WEEK = "week 44 (26\u00a0Oct – 1\u00a0Nov\u00a02026)";

    private final Headline headline = new Headline();

    @Test
    void tellsSpendChangeAndSavings() {
        assertThat(headline.sentences(report(week(7, "1100"), comparison(7, "1100", "1000"), 2)))
                .containsExactly(
                        "You spent $1,100.00 in " + WEEK
                                + ", $100.00 (+10.0%) more than the week before; 2 recommendations would save $174.24 a month.");
    }

    @Test
    void comparesOnlyTheDaysThatAreBilled() {
        assertThat(headline.sentences(report(week(6, "900"), comparison(6, "900", "1000"), 0)))
                .containsExactly("Six of the seven days of " + WEEK
                        + " are billed so far, at $900.00, $100.00 (\u221210.0%) less than the same 6 days of the week before;"
                        + " no saving is open.");
    }

    @Test
    void claimsNoChangeWithoutAWeekToCompareWith() {
        assertThat(headline.sentences(report(week(7, "900"), null, 1)))
                .containsExactly("You spent $900.00 in " + WEEK + "; 1 recommendation would save $90.91 a month.");
    }

    @Test
    void saysWhenTheWeekIsNotBilledAtAll() {
        assertThat(headline.sentences(report(week(0, "0"), null, 0)))
                .containsExactly("Nothing is billed yet for " + WEEK + "; no saving is open.");
    }

    @Test
    void namesWhatMovedMostAndItsDriver() {
        WeeklyReport report = report(week(7, "1100"), comparison(7, "1100", "1000"), 0);

        assertThat(headline.movers(report)).containsExactly("Compute moved most: +$100.00 – web-1 is new.");
    }

    private static Spend.Week week(int daysBilled, String total) {
        return new Spend.Week(SampleReports.WEEK, daysBilled, usd(total));
    }

    private static Spend.Comparison comparison(int days, String current, String previous) {
        return new Spend.Comparison(
                days,
                usd(current),
                usd(previous),
                List.of(new Spend.Change("Compute", usd(current), usd(previous), "web-1 is new")));
    }

    private static WeeklyReport report(Spend.Week week, Spend.@Nullable Comparison comparison, int recommendations) {
        CurrencyReport sample = SampleReports.currency("USD", recommendations, 1);
        Spend spend = new Spend(
                List.of(week),
                List.of(new Spend.Group("Compute", List.of(week.total()))),
                week.total(),
                comparison,
                List.of());
        return SampleReports.report(
                List.of(new CurrencyReport(sample.currency(), spend, sample.savings(), null, null)),
                new DataQuality(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), ""),
                List.of());
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }
}
