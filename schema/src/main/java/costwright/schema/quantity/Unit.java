package costwright.schema.quantity;

import java.util.Objects;

/** What a quantity counts, spelled as FOCUS writes units, such as {@code Hours} or {@code GB-Months}. */
public record Unit(String name) {
    public static final Unit HOURS = new Unit("Hours");
    public static final Unit GB_MONTHS = new Unit("GB-Months");

    public Unit {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("A unit needs a name, such as \"Hours\".");
        }
    }
}
