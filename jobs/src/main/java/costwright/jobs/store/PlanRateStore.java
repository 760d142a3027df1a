package costwright.jobs.store;

import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.PlanRate;
import costwright.schema.finding.Fingerprint;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Rates of savings plans that are sold, by the question that they answered. */
public final class PlanRateStore {
    private final Store store;

    public PlanRateStore(Store store) {
        this.store = store;
    }

    /**
     * Replaces all that came from {@code origin}, in one transaction. Of rates that agree in all but the price the last
     * counts.
     *
     * @return false if that was there already, to the last digit
     */
    public boolean replace(String origin, Collection<PlanRate> rates) {
        String fingerprint =
                Fingerprint.of(rates.stream().map(PlanRate::toString).toArray(String[]::new));
        return store.inTransaction(handle -> {
            Optional<String> earlier = handle.createQuery(
                            "SELECT fingerprint FROM plan_rate_origin WHERE origin = :origin")
                    .bind("origin", origin)
                    .mapTo(String.class)
                    .findOne();
            if (earlier.equals(Optional.of(fingerprint))) {
                return false;
            }
            for (String table : List.of("plan_rate", "plan_rate_origin")) {
                handle.createUpdate("DELETE FROM %s WHERE origin = :origin".formatted(table))
                        .bind("origin", origin)
                        .execute();
            }
            handle.createUpdate("INSERT INTO plan_rate_origin (origin, fingerprint) VALUES (:origin, :fingerprint)")
                    .bind("origin", origin)
                    .bind("fingerprint", fingerprint)
                    .execute();
            write(handle, origin, rates);
            return true;
        });
    }

    /** The rates of some regions; what was quoted last comes last. */
    public List<PlanRate> rates(Set<String> regions) {
        return store.read(handle -> handle
                .createQuery("SELECT * FROM plan_rate ORDER BY as_of, origin, region, instance_type, os, tenancy")
                .map((row, context) -> rate(row))
                .stream()
                .filter(rate -> regions.contains(rate.region()))
                .toList());
    }

    private static void write(Handle handle, String origin, Collection<PlanRate> rates) {
        if (rates.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO plan_rate (origin, kind, term_months, payment_option, currency, region, instance_type, os,
                    tenancy, rate, as_of)
                VALUES (:origin, :kind, :term, :payment, :currency, :region, :type, :os, :tenancy, :rate, :asOf)
                ON CONFLICT (origin, region, instance_type, os, tenancy, kind, term_months, payment_option, currency)
                    DO UPDATE SET rate = excluded.rate, as_of = excluded.as_of
                """);
        for (PlanRate rate : rates) {
            batch.bind("origin", origin)
                    .bind("kind", rate.kind().word())
                    .bind("term", rate.termMonths())
                    .bind("payment", rate.paymentOption())
                    .bind("currency", rate.currency().getCurrencyCode())
                    .bind("region", rate.region())
                    .bind("type", rate.instanceType())
                    .bind("os", rate.os())
                    .bind("tenancy", rate.tenancy())
                    .bind("rate", rate.rate().toPlainString())
                    .bind("asOf", rate.asOf().toString())
                    .add();
        }
        batch.execute();
    }

    private static PlanRate rate(ResultSet row) throws SQLException {
        return new PlanRate(
                OfferKind.ofWord(row.getString("kind")),
                row.getInt("term_months"),
                row.getString("payment_option"),
                Currency.getInstance(row.getString("currency")),
                row.getString("region"),
                row.getString("instance_type"),
                row.getString("os"),
                row.getString("tenancy"),
                new BigDecimal(row.getString("rate")),
                LocalDate.parse(row.getString("as_of")));
    }
}
