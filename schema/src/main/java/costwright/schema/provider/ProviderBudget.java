package costwright.schema.provider;

import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A budget that somebody set up with the provider.
 *
 * @param scope the account or Azure scope that it watches
 * @param grain monthly, quarterly or annually
 * @param actual spent in the current grain; null where the provider has not computed it
 * @param forecast expected by the end of the grain; null where the provider does not say
 * @param readOn the day on which the provider said so
 */
public record ProviderBudget(
        Provider provider,
        String scope,
        String name,
        String grain,
        Money limit,
        @Nullable Money actual,
        @Nullable Money forecast,
        LocalDate readOn) {}
