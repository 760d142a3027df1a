package costwright.schema.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What FOCUS asks of a row, and that does not stand in the way of summing it: breaches are counted and shown, never
 * refused. The bit is what {@code focus.sql} adds for a row that breaks the rule.
 *
 * <p>Source: FOCUS 1.2, the normative requirements of the columns named, and appendix "Discount handling".
 */
public enum FocusRule {
    COVERED_USAGE_IS_BILLED(1, "BilledCost is 0 where a commitment covers the usage"),
    COMMITMENT_PURCHASE_HAS_EFFECTIVE_COST(2, "EffectiveCost is 0 on the purchase of a commitment"),
    UNUSED_ROW_NAMES_USAGE(4, "an Unused row has no ConsumedQuantity, and its ResourceId is the commitment"),
    LIST_COST_IS_NOT_PRICE_TIMES_QUANTITY(8, "ListCost = ListUnitPrice × PricingQuantity"),
    CONTRACTED_COST_IS_NOT_PRICE_TIMES_QUANTITY(16, "ContractedCost = ContractedUnitPrice × PricingQuantity"),
    COMMITMENT_COLUMNS_DISAGREE(32, "the CommitmentDiscount columns are null together"),
    NAME_OR_UNIT_ALONE(64, "a name stands only beside its id, a unit only beside its quantity"),
    TAX_HAS_SKU(128, "a Tax row has no SKU, price or pricing quantity"),
    UNKNOWN_CHARGE_CATEGORY(256, "ChargeCategory is Usage, Purchase, Tax, Credit or Adjustment"),
    UNKNOWN_WORD(512, "ChargeClass, ChargeFrequency, PricingCategory and the commitment columns use FOCUS words"),
    PURCHASE_IS_USAGE_BASED(1024, "a Purchase is One-Time or Recurring"),
    COST_IS_MISSING(2048, "ListCost and ContractedCost are not null"),
    CHARGE_OUTSIDE_BILLING_PERIOD(4096, "the charge starts within its billing period"),
    CHARGE_PERIOD_IS_EMPTY(8192, "ChargePeriodEnd is after ChargePeriodStart"),
    TAGS_ARE_NO_JSON(16384, "Tags is a JSON object"),
    NAME_IS_MISSING(32768, "ServiceName and ProviderName are not null");

    private final int bit;
    private final String requirement;

    FocusRule(int bit, String requirement) {
        this.bit = bit;
        this.requirement = requirement;
    }

    /** The name in results, such as {@code tax-has-sku}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What {@code focus.sql} adds for a row that breaks the rule. */
    public int bit() {
        return bit;
    }

    /** What FOCUS asks, in a sentence. */
    public String requirement() {
        return requirement;
    }

    /** The rule of that name; empty when it is none of these. */
    public static Optional<FocusRule> ofWord(String word) {
        return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
    }

    /** The rules whose bits are set. */
    public static List<FocusRule> in(long bits) {
        return Arrays.stream(values()).filter(rule -> (bits & rule.bit) != 0).toList();
    }
}
