package costwright.reports.chart;

import costwright.reports.format.Amounts;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cost against commitment, one line for each offer bought alone: how far the bill falls below (up) or rises above (down)
 * that without a purchase, per month.
 *
 * @param ticks the grid lines with their labels
 * @param columns the labels under the chart, in money per hour
 * @param boundY where the bill would be if it were as low as the proven bound
 * @param planX where the whole plan lies
 */
public record SavingsCurveChart(
        String width,
        String height,
        String left,
        String right,
        String bottom,
        List<Line> lines,
        List<Tick> ticks,
        List<Column> columns,
        String boundY,
        String planX,
        String planY) {
    private static final double TOP = 14;
    private static final double BOTTOM = 40;
    private static final double MARGIN = 14;
    private static final int SERIES = 8;

    /**
     * @param series the place of the offer in the plan's curves, from 0
     * @param bestX the point with the lowest cost
     * @param text what a pointer shows
     */
    public record Line(String offer, int series, String path, String bestX, String bestY, String text) {}

    public record Tick(String y, String textY, String label, boolean zero) {}

    public record Column(String x, String y, String label) {}

    /** Draws into {@code width} by {@code height} units; {@code left} is the room for the labels of the ticks. */
    public static SavingsCurveChart of(PurchasePlan plan, double width, double height, double left) {
        Currency currency = plan.cost().currency();
        Money reachable = plan.costWithout().minus(plan.lowerBound());
        List<BigDecimal> heights = Stream.concat(
                        plan.curves().stream()
                                .flatMap(curve -> curve.points().stream())
                                .map(point ->
                                        plan.costWithout().minus(point.cost()).amount()),
                        Stream.of(reachable.amount(), plan.savings().amount()))
                .toList();
        List<BigDecimal> widths = Stream.concat(
                        plan.curves().stream()
                                .flatMap(curve -> curve.points().stream())
                                .map(point -> point.perHour().amount()),
                        Stream.of(plan.perHour().amount()))
                .toList();
        Axis up = Axis.covering(
                heights.stream().reduce(BigDecimal.ZERO, BigDecimal::min),
                heights.stream().reduce(BigDecimal.ZERO, BigDecimal::max),
                4);
        Axis along = Axis.covering(
                BigDecimal.ZERO, widths.stream().reduce(BigDecimal.ZERO, BigDecimal::max), width < 500 ? 3 : 6);
        Plot plot = new Plot(up, along, width, height, left);
        List<Line> lines = new ArrayList<>();
        for (int series = 0; series < plan.curves().size(); series++) {
            lines.add(plot.line(plan, plan.curves().get(series), series % SERIES));
        }
        return new SavingsCurveChart(
                Coordinate.of(width),
                Coordinate.of(height),
                Coordinate.of(left),
                Coordinate.of(width - MARGIN),
                Coordinate.of(height - BOTTOM),
                List.copyOf(lines),
                up.ticks().stream().map(tick -> plot.tick(tick, currency)).toList(),
                along.ticks().stream().map(tick -> plot.column(tick, currency)).toList(),
                Coordinate.of(plot.y(reachable.amount())),
                Coordinate.of(plot.x(plan.perHour().amount())),
                Coordinate.of(plot.y(plan.savings().amount())));
    }

    private record Plot(Axis up, Axis along, double width, double height, double left) {
        double x(BigDecimal perHour) {
            return left + along.position(perHour) * (width - left - MARGIN);
        }

        double y(BigDecimal savings) {
            return height - BOTTOM - up.position(savings) * (height - BOTTOM - TOP);
        }

        Line line(PurchasePlan plan, PurchasePlan.Curve curve, int series) {
            StringBuilder path = new StringBuilder();
            PurchasePlan.Point best = curve.points().get(0);
            for (PurchasePlan.Point point : curve.points()) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(Coordinate.of(x(point.perHour().amount())))
                        .append(' ')
                        .append(Coordinate.of(saved(plan, point)));
                best = point.cost().compareTo(best.cost()) < 0 ? point : best;
            }
            return new Line(
                    curve.offer(),
                    series,
                    path.toString(),
                    Coordinate.of(x(best.perHour().amount())),
                    Coordinate.of(saved(plan, best)),
                    "%s alone: at best %s a month saved, at %s %s per hour"
                            .formatted(
                                    curve.offer(),
                                    new Amounts().money(plan.costWithout().minus(best.cost())),
                                    best.perHour().amount().toPlainString(),
                                    best.perHour().currency()));
        }

        double saved(PurchasePlan plan, PurchasePlan.Point point) {
            return y(plan.costWithout().minus(point.cost()).amount());
        }

        Tick tick(BigDecimal value, Currency currency) {
            return new Tick(
                    Coordinate.of(y(value)),
                    Coordinate.of(y(value) + 4),
                    new Amounts().tick(value, currency),
                    value.signum() == 0);
        }

        Column column(BigDecimal value, Currency currency) {
            return new Column(
                    Coordinate.of(x(value)), Coordinate.of(height - BOTTOM + 17), new Amounts().tick(value, currency));
        }
    }
}
