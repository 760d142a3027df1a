package costwright.jobs.store;

import costwright.schema.charge.CostView;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What spend is asked for.
 *
 * @param by in the order of the columns; empty for one sum
 * @param from the first UTC day; null for all from the beginning
 * @param to the first UTC day that no longer counts; null for all to the end
 */
public record SpendQuestion(
        List<SpendDimension> by,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        CostView cost) {
    public SpendQuestion {
        by = List.copyOf(by);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("--from %s is not before --to %s.".formatted(from, to));
        }
    }

    /** Whether the exact totals of slices can answer: no finer word than a month, and whole months. */
    boolean isExact() {
        return by.stream().allMatch(dimension -> dimension.kind().isExact()) && isMonthStart(from) && isMonthStart(to);
    }

    /** Whether days from {@code start} to before {@code end} are asked for. */
    boolean overlaps(LocalDate start, LocalDate end) {
        return (from == null || end.isAfter(from)) && (to == null || start.isBefore(to));
    }

    private static boolean isMonthStart(@Nullable LocalDate day) {
        return day == null || day.getDayOfMonth() == 1;
    }
}
