package costwright.jobs.store;

import costwright.schema.money.Money;
import costwright.schema.provider.CommitmentUse;
import costwright.schema.provider.ProviderAnomaly;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderCost;
import costwright.schema.provider.ProviderForecast;
import costwright.schema.provider.ProviderRecommendation;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** What the providers' own tools say; each reading replaces what the same tool said of the same scope. */
public final class ProviderStore {
    private final Store store;

    public ProviderStore(Store store) {
        this.store = store;
    }

    /** Replaces what {@code tool} recommends for {@code scope}. */
    public void replaceRecommendations(
            String source, String scope, String tool, List<ProviderRecommendation> recommendations) {
        store.useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM provider_recommendation WHERE source = ? AND scope = ? AND tool = ?",
                    source,
                    scope,
                    tool);
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO provider_recommendation (source, scope, provider, tool, recommendation_id, action,
                      sub_account_id, region, resource_id, current_value, proposed_value, monthly_savings, currency,
                      details)
                    VALUES (:source, :scope, :provider, :tool, :id, :action, :subAccount, :region, :resource, :current,
                      :proposed, :savings, :currency, :details)
                    ON CONFLICT (source, scope, tool, recommendation_id) DO NOTHING""");
            for (ProviderRecommendation one : recommendations) {
                Money savings = one.monthlySavings();
                batch.bind("source", source)
                        .bind("scope", scope)
                        .bind("provider", one.provider().word())
                        .bind("tool", one.tool())
                        .bind("id", one.id())
                        .bind("action", one.action())
                        .bind("subAccount", one.subAccount())
                        .bind("region", one.region())
                        .bind("resource", one.resource())
                        .bind("current", one.current())
                        .bind("proposed", one.proposed())
                        .bindByType("savings", savings, Money.class)
                        .bind(
                                "currency",
                                savings == null ? null : savings.currency().getCurrencyCode())
                        .bind("details", StoredJson.ofTexts(one.details()))
                        .add();
            }
            batch.execute();
        });
    }

    /** All recommendations, by tool and id. */
    public List<ProviderRecommendation> recommendations() {
        return store.read(handle -> handle.createQuery(
                        "SELECT * FROM provider_recommendation ORDER BY tool, recommendation_id, scope")
                .map((row, context) -> new ProviderRecommendation(
                        Provider.of(row.getString("provider")),
                        row.getString("tool"),
                        row.getString("recommendation_id"),
                        row.getString("action"),
                        row.getString("sub_account_id"),
                        row.getString("region"),
                        row.getString("resource_id"),
                        row.getString("current_value"),
                        row.getString("proposed_value"),
                        optionalMoney(row, "monthly_savings"),
                        StoredJson.texts(row.getString("details"))))
                .list());
    }

    public void replaceBudgets(String source, String scope, List<ProviderBudget> budgets) {
        store.useTransaction(handle -> {
            deleteScope(handle, "provider_budget", source, scope);
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO provider_budget (source, provider, scope, name, grain, budget_limit, actual, forecast,
                      currency, read_on)
                    VALUES (:source, :provider, :scope, :name, :grain, :limit, :actual, :forecast, :currency,
                      :readOn)""");
            for (ProviderBudget one : budgets) {
                batch.bind("source", source)
                        .bind("provider", one.provider().word())
                        .bind("scope", scope)
                        .bind("name", one.name())
                        .bind("grain", one.grain())
                        .bind("limit", one.limit())
                        .bindByType("actual", one.actual(), Money.class)
                        .bindByType("forecast", one.forecast(), Money.class)
                        .bind("currency", one.limit().currency().getCurrencyCode())
                        .bind("readOn", one.readOn().toString())
                        .add();
            }
            batch.execute();
        });
    }

    public List<ProviderBudget> budgets() {
        return store.read(handle -> handle.createQuery("SELECT * FROM provider_budget ORDER BY scope, name")
                .map((row, context) -> new ProviderBudget(
                        Provider.of(row.getString("provider")),
                        row.getString("scope"),
                        row.getString("name"),
                        row.getString("grain"),
                        money(row, "budget_limit"),
                        optionalMoney(row, "actual"),
                        optionalMoney(row, "forecast"),
                        LocalDate.parse(row.getString("read_on"))))
                .list());
    }

    public void replaceAnomalies(String source, String scope, List<ProviderAnomaly> anomalies) {
        store.useTransaction(handle -> {
            deleteScope(handle, "provider_anomaly", source, scope);
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO provider_anomaly (source, provider, scope, anomaly_id, first_day, last_day, impact,
                      currency, causes)
                    VALUES (:source, :provider, :scope, :id, :first, :last, :impact, :currency, :causes)""");
            for (ProviderAnomaly one : anomalies) {
                batch.bind("source", source)
                        .bind("provider", one.provider().word())
                        .bind("scope", scope)
                        .bind("id", one.id())
                        .bind("first", one.firstDay())
                        .bindByType("last", one.lastDay(), LocalDate.class)
                        .bind("impact", one.impact())
                        .bind("currency", one.impact().currency().getCurrencyCode())
                        .bind("causes", String.join("\n", one.causes()))
                        .add();
            }
            batch.execute();
        });
    }

    public List<ProviderAnomaly> anomalies() {
        return store.read(handle -> handle.createQuery("SELECT * FROM provider_anomaly ORDER BY first_day, anomaly_id")
                .map((row, context) -> new ProviderAnomaly(
                        Provider.of(row.getString("provider")),
                        row.getString("scope"),
                        row.getString("anomaly_id"),
                        LocalDate.parse(row.getString("first_day")),
                        row.getString("last_day") == null ? null : LocalDate.parse(row.getString("last_day")),
                        money(row, "impact"),
                        row.getString("causes").lines().toList()))
                .list());
    }

    public void replaceForecasts(String source, String scope, List<ProviderForecast> forecasts) {
        store.useTransaction(handle -> {
            deleteScope(handle, "provider_forecast", source, scope);
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO provider_forecast (source, provider, scope, start_day, end_day, mean, low, high, currency)
                    VALUES (:source, :provider, :scope, :start, :end, :mean, :low, :high, :currency)""");
            for (ProviderForecast one : forecasts) {
                batch.bind("source", source)
                        .bind("provider", one.provider().word())
                        .bind("scope", scope)
                        .bind("start", one.start())
                        .bind("end", one.end())
                        .bind("mean", one.mean())
                        .bindByType("low", one.low(), Money.class)
                        .bindByType("high", one.high(), Money.class)
                        .bind("currency", one.mean().currency().getCurrencyCode())
                        .add();
            }
            batch.execute();
        });
    }

    public List<ProviderForecast> forecasts() {
        return store.read(handle -> handle.createQuery("SELECT * FROM provider_forecast ORDER BY scope, start_day")
                .map((row, context) -> new ProviderForecast(
                        Provider.of(row.getString("provider")),
                        row.getString("scope"),
                        LocalDate.parse(row.getString("start_day")),
                        LocalDate.parse(row.getString("end_day")),
                        money(row, "mean"),
                        optionalMoney(row, "low"),
                        optionalMoney(row, "high")))
                .list());
    }

    /** Keeps the latest word on each day; days that are not named stay as they are. */
    public void keepCommitmentUse(String source, List<CommitmentUse> uses) {
        store.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO provider_commitment_use (source, provider, scope, kind, measure, subject, day, numerator,
                      denominator, unit)
                    VALUES (:source, :provider, :scope, :kind, :measure, :subject, :day, :numerator, :denominator, :unit)
                    ON CONFLICT (source, scope, kind, measure, subject, day) DO UPDATE SET
                      numerator = excluded.numerator, denominator = excluded.denominator, unit = excluded.unit""");
            for (CommitmentUse one : uses) {
                batch.bind("source", source)
                        .bind("provider", one.provider().word())
                        .bind("scope", one.scope())
                        .bind("kind", one.kind())
                        .bind("measure", one.measure())
                        .bind("subject", one.subject())
                        .bind("day", one.day())
                        .bind("numerator", StoredText.of(one.numerator()))
                        .bind("denominator", StoredText.of(one.denominator()))
                        .bind("unit", one.unit())
                        .add();
            }
            batch.execute();
        });
    }

    public List<CommitmentUse> commitmentUse() {
        return store.read(handle -> handle.createQuery(
                        "SELECT * FROM provider_commitment_use ORDER BY scope, kind, measure, subject, day")
                .map((row, context) -> new CommitmentUse(
                        Provider.of(row.getString("provider")),
                        row.getString("scope"),
                        row.getString("kind"),
                        row.getString("measure"),
                        row.getString("subject"),
                        LocalDate.parse(row.getString("day")),
                        new BigDecimal(row.getString("numerator")),
                        new BigDecimal(row.getString("denominator")),
                        row.getString("unit")))
                .list());
    }

    /** Replaces one cut of one scope within {@code [start, end)}. */
    public void replaceCosts(
            String source, String scope, String cut, LocalDate start, LocalDate end, List<ProviderCost> costs) {
        store.useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM provider_cost WHERE source = ? AND scope = ? AND cut = ? AND start_day >= ? AND start_day < ?",
                    source,
                    scope,
                    cut,
                    start,
                    end);
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO provider_cost (source, provider, scope, start_day, end_day, cut, first_value,
                      second_value, metric, amount, currency, estimated)
                    VALUES (:source, :provider, :scope, :start, :end, :cut, :first, :second, :metric, :amount, :currency,
                      :estimated)""");
            for (ProviderCost one : costs) {
                batch.bind("source", source)
                        .bind("provider", one.provider().word())
                        .bind("scope", scope)
                        .bind("start", one.start())
                        .bind("end", one.end())
                        .bind("cut", one.cut())
                        .bind("first", one.first())
                        .bind("second", one.second())
                        .bind("metric", one.metric())
                        .bind("amount", one.amount().amount().toPlainString())
                        .bind("currency", one.amount().currency().getCurrencyCode())
                        .bind("estimated", one.estimated() ? 1 : 0)
                        .add();
            }
            batch.execute();
        });
    }

    /** One cut of every scope, by scope, day and values. */
    public List<ProviderCost> costs(String cut) {
        return store.read(handle -> handle.createQuery("""
                        SELECT * FROM provider_cost WHERE cut = :cut
                        ORDER BY scope, start_day, first_value, second_value, metric""")
                .bind("cut", cut)
                .map((row, context) -> new ProviderCost(
                        Provider.of(row.getString("provider")),
                        row.getString("scope"),
                        LocalDate.parse(row.getString("start_day")),
                        LocalDate.parse(row.getString("end_day")),
                        row.getString("cut"),
                        row.getString("first_value"),
                        row.getString("second_value"),
                        row.getString("metric"),
                        Money.of(new BigDecimal(row.getString("amount")), currency(row)),
                        row.getInt("estimated") == 1))
                .list());
    }

    private static void deleteScope(Handle handle, String table, String source, String scope) {
        handle.createUpdate("DELETE FROM <table> WHERE source = :source AND scope = :scope")
                .define("table", table)
                .bind("source", source)
                .bind("scope", scope)
                .execute();
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return Currency.getInstance(row.getString("currency"));
    }

    private Money money(ResultSet row, String column) throws SQLException {
        return store.dialect().requireMoney(row, column, currency(row));
    }

    private @Nullable Money optionalMoney(ResultSet row, String column) throws SQLException {
        return row.getString("currency") == null
                ? null
                : store.dialect().readMoney(row, column, currency(row)).orElse(null);
    }
}
