package costwright.jobs.store;

import java.util.List;

/**
 * Something that must hold between tables and that the database itself does not keep.
 *
 * @param name in a few words
 * @param query gives a sentence for each violation
 */
record StoreRule(String name, String query) {
    static final List<StoreRule> ALL = List.of(
            new StoreRule("recommendations are in the currency of their findings", """
                    SELECT 'recommendation ' || r.finding_id || ' of analysis ' || r.analysis_id || ' is in '
                        || r.currency || ', its finding in ' || f.currency
                    FROM recommendation r
                    JOIN finding f ON f.analysis_id = r.analysis_id AND f.finding_id = r.finding_id
                    WHERE r.currency <> f.currency ORDER BY 1
                    """),
            new StoreRule("every recommendation is in the ledger", """
                    SELECT DISTINCT 'recommendation ' || r.finding_id || ' has no entry in the ledger'
                    FROM recommendation r
                    WHERE NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.finding_id = r.finding_id)
                        AND r.analysis_id = (SELECT a.analysis_id FROM analysis a
                            ORDER BY a.as_of DESC, a.analysis_id DESC LIMIT 1)
                    ORDER BY 1
                    """),
            new StoreRule("every resource has a state", """
                    SELECT 'resource ' || r.resource_id || ' has no state in the history'
                    FROM inventory_resource r
                    WHERE NOT EXISTS (SELECT 1 FROM inventory_state s WHERE s.resource_id = r.resource_id)
                    ORDER BY 1
                    """));
}
