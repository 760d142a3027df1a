package costwright.schema.finding;

import costwright.schema.money.Money;

/**
 * What an action saves per month of 730 hours, side by side.
 *
 * @param bill the difference of two simulated bills, after all actions before it in the plan; may be negative
 * @param retail the difference at on-demand prices, for comparison with other tools
 */
public record Savings(Money bill, Money retail) {
    public Savings plus(Savings other) {
        return new Savings(bill.plus(other.bill), retail.plus(other.retail));
    }
}
