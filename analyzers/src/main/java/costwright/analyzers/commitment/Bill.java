package costwright.analyzers.commitment;

import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.util.List;

/**
 * The sum of the hours of a simulated bill, exact.
 *
 * @param hours how many hours were added
 * @param onDemandEquivalent what the window would cost without any commitment
 * @param commitmentCost what all commitments cost while in force, used or not
 * @param commitmentUsed the part of it that covered usage
 * @param onDemandCost what stayed on demand
 * @param commitments each commitment's share, in the order of the list simulated
 */
public record Bill(
        int hours,
        Money onDemandEquivalent,
        Money commitmentCost,
        Money commitmentUsed,
        Money onDemandCost,
        List<Share> commitments) {
    public Bill {
        commitments = List.copyOf(commitments);
    }

    /**
     * What one commitment cost and did.
     *
     * @param covered the on-demand price of what it covered
     */
    public record Share(Owned owned, Money cost, Money used, Money covered) {
        public Money unused() {
            return cost.minus(used);
        }

        /** Used over paid; no value when nothing was paid. */
        public Ratio utilization() {
            return new Ratio(used.amount(), cost.amount());
        }
    }

    public Money totalCost() {
        return commitmentCost.plus(onDemandCost);
    }

    public Money commitmentUnused() {
        return commitmentCost.minus(commitmentUsed);
    }

    /** What commitments saved, over on demand; negative when they cost more than they saved. */
    public Money savings() {
        return onDemandEquivalent.minus(totalCost());
    }

    /** CommitmentCoverage: the on-demand price of covered usage over that of all usage. */
    public Ratio coverage() {
        return new Ratio(onDemandEquivalent.minus(onDemandCost).amount(), onDemandEquivalent.amount());
    }

    /** CommitmentUtilization: used over paid. */
    public Ratio utilization() {
        return new Ratio(commitmentUsed.amount(), commitmentCost.amount());
    }

    /** EffectiveSavingsRate over on demand: savings over what the window would cost without any commitment. */
    public Ratio effectiveSavingsRate() {
        return new Ratio(savings().amount(), onDemandEquivalent.amount());
    }
}
