package costwright.jobs.pull.aws;

import costwright.schema.money.Money;
import costwright.schema.provider.ProviderCost;
import costwright.schema.resource.Provider;
import java.time.LocalDate;

/**
 * One amount of a Cost Explorer answer, in the form in which pages are kept.
 *
 * @param start the first day, as text
 * @param end the first day after, as text
 * @param amount a decimal string with all digits of the answer
 * @param unit a currency code, or a unit of usage
 */
record CostRow(
        String start,
        String end,
        String first,
        String second,
        String metric,
        String amount,
        String unit,
        boolean estimated) {
    ProviderCost toCost(String scope, String cut) {
        return new ProviderCost(
                Provider.AWS,
                scope,
                LocalDate.parse(start),
                LocalDate.parse(end),
                cut,
                first,
                second,
                metric,
                Money.of(amount, unit),
                estimated);
    }
}
