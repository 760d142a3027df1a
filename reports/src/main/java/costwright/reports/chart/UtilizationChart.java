package costwright.reports.chart;

import costwright.schema.finding.Evidence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Utilization over the window of a finding, with the capacity now and after the action.
 *
 * @param path the line, in SVG path syntax; broken where samples are missing
 * @param currentY where the capacity now lies
 * @param proposedY where the proposed capacity lies; null where the action removes it
 * @param peak the largest value, in words
 * @param current the capacity now, in words
 * @param proposed the proposed capacity, in words; null where there is none
 */
public record UtilizationChart(
        String width,
        String height,
        String path,
        String currentY,
        @Nullable String proposedY,
        String peak,
        String current,
        @Nullable String proposed) {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 96;
    private static final double MARGIN = 6;
    private static final int MOST_POINTS = 320;

    /** Draws at most 320 points; of a longer series every point is the largest of its stretch, so that no peak is lost. */
    public static UtilizationChart of(Evidence.Sparkline sparkline) {
        List<Double> values = thinned(sparkline.values());
        double largest = sparkline.values().stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        Double proposed = sparkline.proposedCapacity();
        double top = Math.max(
                Math.max(largest, sparkline.currentCapacity()), proposed == null ? 0 : Math.max(proposed, 1e-9));
        double scale = (HEIGHT - 2 * MARGIN) / Math.max(top, 1e-9);
        return new UtilizationChart(
                Coordinate.of(WIDTH),
                Coordinate.of(HEIGHT),
                path(values, scale),
                Coordinate.of(y(sparkline.currentCapacity(), scale)),
                proposed == null ? null : Coordinate.of(y(proposed, scale)),
                text(largest, sparkline.unit()),
                text(sparkline.currentCapacity(), sparkline.unit()),
                proposed == null ? null : text(proposed, sparkline.unit()));
    }

    private static double y(double value, double scale) {
        return HEIGHT - MARGIN - value * scale;
    }

    private static String path(List<Double> values, double scale) {
        double step = WIDTH / Math.max(1, values.size() - 1);
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (Double.isNaN(value)) {
                drawing = false;
                continue;
            }
            path.append(drawing ? 'L' : 'M')
                    .append(Coordinate.of(i * step))
                    .append(' ')
                    .append(Coordinate.of(y(value, scale)));
            if (!drawing) {
                // A point between two gaps is seen only as a line of some length.
                path.append("h0.1");
            }
            drawing = true;
        }
        return path.toString();
    }

    private static List<Double> thinned(List<Double> values) {
        if (values.size() <= MOST_POINTS) {
            return values;
        }
        List<Double> thinned = new ArrayList<>();
        for (int point = 0; point < MOST_POINTS; point++) {
            int from = (int) ((long) point * values.size() / MOST_POINTS);
            int to = (int) ((long) (point + 1) * values.size() / MOST_POINTS);
            thinned.add(values.subList(from, to).stream()
                    .filter(value -> !value.isNaN())
                    .max(Double::compare)
                    .orElse(Double.NaN));
        }
        return thinned;
    }

    private static String text(double value, String unit) {
        String number = new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
