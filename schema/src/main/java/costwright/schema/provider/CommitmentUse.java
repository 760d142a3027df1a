package costwright.schema.provider;

import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How well commitments were used, or how much of the usage they covered, on one day, as the provider states it.
 *
 * @param kind savings_plan or reservation
 * @param measure utilization (used of committed) or coverage (covered of eligible)
 * @param subject the commitment, service or scope that it is about; empty for all together
 * @param numerator used or covered, in {@code unit}
 * @param denominator committed or eligible, in {@code unit}
 * @param unit a currency code, hours or percent
 */
public record CommitmentUse(
        Provider provider,
        String scope,
        String kind,
        String measure,
        String subject,
        LocalDate day,
        BigDecimal numerator,
        BigDecimal denominator,
        String unit) {}
