package costwright.reports.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Coordinates as SVG wants them: a tenth of a unit is finer than any screen shows. */
final class Coordinate {
    private Coordinate() {}

    static String of(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
