package costwright.analyzers.commitment.advice;

import costwright.schema.money.Money;
import costwright.schema.quantity.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** From a window of hours to a month of 730. */
final class Months {
    /** Costs and savings per month are kept to millionths, as the store keeps them. */
    private static final int SCALE = 6;

    private Months() {}

    static Money monthly(Money inWindow, int hours) {
        return monthly(inWindow, hours, RoundingMode.HALF_EVEN);
    }

    static Money monthly(Money inWindow, int hours, RoundingMode rounding) {
        return inWindow.times(Quantity.HOURS_PER_MONTH).dividedBy(BigDecimal.valueOf(hours), SCALE, rounding);
    }
}
