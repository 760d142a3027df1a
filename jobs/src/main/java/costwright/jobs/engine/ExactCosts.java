package costwright.jobs.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Sums of the four costs to the last digit; contracted and list are null where no charge states them. */
public record ExactCosts(
        BigDecimal billed,
        BigDecimal effective,
        @Nullable BigDecimal contracted,
        @Nullable BigDecimal list) {
    public ExactCosts plus(ExactCosts other) {
        return new ExactCosts(
                billed.add(other.billed),
                effective.add(other.effective),
                sum(contracted, other.contracted),
                sum(list, other.list));
    }

    /** Whether all four are the same amounts. */
    public boolean sameAs(ExactCosts other) {
        return billed.compareTo(other.billed) == 0
                && effective.compareTo(other.effective) == 0
                && same(contracted, other.contracted)
                && same(list, other.list);
    }

    private static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.compareTo(b) == 0;
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null ? b : b == null ? a : a.add(b);
    }
}
