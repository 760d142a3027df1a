package costwright.jobs.pull.catalogue;

import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What one hour of a type of machine (Linux, shared tenancy) costs under a commitment, upfront parts spread over the
 * term.
 *
 * @param kind {@code reserved_instance}, {@code ec2_instance_savings_plan}, {@code compute_savings_plan},
 *     {@code azure_reservation} or {@code azure_savings_plan}
 * @param paymentOption {@code no_upfront}, {@code partial_upfront} or {@code all_upfront}; for Azure, where all options
 *     cost the same, {@code monthly}
 * @param usdPerHour rounded half-even to six decimals where it was computed
 * @param basis {@code quoted}, or how it was computed from a quote
 */
public record CommitmentRate(
        Provider provider,
        String region,
        String instanceType,
        String kind,
        int termMonths,
        String paymentOption,
        BigDecimal usdPerHour,
        String basis,
        String source,
        LocalDate asOf) {}
