package costwright.jobs.pull.aws;

import costwright.schema.commitment.PulledCommitment;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderAnomaly;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderRecommendation;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AWS tells in pages, in the form in which pages are kept: amounts, dates and instants are text, so that each digit
 * comes back. An amount is written like {@code 12.25 USD}.
 */
final class KeptRows {
    private KeptRows() {}

    /** A {@link PulledCommitment}. */
    record CommitmentRow(
            String id,
            String kind,
            String scope,
            String region,
            String item,
            String paymentOption,
            int termMonths,
            String quantity,
            @Nullable String hourlyCost,
            @Nullable String recurringPerHour,
            @Nullable String upfront,
            String start,
            String end,
            String state,
            Map<String, String> attributes) {
        static CommitmentRow of(PulledCommitment one) {
            return new CommitmentRow(
                    one.id(),
                    one.kind(),
                    one.scope(),
                    one.region(),
                    one.item(),
                    one.paymentOption(),
                    one.termMonths(),
                    one.quantity().toPlainString(),
                    text(one.hourlyCost()),
                    text(one.recurringPerHour()),
                    text(one.upfront()),
                    one.start().toString(),
                    one.end().toString(),
                    one.state(),
                    one.attributes());
        }

        PulledCommitment commitment() {
            return new PulledCommitment(
                    id,
                    Provider.AWS,
                    kind,
                    scope,
                    region,
                    item,
                    paymentOption,
                    termMonths,
                    new BigDecimal(quantity),
                    money(hourlyCost),
                    money(recurringPerHour),
                    money(upfront),
                    Instant.parse(start),
                    Instant.parse(end),
                    state,
                    attributes);
        }
    }

    /** A {@link ProviderRecommendation}. */
    record RecommendationRow(
            String tool,
            String id,
            String action,
            String subAccount,
            String region,
            String resource,
            String current,
            String proposed,
            @Nullable String monthlySavings,
            Map<String, String> details) {
        static RecommendationRow of(ProviderRecommendation one) {
            return new RecommendationRow(
                    one.tool(),
                    one.id(),
                    one.action(),
                    one.subAccount(),
                    one.region(),
                    one.resource(),
                    one.current(),
                    one.proposed(),
                    text(one.monthlySavings()),
                    one.details());
        }

        ProviderRecommendation recommendation() {
            return new ProviderRecommendation(
                    Provider.AWS,
                    tool,
                    id,
                    action,
                    subAccount,
                    region,
                    resource,
                    current,
                    proposed,
                    money(monthlySavings),
                    details);
        }
    }

    /** A {@link ProviderAnomaly}. */
    record AnomalyRow(
            String scope,
            String id,
            String firstDay,
            @Nullable String lastDay,
            String impact,
            List<String> causes) {
        static AnomalyRow of(ProviderAnomaly one) {
            LocalDate last = one.lastDay();
            return new AnomalyRow(
                    one.scope(),
                    one.id(),
                    one.firstDay().toString(),
                    last == null ? null : last.toString(),
                    present(one.impact()),
                    one.causes());
        }

        ProviderAnomaly anomaly() {
            return new ProviderAnomaly(
                    Provider.AWS,
                    scope,
                    id,
                    LocalDate.parse(firstDay),
                    lastDay == null ? null : LocalDate.parse(lastDay),
                    amount(impact),
                    causes);
        }
    }

    /** A {@link ProviderBudget}. */
    record BudgetRow(
            String scope,
            String name,
            String grain,
            String limit,
            @Nullable String actual,
            @Nullable String forecast) {
        static BudgetRow of(ProviderBudget one) {
            return new BudgetRow(
                    one.scope(),
                    one.name(),
                    one.grain(),
                    present(one.limit()),
                    text(one.actual()),
                    text(one.forecast()));
        }

        ProviderBudget budget(LocalDate readOn) {
            return new ProviderBudget(
                    Provider.AWS, scope, name, grain, amount(limit), money(actual), money(forecast), readOn);
        }
    }

    private static String present(Money money) {
        return money.amount().toPlainString() + " " + money.currency().getCurrencyCode();
    }

    private static @Nullable String text(@Nullable Money money) {
        return money == null ? null : present(money);
    }

    private static Money amount(String text) {
        int space = text.indexOf(' ');
        return Money.of(text.substring(0, space), text.substring(space + 1));
    }

    private static @Nullable Money money(@Nullable String text) {
        return text == null ? null : amount(text);
    }
}
