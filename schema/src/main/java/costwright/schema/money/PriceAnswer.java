package costwright.schema.money;

import java.time.LocalDate;
import java.util.Optional;

/** What a price book says when asked: a price with its source, or that it does not know. Unknown is never zero. */
public sealed interface PriceAnswer {

    /**
     * A price and where it came from.
     *
     * @param source the file, service or list that quoted it
     * @param asOf the day for which it was quoted
     */
    record Known(UnitPrice price, String source, LocalDate asOf) implements PriceAnswer {}

    /** @param reason what was looked for and not found, for people */
    record Unknown(String reason) implements PriceAnswer {}

    /** The price, or empty when unknown: callers must say what they do without it. */
    default Optional<Known> known() {
        return this instanceof Known known ? Optional.of(known) : Optional.empty();
    }
}
