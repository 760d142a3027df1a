package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import java.util.List;

/** A way to decide what to buy, from what was used. Pure: the same history gives the same purchases. */
public interface PurchaseRule {
    /** A word for tables, such as {@code aws}. */
    String name();

    /**
     * What the rule would buy on top of what is owned.
     *
     * @param history the hours that the rule may look at, the last one the most recent
     * @param holdings what is owned
     * @param offers what can be bought
     */
    List<Owned> buy(Demand history, List<Owned> holdings, List<Offer> offers);
}
