package costwright.reports.chart;

import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One horizontal bar of a table column whose bars share a scale.
 *
 * @param x the left end, from 0 to 100
 * @param width from 0 to 100
 * @param zero where zero lies, from 0 to 100
 */
public record Strip(String x, String width, String zero, boolean negative) {
    /** Bars that start at zero. */
    public static List<Strip> fromZero(List<Money> amounts) {
        return of(amounts.stream()
                .map(amount -> List.of(BigDecimal.ZERO, amount.amount()))
                .toList());
    }

    /** Bars that start where the one before ends, with a last one from zero for the total: a waterfall. */
    public static List<Strip> waterfall(List<Money> parts) {
        List<List<BigDecimal>> spans = new ArrayList<>();
        BigDecimal at = BigDecimal.ZERO;
        for (Money part : parts) {
            spans.add(List.of(at, at.add(part.amount())));
            at = at.add(part.amount());
        }
        spans.add(List.of(BigDecimal.ZERO, at));
        return of(spans);
    }

    private static List<Strip> of(List<List<BigDecimal>> spans) {
        BigDecimal low = spans.stream().flatMap(List::stream).reduce(BigDecimal.ZERO, BigDecimal::min);
        BigDecimal high = spans.stream().flatMap(List::stream).reduce(BigDecimal.ZERO, BigDecimal::max);
        double range = high.subtract(low).doubleValue();
        double scale = range == 0 ? 0 : 100 / range;
        return spans.stream()
                .map(span -> {
                    BigDecimal left = span.get(0).min(span.get(1));
                    BigDecimal right = span.get(0).max(span.get(1));
                    return new Strip(
                            Coordinate.of(left.subtract(low).doubleValue() * scale),
                            Coordinate.of(right.subtract(left).doubleValue() * scale),
                            Coordinate.of(low.negate().doubleValue() * scale),
                            span.get(1).compareTo(span.get(0)) < 0);
                })
                .toList();
    }
}
