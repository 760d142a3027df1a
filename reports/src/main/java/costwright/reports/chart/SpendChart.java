package costwright.reports.chart;

import costwright.reports.format.Amounts;
import costwright.reports.format.Dates;
import costwright.reports.page.Spend;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * Spend by week as stacked bars: what is charged grows upwards from zero, credits downwards.
 *
 * @param bars all rectangles; those of one week stand on each other
 * @param ticks the grid lines with their labels
 * @param labels the weeks under the bars
 */
public record SpendChart(
        String width, String height, String left, String right, List<Bar> bars, List<Tick> ticks, List<Label> labels) {
    private static final double TOP = 10;
    private static final double BOTTOM = 34;
    private static final double HALF_LABEL = 22;
    private static final double SHARE_OF_SLOT = 0.68;

    /**
     * @param series the place of the group in {@link Spend#groups}, from 0
     * @param partial whether the week is not billed to its end
     * @param text what a pointer shows
     */
    public record Bar(String x, String y, String width, String height, int series, boolean partial, String text) {}

    public record Tick(String y, String textY, String label, boolean zero) {}

    /**
     * @param anchor where the text touches {@code x}: {@code middle} or, at the edge, {@code end}
     * @param emphasized whether it is the week of the report
     */
    public record Label(String x, String y, String anchor, String text, boolean emphasized) {}

    /** Draws into {@code width} by {@code height} units; {@code left} is the room for the labels of the ticks. */
    public static SpendChart of(Spend spend, double width, double height, double left) {
        Currency currency = spend.billed().currency();
        List<BigDecimal> ups = stacks(spend, 1);
        List<BigDecimal> downs = stacks(spend, -1);
        Axis axis = Axis.covering(
                downs.stream().reduce(BigDecimal.ZERO, BigDecimal::min),
                ups.stream().reduce(BigDecimal.ZERO, BigDecimal::max),
                4);
        Plot plot = new Plot(axis, width, height, left, spend.weeks().size());
        List<Bar> bars = new ArrayList<>();
        for (int week = 0; week < spend.weeks().size(); week++) {
            bars.addAll(plot.stack(spend, week));
        }
        return new SpendChart(
                Coordinate.of(width),
                Coordinate.of(height),
                Coordinate.of(left),
                Coordinate.of(width - 2),
                List.copyOf(bars),
                axis.ticks().stream().map(tick -> plot.tick(tick, currency)).toList(),
                plot.labels(spend));
    }

    private static List<BigDecimal> stacks(Spend spend, int sign) {
        List<BigDecimal> heights = new ArrayList<>();
        for (int i = 0; i < spend.weeks().size(); i++) {
            int week = i;
            heights.add(spend.groups().stream()
                    .map(group -> group.amounts().get(week).amount())
                    .filter(amount -> amount.signum() == sign)
                    .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        return heights;
    }

    private record Plot(Axis axis, double width, double height, double left, int weeks) {
        double slot() {
            return (width - left - 4) / weeks;
        }

        double y(BigDecimal value) {
            return height - BOTTOM - axis.position(value) * (height - BOTTOM - TOP);
        }

        List<Bar> stack(Spend spend, int week) {
            Spend.Week of = spend.weeks().get(week);
            double barWidth = Math.min(slot() * SHARE_OF_SLOT, 56);
            double x = left + slot() * week + (slot() - barWidth) / 2;
            BigDecimal up = BigDecimal.ZERO;
            BigDecimal down = BigDecimal.ZERO;
            List<Bar> bars = new ArrayList<>();
            for (int series = 0; series < spend.groups().size(); series++) {
                Spend.Group group = spend.groups().get(series);
                Money money = group.amounts().get(week);
                if (money.isZero()) {
                    continue;
                }
                BigDecimal from = money.isNegative() ? down : up;
                BigDecimal to = from.add(money.amount());
                double top = Math.min(y(from), y(to));
                bars.add(new Bar(
                        Coordinate.of(x),
                        Coordinate.of(top),
                        Coordinate.of(barWidth),
                        Coordinate.of(Math.abs(y(from) - y(to))),
                        series,
                        of.daysBilled() < 7,
                        "%s, week %d: %s".formatted(group.name(), of.week().number(), new Amounts().money(money))));
                if (money.isNegative()) {
                    down = to;
                } else {
                    up = to;
                }
            }
            return bars;
        }

        Tick tick(BigDecimal value, Currency currency) {
            return new Tick(
                    Coordinate.of(y(value)),
                    Coordinate.of(y(value) + 4),
                    new Amounts().tick(value, currency),
                    value.signum() == 0);
        }

        List<Label> labels(Spend spend) {
            int every = slot() >= 34 ? 1 : slot() >= 20 ? 2 : 3;
            List<Label> labels = new ArrayList<>();
            for (int week = 0; week < weeks; week++) {
                int toLast = weeks - 1 - week;
                if (toLast % every == 0) {
                    double x = left + slot() * (week + 0.5);
                    boolean atEdge = x + HALF_LABEL > width;
                    labels.add(new Label(
                            Coordinate.of(atEdge ? width : x),
                            Coordinate.of(height - 14),
                            atEdge ? "end" : "middle",
                            new Dates().shortDay(spend.weeks().get(week).week().firstDay()),
                            toLast == 0));
                }
            }
            return List.copyOf(labels);
        }
    }
}
