package costwright.jobs.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Machine hours of one day as stored: {@code 1*24} when all hours are alike, else {@code hour:quantity,…}; hour 24 is the
 * whole day, evenly.
 */
final class HoursText {
    private static final int HOURS = 24;
    /** Decimals of an even share; what cannot be shared evenly goes to the last hour, so that the day's sum stays. */
    private static final int SHARE_DECIMALS = 12;

    private HoursText() {}

    static BigDecimal[] none() {
        BigDecimal[] hours = new BigDecimal[HOURS];
        Arrays.fill(hours, BigDecimal.ZERO);
        return hours;
    }

    /** Adds what the text says to {@code hours}. */
    static void addTo(BigDecimal[] hours, String text) {
        int star = text.indexOf('*');
        if (star >= 0) {
            BigDecimal each = new BigDecimal(text.substring(0, star));
            Arrays.setAll(hours, hour -> hours[hour].add(each));
            return;
        }
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            int hour = Integer.parseInt(part.substring(0, colon));
            BigDecimal quantity = new BigDecimal(part.substring(colon + 1));
            if (hour < HOURS) {
                hours[hour] = hours[hour].add(quantity);
            } else {
                spread(hours, quantity);
            }
        }
    }

    private static void spread(BigDecimal[] hours, BigDecimal day) {
        BigDecimal share = day.divide(BigDecimal.valueOf(HOURS), SHARE_DECIMALS, RoundingMode.DOWN);
        BigDecimal last = day.subtract(share.multiply(BigDecimal.valueOf(HOURS - 1L)));
        for (int hour = 0; hour < HOURS; hour++) {
            hours[hour] = hours[hour].add(hour == HOURS - 1 ? last : share).stripTrailingZeros();
        }
    }

    /** The sum over the day. */
    static BigDecimal total(String text) {
        BigDecimal[] hours = none();
        addTo(hours, text);
        return Arrays.stream(hours).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
