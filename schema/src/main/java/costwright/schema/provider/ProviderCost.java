package costwright.schema.provider;

import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.time.LocalDate;

/**
 * A sum that the provider's cost API states, kept beside the bill files for comparison and never added to them.
 *
 * @param scope the payer account or Azure scope that was asked
 * @param start the first UTC day
 * @param end the first UTC day after
 * @param cut the dimensions of the question, such as {@code LINKED_ACCOUNT,SERVICE} or {@code TAG:team}
 * @param first the value of the first dimension; empty where the question has none
 * @param second the value of the second dimension; empty where the question has one
 * @param metric the provider's word for the cost, such as {@code AmortizedCost}
 * @param estimated whether the provider may still change it
 */
public record ProviderCost(
        Provider provider,
        String scope,
        LocalDate start,
        LocalDate end,
        String cut,
        String first,
        String second,
        String metric,
        Money amount,
        boolean estimated) {}
