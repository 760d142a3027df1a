package costwright.jobs.store;

import costwright.analyzers.commitment.Owned;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Offers and holdings of commitment discounts, by the file that they were read from, and what live sources say is owned.
 */
public final class CommitmentStore {
    private final Store store;

    public CommitmentStore(Store store) {
        this.store = store;
    }

    /** Replaces all offers that came from {@code origin}, in one transaction. */
    public void replaceOffers(String origin, Collection<Offer> offers) {
        store.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM commitment_rate WHERE origin = :origin")
                    .bind("origin", origin)
                    .execute();
            handle.createUpdate("DELETE FROM commitment_offer WHERE origin = :origin")
                    .bind("origin", origin)
                    .execute();
            if (!offers.isEmpty()) {
                writeOffers(handle, origin, offers);
                writeRates(handle, origin, offers);
            }
        });
    }

    /** Replaces all holdings that came from {@code origin}, in one transaction. */
    public void replaceHoldings(String origin, List<Holding> holdings) {
        store.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM commitment_holding WHERE origin = :origin")
                    .bind("origin", origin)
                    .execute();
            if (!holdings.isEmpty()) {
                writeHoldings(handle, origin, holdings);
            }
        });
    }

    /**
     * Takes over what one part of a live source lists as owned, such as the reserved instances of one region. One that the
     * same part listed before and lists no longer ends at {@code takenAt}; it is not forgotten. The same listing once more
     * changes nothing.
     */
    public void replacePulled(String source, String part, Collection<PulledCommitment> listed, Instant takenAt) {
        store.useTransaction(handle -> new PulledCommitments(handle).replace(source, part, listed, takenAt));
    }

    /**
     * What live sources listed as owned, those that ended included, in order of id. Where two sources list the same
     * commitment, the one that saw it last counts.
     */
    public List<StoredCommitment> pulled() {
        Map<String, StoredCommitment> byId = new TreeMap<>();
        store.read(handle -> new PulledCommitments(handle).all())
                .forEach(one -> byId.merge(
                        one.commitment().id(),
                        one,
                        (earlier, later) -> later.lastSeen().isAfter(earlier.lastSeen()) ? later : earlier));
        return List.copyOf(byId.values());
    }

    /**
     * All offers by name. What two origins say about one offer is taken together: the rates of both, and for a line that
     * both price the rate of the last origin. Where their terms differ they are two offers, and the earlier one carries its
     * origin in its name.
     */
    public List<Offer> offers() {
        return store.read(handle -> {
            Map<String, SortedMap<String, BigDecimal>> rates = rates(handle);
            NamedOffers offers = new NamedOffers();
            handle.createQuery("SELECT * FROM commitment_offer ORDER BY origin, offer")
                    .map((row, context) -> Map.entry(row.getString("origin"), offer(row, rates)))
                    .forEach(entry -> offers.add(entry.getKey(), entry.getValue()));
            return offers.all();
        });
    }

    /** All holdings of files in order of origin and their place in it. */
    public List<Holding> holdings() {
        return store.read(handle -> handle.createQuery("SELECT * FROM commitment_holding ORDER BY origin, position")
                .map((row, context) -> holding(row))
                .list());
    }

    /** All holdings with their offers; a holding whose offer is not kept is left out. */
    public List<Owned> owned() {
        List<Offer> offers = offers();
        Set<String> known = offers.stream().map(Offer::name).collect(Collectors.toSet());
        return Owned.join(
                offers,
                holdings().stream()
                        .filter(holding -> known.contains(holding.offer()))
                        .toList());
    }

    private static void writeOffers(Handle handle, String origin, Collection<Offer> offers) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO commitment_offer (origin, offer, kind, term_months, payment_option, scope, currency, unit_rate,
                    unit_normalization_factor)
                VALUES (:origin, :offer, :kind, :term, :payment, :scope, :currency, :unitRate, :unitSize)
                """);
        for (Offer offer : offers) {
            batch.bind("origin", origin)
                    .bind("offer", offer.name())
                    .bind("kind", offer.kind().word())
                    .bind("term", offer.termMonths())
                    .bind("payment", offer.paymentOption())
                    .bind("scope", offer.scope().word())
                    .bind("currency", offer.currency().getCurrencyCode())
                    .bind("unitRate", offer.unitRate())
                    .bind("unitSize", offer.unitNormalizationFactor())
                    .add();
        }
        batch.execute();
    }

    private static void writeRates(Handle handle, String origin, Collection<Offer> offers) {
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO commitment_rate (origin, offer, line, rate) VALUES (:origin, :offer, :line, :rate)");
        List<String> written = new ArrayList<>();
        for (Offer offer : offers) {
            offer.rates().forEach((line, rate) -> {
                batch.bind("origin", origin)
                        .bind("offer", offer.name())
                        .bind("line", line)
                        .bind("rate", rate)
                        .add();
                written.add(line);
            });
        }
        if (!written.isEmpty()) {
            batch.execute();
        }
    }

    private static void writeHoldings(Handle handle, String origin, List<Holding> holdings) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO commitment_holding (origin, position, offer, quantity, starts_at, ends_at, account_id, shared,
                    group_accounts)
                VALUES (:origin, :position, :offer, :quantity, :start, :end, :account, :shared, :group)
                """);
        for (int position = 0; position < holdings.size(); position++) {
            Holding holding = holdings.get(position);
            batch.bind("origin", origin)
                    .bind("position", position)
                    .bind("offer", holding.offer())
                    .bind("quantity", holding.quantity())
                    .bind("start", text(holding.start()))
                    .bind("end", text(holding.end()))
                    .bind(
                            "account",
                            holding.account() == null ? null : holding.account().value())
                    .bind("shared", holding.shared() ? 1 : 0)
                    .bind(
                            "group",
                            holding.group().stream().map(SubAccountId::value).collect(Collectors.joining(" ")))
                    .add();
        }
        batch.execute();
    }

    private static Map<String, SortedMap<String, BigDecimal>> rates(Handle handle) {
        Map<String, SortedMap<String, BigDecimal>> rates = new TreeMap<>();
        handle.createQuery("SELECT * FROM commitment_rate ORDER BY origin, offer, line")
                .map((row, context) ->
                        Map.entry(key(row), Map.entry(row.getString("line"), new BigDecimal(row.getString("rate")))))
                .forEach(entry -> rates.computeIfAbsent(entry.getKey(), any -> new TreeMap<>())
                        .put(entry.getValue().getKey(), entry.getValue().getValue()));
        return rates;
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getString("origin") + '\n' + row.getString("offer");
    }

    private static Offer offer(ResultSet row, Map<String, SortedMap<String, BigDecimal>> rates) throws SQLException {
        String size = row.getString("unit_normalization_factor");
        return new Offer(
                row.getString("offer"),
                OfferKind.ofWord(row.getString("kind")),
                row.getInt("term_months"),
                row.getString("payment_option"),
                OfferScope.ofWord(row.getString("scope")),
                Currency.getInstance(row.getString("currency")),
                new BigDecimal(row.getString("unit_rate")),
                size == null ? null : new BigDecimal(size),
                rates.getOrDefault(key(row), new TreeMap<>()));
    }

    private static Holding holding(ResultSet row) throws SQLException {
        String account = row.getString("account_id");
        return new Holding(
                row.getString("offer"),
                new BigDecimal(row.getString("quantity")),
                instant(row.getString("starts_at")),
                instant(row.getString("ends_at")),
                account == null ? null : new SubAccountId(account),
                row.getInt("shared") == 1,
                Pattern.compile(" ")
                        .splitAsStream(row.getString("group_accounts"))
                        .filter(id -> !id.isEmpty())
                        .map(SubAccountId::new)
                        .toList());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
