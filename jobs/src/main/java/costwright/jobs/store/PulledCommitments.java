package costwright.jobs.store;

import costwright.schema.commitment.PulledCommitment;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The rows of commitments that live sources listed. */
final class PulledCommitments {
    private final Handle handle;

    PulledCommitments(Handle handle) {
        this.handle = handle;
    }

    /** Writes what one part of a source lists, and marks what it listed before and no longer does. */
    void replace(String source, String part, Collection<PulledCommitment> listed, Instant takenAt) {
        handle.createUpdate("""
                        UPDATE commitment_pulled SET missed_at = :at
                        WHERE source = :source AND part = :part AND missed_at IS NULL""")
                .bind("at", takenAt)
                .bind("source", source)
                .bind("part", part)
                .execute();
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO commitment_pulled (source, part, commitment_id, provider, kind, scope, region, item,
                  payment_option, term_months, quantity, hourly_cost, recurring_cost, upfront_cost, currency, starts_at,
                  ends_at, state, attributes, first_seen, last_seen)
                VALUES (:source, :part, :id, :provider, :kind, :scope, :region, :item, :payment, :term, :quantity,
                  :hourly, :recurring, :upfront, :currency, :start, :end, :state, :attributes, :at, :at)
                ON CONFLICT (source, commitment_id) DO UPDATE SET part = excluded.part, provider = excluded.provider,
                  kind = excluded.kind, scope = excluded.scope, region = excluded.region, item = excluded.item,
                  payment_option = excluded.payment_option, term_months = excluded.term_months,
                  quantity = excluded.quantity, hourly_cost = excluded.hourly_cost,
                  recurring_cost = excluded.recurring_cost, upfront_cost = excluded.upfront_cost,
                  currency = excluded.currency, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                  state = excluded.state, attributes = excluded.attributes, last_seen = excluded.last_seen,
                  missed_at = NULL""");
        for (PulledCommitment one : listed) {
            batch.bind("source", source)
                    .bind("part", part)
                    .bind("id", one.id())
                    .bind("provider", one.provider().word())
                    .bind("kind", one.kind())
                    .bind("scope", one.scope())
                    .bind("region", one.region())
                    .bind("item", one.item())
                    .bind("payment", one.paymentOption())
                    .bind("term", one.termMonths())
                    .bind("quantity", StoredText.of(one.quantity()))
                    .bind("hourly", text(one.hourlyCost()))
                    .bind("recurring", text(one.recurringPerHour()))
                    .bind("upfront", text(one.upfront()))
                    .bind("currency", currency(one))
                    .bind("start", one.start())
                    .bind("end", one.end())
                    .bind("state", one.state())
                    .bind("attributes", StoredJson.ofTexts(one.attributes()))
                    .bind("at", takenAt)
                    .add();
        }
        if (!listed.isEmpty()) {
            batch.execute();
        }
    }

    /** All rows, in order of id and then of source. */
    List<StoredCommitment> all() {
        return handle.createQuery("SELECT * FROM commitment_pulled ORDER BY commitment_id, source")
                .map((row, context) -> stored(row))
                .list();
    }

    private static StoredCommitment stored(ResultSet row) throws SQLException {
        String missed = row.getString("missed_at");
        return new StoredCommitment(
                row.getString("source"),
                new PulledCommitment(
                        row.getString("commitment_id"),
                        Provider.of(row.getString("provider")),
                        row.getString("kind"),
                        row.getString("scope"),
                        row.getString("region"),
                        row.getString("item"),
                        row.getString("payment_option"),
                        row.getInt("term_months"),
                        new BigDecimal(row.getString("quantity")),
                        money(row, "hourly_cost"),
                        money(row, "recurring_cost"),
                        money(row, "upfront_cost"),
                        Instant.parse(row.getString("starts_at")),
                        Instant.parse(row.getString("ends_at")),
                        row.getString("state"),
                        StoredJson.texts(row.getString("attributes"))),
                Instant.parse(row.getString("first_seen")),
                Instant.parse(row.getString("last_seen")),
                missed == null ? null : Instant.parse(missed));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        String amount = row.getString(column);
        return amount == null
                ? null
                : Money.of(new BigDecimal(amount), Currency.getInstance(row.getString("currency")));
    }

    private static @Nullable String text(@Nullable Money amount) {
        return amount == null ? null : StoredText.of(amount.amount());
    }

    private static @Nullable String currency(PulledCommitment one) {
        return Stream.of(one.hourlyCost(), one.recurringPerHour(), one.upfront())
                .flatMap(amount -> Optional.ofNullable(amount).stream())
                .map(amount -> amount.currency().getCurrencyCode())
                .findFirst()
                .orElse(null);
    }
}
