package costwright.schema.provider;

import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A jump in spend that the provider's own detector noticed.
 *
 * @param firstDay the UTC day on which it began
 * @param lastDay its last day so far; null while the provider calls it open
 * @param impact the total impact that the provider states
 * @param causes what the provider holds responsible, such as {@code Amazon EC2 / eu-west-1 / 111122223333}
 */
public record ProviderAnomaly(
        Provider provider,
        String scope,
        String id,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        Money impact,
        List<String> causes) {
    public ProviderAnomaly {
        causes = List.copyOf(causes);
    }
}
