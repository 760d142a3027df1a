package costwright.jobs.store;

import costwright.schema.finding.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Names what a store holds for judging, without reading the charges themselves. */
public final class StoreContent {
    private final Store store;

    public StoreContent(Store store) {
        this.store = store;
    }

    /**
     * A hash over the live slices of bills, the inventories with their histories, the prices and the commitments: equal hashes mean that
     * equal charges, resources and prices are read.
     */
    public String fingerprint() {
        return store.read(handle -> {
            List<String> parts = new ArrayList<>();
            parts.addAll(lines(handle, """
                    SELECT s.billing_account || '|' || s.billing_period || '|' || s.charges || '|' || d.content_id
                    FROM billing_slice s JOIN billing_delivery d ON d.delivery_id = s.delivery_id
                    WHERE s.state = 'live'
                    """));
            parts.add("inventory");
            parts.addAll(lines(handle, "SELECT source || '|' || fingerprint FROM inventory_source"));
            parts.addAll(
                    lines(
                            handle,
                            "SELECT resource_id || '|' || source || '|' || first_seen FROM inventory_resource WHERE present = 1"));
            parts.addAll(lines(handle, "SELECT resource_id || '|' || seen_at || '|' || state FROM inventory_state"));
            parts.add("prices");
            parts.addAll(lines(handle, "SELECT origin || '|' || fingerprint FROM price_origin"));
            parts.add("commitments");
            parts.addAll(commitments(handle));
            return Fingerprint.of(parts.toArray(String[]::new));
        });
    }

    /** A hash over offers and holdings of commitment discounts. */
    public String commitmentsFingerprint() {
        return store.read(handle -> Fingerprint.of(commitments(handle).toArray(String[]::new)));
    }

    private static List<String> commitments(Handle handle) {
        List<String> parts = new ArrayList<>(lines(handle, """
                SELECT 'offer|' || origin || '|' || offer || '|' || kind || '|' || term_months || '|' || payment_option
                    || '|' || scope || '|' || currency || '|' || unit_rate || '|'
                    || coalesce(CAST(unit_normalization_factor AS TEXT), '')
                FROM commitment_offer
                """));
        parts.addAll(lines(
                handle, "SELECT 'rate|' || origin || '|' || offer || '|' || line || '|' || rate FROM commitment_rate"));
        parts.addAll(lines(handle, """
                SELECT 'holding|' || origin || '|' || position || '|' || offer || '|' || quantity || '|'
                    || coalesce(starts_at, '') || '|' || coalesce(ends_at, '') || '|' || coalesce(account_id, '') || '|'
                    || shared || '|' || group_accounts
                FROM commitment_holding
                """));
        parts.addAll(lines(handle, "SELECT 'plan|' || origin || '|' || fingerprint FROM plan_rate_origin"));
        // When a commitment was seen is no part of what it is.
        parts.addAll(lines(handle, """
                SELECT 'pulled|' || source || '|' || commitment_id || '|' || kind || '|' || scope || '|' || region || '|'
                    || item || '|' || payment_option || '|' || term_months || '|' || quantity || '|'
                    || coalesce(hourly_cost, '') || '|' || coalesce(currency, '') || '|' || starts_at || '|' || ends_at
                    || '|' || attributes || '|' || coalesce(missed_at, '')
                FROM commitment_pulled
                """));
        return parts;
    }

    private static List<String> lines(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).stream().sorted().toList();
    }
}
