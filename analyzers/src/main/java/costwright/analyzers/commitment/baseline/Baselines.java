package costwright.analyzers.commitment.baseline;

import costwright.analyzers.commitment.PurchaseRule;
import java.util.List;

/** The rules of this package, by what they are for. */
public final class Baselines {
    private Baselines() {}

    /** The rules of the two providers: what a plan must never be worse than. */
    public static List<PurchaseRule> providers() {
        return List.of(new AwsRule(), new AzureRule());
    }

    /**
     * All rules, for a track record.
     *
     * @param horizonHours for how many hours a purchase is kept, which the online policy must know
     */
    public static List<PurchaseRule> all(int horizonHours) {
        return List.of(
                new AwsRule(),
                new AzureRule(),
                new QuantileRule("floor", 0),
                new QuantileRule("p10", 0.1),
                new BreakEvenRule(horizonHours));
    }
}
