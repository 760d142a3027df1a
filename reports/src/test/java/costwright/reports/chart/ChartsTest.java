package costwright.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.reports.SampleReports;
import costwright.reports.page.Spend;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0,'0,0.5,1'",
        "0,97,'0,50,100'",
        "0,26172.42,'0,10000,20000,30000'",
        "-30,100,'-50,0,50,100'",
        "0,0.031,'0,0.01,0.02,0.03,0.04'",
        "-7,0,'-8,-6,-4,-2,0'"
    })
    void takesRoundTicksThatCoverZeroAndTheValues(String low, String high, String ticks) {
        assertThat(Axis.covering(new BigDecimal(low), new BigDecimal(high), 4).ticks().stream()
                        .map(tick -> tick.signum() == 0
                                ? "0"
                                : tick.stripTrailingZeros().toPlainString()))
                .containsExactly(ticks.split(","));
    }

    /** Axes of 0 to 2,000 of savings up, 0 to 12 of money per hour along. */
    @Test
    void drawsTheBestOfEachOfferOnItsCurveAndTheBoundAboveAll() {
        PurchasePlan plan = SampleReports.full()
                .currencies()
                .get(0)
                .commitments()
                .plans()
                .get(0)
                .purchase();
        SavingsCurveChart chart = SavingsCurveChart.of(plan, 920, 280, 62);
        assertThat(chart.ticks())
                .extracting(SavingsCurveChart.Tick::label)
                .containsExactly("$0", "$500", "$1k", "$1.5k", "$2k");
        assertThat(chart.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.path()).contains(line.bestX() + " " + line.bestY()));
        // The bound saves 1,640.15 of 2,000 on 226 units of height above the zero line at 240.
        assertThat(chart.boundY()).isEqualTo("54.7");
        // 6.75 of 12 per hour on 844 units right of 62; 1,589.50 of 2,000.
        assertThat(chart.planX()).isEqualTo("536.8");
        assertThat(chart.planY()).isEqualTo("60.4");
    }

    @Test
    void stacksTheServicesOfAWeekWithoutGaps() {
        SpendChart chart = SpendChart.of(SampleReports.spend("USD", 1, 7), 920, 280, 58);

        List<SpendChart.Bar> first = chart.bars().subList(0, 8);
        for (int i = 1; i < first.size(); i++) {
            double bottomOfThis = Double.parseDouble(first.get(i).y())
                    + Double.parseDouble(first.get(i).height());
            assertThat(bottomOfThis)
                    .isCloseTo(Double.parseDouble(first.get(i - 1).y()), org.assertj.core.data.Offset.offset(0.11));
        }
        assertThat(chart.bars()).noneMatch(SpendChart.Bar::partial).hasSize(13 * 8);
        assertThat(chart.labels()).hasSize(13);
    }

    @Test
    void drawsCreditsBelowZero() {
        Money charge = Money.of("100", "USD");
        Money credit = Money.of("-40", "USD");
        Spend spend = new Spend(
                List.of(new Spend.Week(SampleReports.WEEK, 5, charge.plus(credit))),
                List.of(new Spend.Group("Compute", List.of(charge)), new Spend.Group("Credits", List.of(credit))),
                charge.plus(credit),
                null,
                List.of());

        SpendChart chart = SpendChart.of(spend, 920, 280, 58);

        double zero = chart.ticks().stream()
                .filter(SpendChart.Tick::zero)
                .mapToDouble(tick -> Double.parseDouble(tick.y()))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(chart.bars().get(0).y())).isLessThan(zero);
        assertThat(Double.parseDouble(chart.bars().get(1).y())).isEqualTo(zero);
        assertThat(chart.bars()).allMatch(SpendChart.Bar::partial);
    }

    @Test
    void endsTheWaterfallAtTheTotal() {
        List<Strip> strips =
                Strip.waterfall(List.of(Money.of("60", "USD"), Money.of("-20", "USD"), Money.of("40", "USD")));

        // 0–60, 60–40, 40–80 and the total 0–80, on a scale of 80.
        assertThat(strips)
                .containsExactly(
                        new Strip("0", "75", "0", false),
                        new Strip("50", "25", "0", true),
                        new Strip("50", "50", "0", false),
                        new Strip("0", "100", "0", false));
    }

    @Test
    void survivesBarsOfNothing() {
        assertThat(Strip.fromZero(List.of(Money.of("0", "USD")))).containsExactly(new Strip("0", "0", "0", false));
    }

    @Test
    void breaksTheLineWhereSamplesAreMissing() {
        UtilizationChart chart = UtilizationChart.of(
                new Evidence.Sparkline("CPU", "percent", List.of(0.0, 50.0, Double.NaN, 100.0), 100, 50.0));

        // 84 units of height between margins of 6: 0 lies at 90, 50 at 48, 100 at 6.
        assertThat(chart.path()).isEqualTo("M0 90h0.1L213.3 48M640 6h0.1");
        assertThat(chart.currentY()).isEqualTo("6");
        assertThat(chart.proposedY()).isEqualTo("48");
        assertThat(chart.peak()).isEqualTo("100 percent");
    }

    @Test
    void keepsThePeakOfALongSeries() {
        List<Double> values = new java.util.ArrayList<>(Collections.nCopies(10_000, 1.0));
        values.set(7_777, 80.0);

        UtilizationChart chart = UtilizationChart.of(new Evidence.Sparkline("CPU", "percent", values, 100, null));

        assertThat(chart.peak()).isEqualTo("80 percent");
        assertThat(chart.path()).contains(" 22.8").hasSizeLessThan(6_000);
        assertThat(chart.proposedY()).isNull();
    }

    @Test
    void drawsNothingWithoutSamples() {
        assertThat(UtilizationChart.of(new Evidence.Sparkline("CPU", "percent", List.of(), 0, null))
                        .path())
                .isEmpty();
    }
}
