package costwright.reports.page;

import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The report of all that is billed in one currency.
 *
 * @param commitments null when neither holdings nor advice about commitments are known
 * @param realized null before the first advice was applied and measured
 */
public record CurrencyReport(
        Currency currency,
        Spend spend,
        SavingsPlan savings,
        @Nullable Commitments commitments,
        @Nullable RealizedSavings realized) {
    /** The ISO 4217 code. */
    public String code() {
        return currency.getCurrencyCode();
    }
}
