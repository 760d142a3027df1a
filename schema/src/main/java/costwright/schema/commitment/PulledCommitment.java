package costwright.schema.commitment;

import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A commitment discount that is owned, as the provider's API describes it.
 *
 * @param id the provider's id, such as an ARN
 * @param kind reserved_instance, ec2_instance_savings_plan, compute_savings_plan, azure_reservation or
 *     azure_savings_plan
 * @param scope the account that owns it, or the Azure scope to which it applies
 * @param region empty where it applies everywhere
 * @param item the instance type, family or SKU; empty where it covers all
 * @param paymentOption no_upfront, partial_upfront, all_upfront, or empty
 * @param quantity dollars per hour for savings plans, units for reservations
 * @param hourlyCost what the whole of it costs per hour with the upfront payment spread over the term; null where unknown
 * @param recurringPerHour the part of it that is billed hour by hour; null where unknown
 * @param upfront what was, or is to be, paid once for the whole term; null where unknown
 * @param end the first instant after it, by its terms
 * @param state as the provider calls it, in lower case
 * @param attributes further facts by name: os, tenancy, multi_az, offering_class, scope …
 */
public record PulledCommitment(
        String id,
        Provider provider,
        String kind,
        String scope,
        String region,
        String item,
        String paymentOption,
        int termMonths,
        BigDecimal quantity,
        @Nullable Money hourlyCost,
        @Nullable Money recurringPerHour,
        @Nullable Money upfront,
        Instant start,
        Instant end,
        String state,
        Map<String, String> attributes) {
    public PulledCommitment {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
