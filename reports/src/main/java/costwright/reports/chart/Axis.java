package costwright.reports.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A value axis with round ticks: steps of 1, 2 or 5 times a power of ten.
 *
 * @param ticks ascending; the first and the last are the ends of the axis
 */
record Axis(List<BigDecimal> ticks) {
    private static final List<BigDecimal> NICE =
            List.of(BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(5), BigDecimal.TEN);

    /**
     * The axis that covers zero and both values with no more than {@code atMost} steps, or one more where zero lies
     * within a step.
     */
    static Axis covering(BigDecimal lowest, BigDecimal highest, int atMost) {
        BigDecimal low = lowest.min(BigDecimal.ZERO);
        BigDecimal high = highest.max(BigDecimal.ZERO);
        if (low.compareTo(high) == 0) {
            high = BigDecimal.ONE;
        }
        BigDecimal step = niceStep(high.subtract(low), atMost);
        BigDecimal first = low.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        BigDecimal last = high.divide(step, 0, RoundingMode.CEILING).multiply(step);
        List<BigDecimal> ticks = new ArrayList<>();
        for (BigDecimal tick = first; tick.compareTo(last) <= 0; tick = tick.add(step)) {
            ticks.add(tick);
        }
        return new Axis(List.copyOf(ticks));
    }

    /** Where the value lies between the ends, from 0 to 1. */
    double position(BigDecimal value) {
        BigDecimal first = ticks.get(0);
        BigDecimal range = ticks.get(ticks.size() - 1).subtract(first);
        return value.subtract(first).divide(range, 9, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static BigDecimal niceStep(BigDecimal range, int atMost) {
        BigDecimal raw = range.divide(BigDecimal.valueOf(atMost), 12, RoundingMode.CEILING);
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(raw.precision() - raw.scale() - 1);
        return NICE.stream()
                .map(power::multiply)
                .filter(step -> step.compareTo(raw) >= 0)
                .findFirst()
                .orElseThrow();
    }
}
