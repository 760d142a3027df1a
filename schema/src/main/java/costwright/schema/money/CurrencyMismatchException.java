package costwright.schema.money;

import java.util.Currency;

/** Two currencies met in one sum or comparison; keeps both so that the caller can say which data to look at. */
public final class CurrencyMismatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Currency first;
    private final Currency second;

    public CurrencyMismatchException(Currency first, Currency second) {
        super("Amounts in %s and %s cannot be added or compared: keep one total per currency."
                .formatted(first.getCurrencyCode(), second.getCurrencyCode()));
        this.first = first;
        this.second = second;
    }

    public Currency first() {
        return first;
    }

    public Currency second() {
        return second;
    }
}
