package costwright.reports.page;

import costwright.schema.money.Money;
import java.util.List;

/** The promise of every table with a total: its parts sum to it exactly. */
final class Parts {
    private Parts() {}

    /**
     * @param what names the parts in the message
     * @throws IllegalArgumentException if the parts do not sum to the total
     */
    static void requireSum(String what, List<Money> parts, Money total) {
        Money sum = Money.total(parts, total.currency());
        if (!sum.equals(total)) {
            throw new IllegalArgumentException(
                    "The parts do not sum to their total: %s are %s together, the total is %s."
                            .formatted(what, sum, total));
        }
    }
}
