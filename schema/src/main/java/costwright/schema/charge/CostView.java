package costwright.schema.charge;

import java.util.Locale;

/** Which of the four FOCUS costs a sum is of. */
public enum CostView {
    /** BilledCost: what the invoice says. */
    BILLED,
    /** EffectiveCost: amortized, after all discounts. */
    EFFECTIVE,
    /** ContractedCost: at negotiated prices, before commitment discounts. */
    CONTRACTED,
    /** ListCost: at public prices. */
    LIST;

    /** The word of the command line: billed, effective, contracted or list. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
