package costwright.reports.page;

import costwright.schema.provider.ProviderAnomaly;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderForecast;
import java.util.List;

/**
 * What the providers' own tools watch and expect. It stands beside our figures and never enters them; amounts of several
 * currencies may be among them and are never summed.
 *
 * @param budgets as the provider stated them last
 * @param forecasts of stretches that were not over at the end of the report's week
 * @param anomalies of the report's week and the weeks shortly before it
 */
public record Outlook(List<ProviderBudget> budgets, List<ProviderForecast> forecasts, List<ProviderAnomaly> anomalies) {
    public Outlook {
        budgets = List.copyOf(budgets);
        forecasts = List.copyOf(forecasts);
        anomalies = List.copyOf(anomalies);
    }

    /** Of a store that was told nothing of the sort. */
    public static Outlook nothing() {
        return new Outlook(List.of(), List.of(), List.of());
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return budgets.isEmpty() && forecasts.isEmpty() && anomalies.isEmpty();
    }
}
