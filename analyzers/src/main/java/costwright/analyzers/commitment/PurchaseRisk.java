package costwright.analyzers.commitment;

import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a portfolio risks. Savings of futures are rounded to millionths; all other amounts are exact.
 *
 * @param scenarios how many futures were drawn
 * @param p10 in one future of ten the savings are below this
 * @param p50 the median
 * @param p90 in one of ten they are above this
 * @param mean over all futures
 * @param conditionalValueAtRisk the mean of the worst futures, by the tail asked for
 * @param lossProbability the share of futures in which the portfolio costs more than it saves
 * @param breakEvenDecline the largest uniform decline of usage at which the portfolio still costs no more than it saves,
 *     0 to 1
 * @param lockIn what will have been paid over the terms
 * @param stress the window again with less or more usage
 * @param purchases the same for each purchase
 * @param plateau the smallest part of the portfolio that reaches the share of its savings asked for
 */
public record PurchaseRisk(
        int scenarios,
        Money p10,
        Money p50,
        Money p90,
        Money mean,
        Money conditionalValueAtRisk,
        double lossProbability,
        double breakEvenDecline,
        Money lockIn,
        List<Stress> stress,
        List<Purchase> purchases,
        Plateau plateau) {
    public PurchaseRisk {
        stress = List.copyOf(stress);
        purchases = List.copyOf(purchases);
    }

    /**
     * The window with all usage multiplied.
     *
     * @param usageLevel 0.7 for a decline of 30 %
     * @param savings of the portfolio then
     * @param stranded what of the portfolio's cost then covers nothing
     */
    public record Stress(BigDecimal usageLevel, Money savings, Money stranded) {}

    /**
     * One purchase of the portfolio.
     *
     * @param netPresentValue of its avoided on-demand cost less its payments over its term
     * @param breakEvenMonths after how many months its usage may end without a loss
     * @param lockIn what will have been paid over its term
     */
    public record Purchase(Owned owned, Money netPresentValue, BigDecimal breakEvenMonths, Money lockIn) {}

    /**
     * The lower edge of the plateau of savings.
     *
     * @param share the part of the best savings asked for
     * @param portfolio what to buy for it
     * @param savings what that saves over the window
     */
    public record Plateau(BigDecimal share, List<Owned> portfolio, Money savings) {
        public Plateau {
            portfolio = List.copyOf(portfolio);
        }
    }
}
