package costwright.schema.quantity;

import java.math.BigDecimal;

/** A decimal number of one unit; equal by value, not by the number of trailing zeros. */
public record Quantity(BigDecimal value, Unit unit) {
    /** Hours in a month wherever an hourly rate becomes monthly: 8,760 / 12. */
    public static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

    public Quantity {
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    public static Quantity hours(BigDecimal hours) {
        return new Quantity(hours, Unit.HOURS);
    }

    /** @throws IllegalArgumentException if {@code other} counts another unit */
    public Quantity plus(Quantity other) {
        if (!unit.equals(other.unit)) {
            throw new IllegalArgumentException("%s and %s cannot be added: the units differ.".formatted(this, other));
        }
        return new Quantity(value.add(other.value), unit);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + unit.name();
    }
}
