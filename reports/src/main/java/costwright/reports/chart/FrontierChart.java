package costwright.reports.chart;

import costwright.reports.format.Figures;
import costwright.reports.page.Frontier;
import costwright.reports.page.Frontier.Estimate;
import costwright.reports.page.Frontier.Kind;
import costwright.reports.page.Frontier.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Saving upwards against harm to the right, a cross of 95 % intervals at each rule, and a step line through the rules that
 * no other rule beats in both. Labels stand in a column of their own, in the order of their points from top to bottom, so
 * that none covers another; a line leads from each to its point.
 *
 * @param edge the box of the axes
 * @param best the step line, in SVG path syntax
 * @param savings grid lines of the vertical axis
 * @param harms grid lines of the horizontal axis
 */
public record FrontierChart(
        String width, String height, Box edge, String best, List<Tick> savings, List<Tick> harms, List<Mark> marks) {
    private static final double TOP = 26;
    private static final double BOTTOM = 44;
    private static final double LABEL_HEIGHT = 16;
    private static final double LEAST_HEIGHT = 340;
    private static final double TO_LABELS = 16;
    private static final int STEPS = 5;
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    public record Box(String left, String right, String top, String bottom) {}

    /** @param at x of a vertical grid line, y of a horizontal one */
    public record Tick(String at, String label, boolean zero) {}

    /**
     * One rule.
     *
     * @param number its place in the table, from 1
     * @param kind {@code ours}, {@code theirs} or {@code hindsight}
     * @param leader from the point to its label, in SVG path syntax
     * @param text what a pointer shows
     */
    public record Mark(
            int number,
            String kind,
            String x,
            String y,
            String xLow,
            String xHigh,
            String yLow,
            String yHigh,
            String leader,
            String labelX,
            String labelY,
            String label,
            String text) {}

    /**
     * Draws into {@code width} units; the height follows from the number of rules.
     *
     * @param left the room for the labels of the vertical axis
     * @param right the room for the labels of the rules
     */
    public static FrontierChart of(Frontier frontier, double width, double left, double right) {
        List<Point> points = frontier.points();
        double height = Math.max(LEAST_HEIGHT, points.size() * LABEL_HEIGHT + TOP + BOTTOM);
        Plot plot = new Plot(
                axis(points.stream().map(Point::harm).toList()),
                axis(points.stream().map(Point::saving).toList()),
                left,
                width - right,
                height);
        return new FrontierChart(
                Coordinate.of(width),
                Coordinate.of(height),
                new Box(
                        Coordinate.of(left),
                        Coordinate.of(width - right),
                        Coordinate.of(TOP),
                        Coordinate.of(height - BOTTOM)),
                plot.best(points),
                plot.savings().ticks().stream()
                        .map(tick -> tick(plot.y(tick), tick))
                        .toList(),
                plot.harms().ticks().stream()
                        .map(tick -> tick(plot.x(tick), tick))
                        .toList(),
                plot.marks(points));
    }

    private static Tick tick(double at, BigDecimal percent) {
        return new Tick(Coordinate.of(at), new Figures().percentTick(percent), percent.signum() == 0);
    }

    private static Axis axis(List<Estimate> estimates) {
        DoubleStream ends =
                estimates.stream().flatMapToDouble(one -> DoubleStream.of(one.low(), one.value(), one.high()));
        var range = ends.summaryStatistics();
        return Axis.covering(percent(range.getMin()), percent(range.getMax()), STEPS);
    }

    private static BigDecimal percent(double share) {
        return BigDecimal.valueOf(share).multiply(PERCENT);
    }

    /** Rules that no other rule beats: none saves as much with less harm, or more with as little. Least harm first. */
    static List<Point> unbeaten(List<Point> points) {
        List<Point> possible =
                points.stream().filter(point -> point.kind() != Kind.HINDSIGHT).toList();
        return possible.stream()
                .filter(point -> possible.stream().noneMatch(other -> beats(other, point)))
                .sorted(Comparator.comparingDouble(point -> point.harm().value()))
                .toList();
    }

    private static boolean beats(Point one, Point other) {
        double saving = one.saving().value() - other.saving().value();
        double harm = one.harm().value() - other.harm().value();
        return saving >= 0 && harm <= 0 && (saving > 0 || harm < 0);
    }

    /** Moves labels apart, in their order, as little as it takes, and keeps all of them between the ends. */
    static double[] apart(double[] wanted, double gap, double first, double last) {
        double[] at = wanted.clone();
        double least = first;
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(at[i], least);
            least = at[i] + gap;
        }
        double most = last;
        for (int i = at.length - 1; i >= 0 && at[i] > most; i--) {
            at[i] = most;
            most -= gap;
        }
        return at;
    }

    private record Plot(Axis harms, Axis savings, double left, double right, double height) {
        double x(BigDecimal percent) {
            return left + harms.position(percent) * (right - left);
        }

        double y(BigDecimal percent) {
            return height - BOTTOM - savings.position(percent) * (height - BOTTOM - TOP);
        }

        double x(double share) {
            return x(percent(share));
        }

        double y(double share) {
            return y(percent(share));
        }

        String best(List<Point> points) {
            StringBuilder path = new StringBuilder();
            for (Point point : unbeaten(points)) {
                String x = Coordinate.of(x(point.harm().value()));
                String y = Coordinate.of(y(point.saving().value()));
                path.append(path.isEmpty() ? "M" + x + ' ' + y : "H" + x + 'V' + y);
            }
            return path.isEmpty()
                    ? ""
                    : path.append('H').append(Coordinate.of(right)).toString();
        }

        List<Mark> marks(List<Point> points) {
            List<Integer> order = IntStream.range(0, points.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                                    (Integer i) -> -points.get(i).saving().value())
                            .thenComparingDouble(i -> -points.get(i).harm().value())
                            .thenComparingInt(i -> i))
                    .toList();
            double[] labels = apart(
                    order.stream()
                            .mapToDouble(i -> y(points.get(i).saving().value()))
                            .toArray(),
                    LABEL_HEIGHT,
                    TOP,
                    height - BOTTOM);
            List<Mark> marks = new ArrayList<>();
            for (int i = 0; i < labels.length; i++) {
                marks.add(mark(order.get(i) + 1, points.get(order.get(i)), labels[i]));
            }
            // Ours are drawn last, on top of others.
            marks.sort(Comparator.comparing((Mark mark) -> mark.kind().equals("ours"))
                    .thenComparingInt(Mark::number));
            return marks;
        }

        private Mark mark(int number, Point point, double label) {
            String x = Coordinate.of(x(point.harm().value()));
            String y = Coordinate.of(y(point.saving().value()));
            return new Mark(
                    number,
                    point.kind().name().toLowerCase(Locale.ROOT),
                    x,
                    y,
                    Coordinate.of(x(point.harm().low())),
                    Coordinate.of(x(point.harm().high())),
                    Coordinate.of(y(point.saving().low())),
                    Coordinate.of(y(point.saving().high())),
                    "M%s %sL%s %sH%s"
                            .formatted(
                                    x,
                                    y,
                                    Coordinate.of(right),
                                    Coordinate.of(label),
                                    Coordinate.of(right + TO_LABELS - 4)),
                    Coordinate.of(right + TO_LABELS),
                    Coordinate.of(label + 4),
                    point.label(),
                    "%s: saved %s (%s to %s), harmed %s (%s to %s)"
                            .formatted(
                                    point.label(),
                                    new Figures().percent(point.saving().value()),
                                    new Figures().percent(point.saving().low()),
                                    new Figures().percent(point.saving().high()),
                                    new Figures().percent(point.harm().value()),
                                    new Figures().percent(point.harm().low()),
                                    new Figures().percent(point.harm().high())));
        }
    }
}
