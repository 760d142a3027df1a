package costwright.schema.money;

import costwright.schema.quantity.Quantity;
import costwright.schema.quantity.Unit;

/**
 * What one unit costs. {@link #times(Quantity)} is the only bridge from quantities to money.
 *
 * @param money the price of exactly one {@code unit}, at full scale
 * @param unit what is counted, such as hours or GB-months
 */
public record UnitPrice(Money money, Unit unit) {
    public static UnitPrice perHour(Money money) {
        return new UnitPrice(money, Unit.HOURS);
    }

    /**
     * The exact cost of {@code quantity}.
     *
     * @throws IllegalArgumentException if the quantity counts another unit
     */
    public Money times(Quantity quantity) {
        if (!unit.equals(quantity.unit())) {
            throw new IllegalArgumentException("A price per %s cannot be applied to %s: convert the quantity first."
                    .formatted(unit.name(), quantity));
        }
        return money.times(quantity.value());
    }

    /** The price of a month of 730 hours, the field's convention wherever an hourly rate becomes monthly. */
    public Money perMonth() {
        return times(Quantity.hours(Quantity.HOURS_PER_MONTH));
    }
}
