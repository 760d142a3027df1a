package costwright.analyzers.commitment;

import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.util.List;

/**
 * What to buy, priced exactly, with the proof of how good it is.
 *
 * @param portfolio the purchases, by name of offer; empty when nothing is worth buying
 * @param bill the window with what is owned and the portfolio; its commitments are first the owned, then the portfolio
 * @param without the window with what is owned already only
 * @param lowerBound no portfolio within the limits could cost less over the window, under any allocation
 * @param budgetPrice what another unit of money per hour of budget would save in an hour, about; 0 where no cap binds
 */
public record PortfolioPlan(List<Owned> portfolio, Bill bill, Bill without, Money lowerBound, double budgetPrice) {
    public PortfolioPlan {
        portfolio = List.copyOf(portfolio);
    }

    /** What the portfolio saves over the window against buying nothing; never negative. */
    public Money savings() {
        return without.totalCost().minus(bill.totalCost());
    }

    /** (total cost − lower bound) over lower bound; no value when the bound is zero. */
    public Ratio gap() {
        return new Ratio(bill.totalCost().minus(lowerBound).amount(), lowerBound.amount());
    }
}
