package costwright.jobs.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a dialect that is not FOCUS state as cost, over all rows; null where they do not state that view.
 *
 * @param billed the cost column of the actual view
 * @param effective the cost column of the amortized view
 */
public record StatedRow(
        SliceKey slice,
        String currency,
        @Nullable BigDecimal billed,
        @Nullable BigDecimal effective) {}
