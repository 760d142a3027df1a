package costwright.schema.charge;

import java.util.Arrays;

/** FOCUS ChargeCategory. */
public enum ChargeCategory {
    USAGE("Usage"),
    PURCHASE("Purchase"),
    TAX("Tax"),
    CREDIT("Credit"),
    ADJUSTMENT("Adjustment");

    private final String focusName;

    ChargeCategory(String focusName) {
        this.focusName = focusName;
    }

    /** As FOCUS spells it. */
    public String focusName() {
        return focusName;
    }

    /** @throws IllegalArgumentException if FOCUS has no such category */
    public static ChargeCategory ofFocusName(String name) {
        return Arrays.stream(values())
                .filter(category -> category.focusName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "ChargeCategory \"%s\" is none of Usage, Purchase, Tax, Credit, Adjustment.".formatted(name)));
    }
}
