package costwright.analyzers.commitment.kpi;

import costwright.schema.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How the commitments of one scope did in one period.
 *
 * @param period such as {@code 2026-W44} or {@code 2026-10}
 * @param provider empty for all together
 * @param commitment empty for all of the provider together
 * @param used EffectiveCost of usage that commitments covered
 * @param unused EffectiveCost of what was paid for and covered nothing
 * @param utilization used over used and unused
 * @param waste unused over used and unused: what utilization leaves of one
 * @param coverage value without commitments of covered usage over that of all usage that commitments could cover
 * @param savingsRateOverContracted 1 − cost over what the usage of the scope would cost at contracted prices
 * @param savingsRateOverList the same at list prices; it includes negotiated discounts
 * @param savings at contracted prices, what commitments took off the bill; null where that is unknown
 */
public record CommitmentKpi(
        String period,
        String provider,
        String commitment,
        Money used,
        Money unused,
        Share utilization,
        Share waste,
        Share coverage,
        Share savingsRateOverContracted,
        Share savingsRateOverList,
        @Nullable Money savings) {}
