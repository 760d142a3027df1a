package costwright.schema.charge;

import costwright.schema.resource.Provider;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * All charges of one UTC day that agree in every field but cost and quantity: what the rollup keeps of a bill.
 *
 * @param day the UTC day in which the charge period starts
 * @param resource null for charges that belong to no resource, such as tax
 * @param sku the FOCUS SkuId, or the provider's usage type where there is none; empty if neither
 * @param commitment the FOCUS CommitmentDiscountId; null where no commitment is involved
 * @param quantity ConsumedQuantity in {@code unit}; null where the bill states none
 */
public record DailyCharge(
        LocalDate day,
        Provider provider,
        String billingAccountId,
        SubAccountId subAccount,
        String service,
        String region,
        @Nullable ResourceId resource,
        String sku,
        ChargeCategory category,
        @Nullable String commitment,
        CommitmentStatus commitmentStatus,
        Costs costs,
        @Nullable BigDecimal quantity,
        @Nullable String unit) {}
