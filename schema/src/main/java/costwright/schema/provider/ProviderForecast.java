package costwright.schema.provider;

import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the provider expects a stretch of time to cost.
 *
 * @param start the first UTC day of the stretch
 * @param end the first UTC day after it
 * @param low the lower end of the provider's interval; null where it gives none
 * @param high the upper end; null where it gives none
 */
public record ProviderForecast(
        Provider provider,
        String scope,
        LocalDate start,
        LocalDate end,
        Money mean,
        @Nullable Money low,
        @Nullable Money high) {}
