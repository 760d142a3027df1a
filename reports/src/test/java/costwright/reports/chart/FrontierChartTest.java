package costwright.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.reports.page.Frontier;
import costwright.reports.page.Frontier.Estimate;
import costwright.reports.page.Frontier.Kind;
import costwright.reports.page.Frontier.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierChartTest {
    @Test
    void drawsSavingUpwardsAndHarmToTheRight() {
        FrontierChart chart = FrontierChart.of(
                new Frontier(List.of(
                        new Point("a", Kind.OURS, new Estimate(0.5, 0.4, 0.6), new Estimate(0.1, 0, 0.2)),
                        new Point("b", Kind.THEIRS, new Estimate(0.2, 0.2, 0.2), new Estimate(0, 0, 0)))),
                600,
                50,
                150);

        // The axes end at 20 % harm and 60 % saving, in a box from 50 to 450 and from 296 up to 26.
        assertThat(chart.edge()).isEqualTo(new FrontierChart.Box("50", "450", "26", "296"));
        FrontierChart.Mark a = chart.marks().get(1);
        assertThat(a.label()).isEqualTo("a");
        assertThat(List.of(a.x(), a.xLow(), a.xHigh())).containsExactly("250", "50", "450");
        assertThat(List.of(a.y(), a.yLow(), a.yHigh())).containsExactly("71", "116", "26");
        assertThat(a.text()).isEqualTo("a: saved 50.0% (40.0% to 60.0%), harmed 10.0% (0.0% to 20.0%)");
        assertThat(chart.harms())
                .extracting(FrontierChart.Tick::label)
                .containsExactly("0%", "5%", "10%", "15%", "20%");
        assertThat(chart.best()).isEqualTo("M50 206H250V71H450");
    }

    @Test
    void ledByNoRuleThatAnotherBeats() {
        Point little = point("little", Kind.THEIRS, 0.2, 0);
        Point better = point("better", Kind.OURS, 0.4, 0.01);
        Point worse = point("worse", Kind.THEIRS, 0.4, 0.02);
        Point most = point("most", Kind.THEIRS, 0.5, 0.1);
        Point hindsight = point("hindsight", Kind.HINDSIGHT, 0.9, 0);

        assertThat(FrontierChart.unbeaten(List.of(most, worse, better, little, hindsight)))
                .containsExactly(little, better, most);
    }

    @Test
    void keepsLabelsApartEvenWhereAllRulesDidTheSame() {
        List<Point> points = new ArrayList<>(Collections.nCopies(20, point("same", Kind.THEIRS, 0.3, 0)));

        FrontierChart chart = FrontierChart.of(new Frontier(points), 350, 40, 40);

        List<Double> labels = chart.marks().stream()
                .map(mark -> Double.parseDouble(mark.labelY()))
                .sorted()
                .toList();
        for (int i = 1; i < labels.size(); i++) {
            assertThat(labels.get(i) - labels.get(i - 1)).isGreaterThanOrEqualTo(15.9);
        }
        assertThat(labels.get(19)).isLessThan(Double.parseDouble(chart.height()) - 30);
        assertThat(chart.marks()).extracting(FrontierChart.Mark::number).doesNotHaveDuplicates();
    }

    @Test
    void movesLabelsAsLittleAsItTakes() {
        assertThat(FrontierChart.apart(new double[] {10, 12, 50}, 10, 0, 60)).containsExactly(10, 20, 50);
        assertThat(FrontierChart.apart(new double[] {55, 58, 60}, 10, 0, 60)).containsExactly(40, 50, 60);
        assertThat(FrontierChart.apart(new double[] {}, 10, 0, 60)).isEmpty();
    }

    @Test
    void refusesWhatIsNoEstimate() {
        assertThatThrownBy(() -> new Estimate(0.1, 0.3, 0.2)).hasMessageContaining("0.3 to 0.2");
        assertThatThrownBy(() -> new Estimate(Double.NaN, 0, 1)).hasMessageContaining("NaN");
    }

    private static Point point(String label, Kind kind, double saving, double harm) {
        return new Point(label, kind, new Estimate(saving, saving, saving), new Estimate(harm, harm, harm));
    }
}
