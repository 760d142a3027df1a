package costwright.schema.commitment;

import costwright.schema.resource.Provider;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A kind of usage that a commitment may cover: what it is and what one unit costs per hour without any commitment.
 *
 * @param name unique within a dataset
 * @param onDemandRate the price of one unit for one hour, in the currency of the dataset
 * @param normalizationFactor the AWS size factor or Azure ratio of one unit; null where sizes do not flex
 */
public record UsageLine(
        String name,
        BigDecimal onDemandRate,
        Provider provider,
        String region,
        String family,
        String size,
        @Nullable BigDecimal normalizationFactor,
        String os,
        String tenancy,
        @Nullable SubAccountId account) {}
