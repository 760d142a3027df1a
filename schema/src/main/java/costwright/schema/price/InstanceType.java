package costwright.schema.price;

import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a type of machine offers.
 *
 * @param name the provider's name, such as {@code m5.large} or {@code Standard_D2s_v5}
 * @param family the part before the size, such as {@code m5}
 * @param arch x86_64 or arm64
 * @param burstableBaselinePercent the share of each vCPU that may be used for ever; null for types without credits
 * @param networkBaselineMbps what the type guarantees; null where the vendor publishes none
 * @param diskBaselineIops what the type guarantees for network disks; null where unknown
 * @param diskBaselineMibps likewise, in MiB/s; null where unknown
 * @param currentGeneration whether the vendor calls it current
 */
public record InstanceType(
        Provider provider,
        String name,
        String family,
        String arch,
        BigDecimal vcpu,
        BigDecimal memoryMib,
        @Nullable BigDecimal burstableBaselinePercent,
        @Nullable BigDecimal networkBaselineMbps,
        @Nullable BigDecimal diskBaselineIops,
        @Nullable BigDecimal diskBaselineMibps,
        boolean currentGeneration) {
    public Optional<BigDecimal> burstableBaseline() {
        return Optional.ofNullable(burstableBaselinePercent);
    }

    public boolean isBurstable() {
        return burstableBaselinePercent != null;
    }
}
