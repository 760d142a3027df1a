package costwright.schema.charge;

import costwright.schema.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What usage of one service cost on one UTC day, by the commitment that paid for it.
 *
 * @param provider as the bill names it
 * @param commitment the id; empty where no commitment is involved
 * @param status used or unused part of the commitment; none where no commitment is involved
 * @param contracted null where a charge of it does not state it
 * @param list null where a charge of it does not state it
 */
public record CommitmentCost(
        LocalDate day,
        String provider,
        String service,
        String commitment,
        CommitmentStatus status,
        Money effective,
        @Nullable Money contracted,
        @Nullable Money list) {}
