package costwright.jobs.store;

import costwright.analyzers.Precedents.Precedent;
import costwright.analyzers.Precedents.Terms;
import costwright.schema.finding.Action;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.Savings;
import costwright.schema.finding.Silence;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What each analysis found, did not judge, and recommends. */
public final class FindingStore {
    private final Store store;
    private final Dialect dialect;

    public FindingStore(Store store) {
        this.store = store;
        this.dialect = store.dialect();
    }

    /**
     * Keeps an analysis with all that it says, in one transaction. The same analysis (data, settings and as-of) is kept
     * once, and what was kept last is the newest of its as-of.
     *
     * @return the number of the analysis
     */
    public long keep(
            Analysis analysis,
            Collection<Finding> findings,
            List<Silence> silences,
            Collection<Recommendation> recommendations) {
        return store.inTransaction(handle -> {
            Optional<Analysis.Kept> newest = newestOf(handle, analysis.asOf());
            boolean again = newest.isPresent() && isSame(newest.get().analysis(), analysis);
            long id = again ? newest.get().id() : write(handle, analysis);
            for (String table : List.of("recommendation", "finding", "silence")) {
                handle.createUpdate("DELETE FROM %s WHERE analysis_id = :id".formatted(table))
                        .bind("id", id)
                        .execute();
            }
            writeFindings(handle, id, findings);
            writeSilences(handle, id, silences);
            writeRecommendations(handle, id, recommendations);
            return id;
        });
    }

    /** Whether the newest analysis of that as-of is of that data with those settings. */
    public boolean isKept(Instant asOf, String datasetFingerprint, String settingsFingerprint) {
        return store.read(handle -> newestOf(handle, asOf))
                .map(Analysis.Kept::analysis)
                .filter(kept -> kept.datasetFingerprint().equals(datasetFingerprint)
                        && kept.settingsFingerprint().equals(settingsFingerprint))
                .isPresent();
    }

    private static boolean isSame(Analysis one, Analysis other) {
        return one.datasetFingerprint().equals(other.datasetFingerprint())
                && one.settingsFingerprint().equals(other.settingsFingerprint());
    }

    /** All analyses, the newest as-of first; among equals, the one kept last first. */
    public List<Analysis.Kept> analyses() {
        return store.read(handle -> handle.createQuery("SELECT * FROM analysis ORDER BY as_of DESC, analysis_id DESC")
                .map((row, context) -> analysis(row))
                .list());
    }

    /** The analysis with the newest as-of. */
    public Optional<Analysis.Kept> latest() {
        return store.read(
                handle -> handle.createQuery("SELECT * FROM analysis ORDER BY as_of DESC, analysis_id DESC LIMIT 1")
                        .map((row, context) -> analysis(row))
                        .findOne());
    }

    /** The analysis with the newest as-of before {@code end}, for a report of a past week. */
    public Optional<Analysis.Kept> latestBefore(Instant end) {
        return store.read(handle -> handle.createQuery(
                        "SELECT * FROM analysis WHERE as_of < :end ORDER BY as_of DESC, analysis_id DESC LIMIT 1")
                .bind("end", end)
                .map((row, context) -> analysis(row))
                .findOne());
    }

    public Optional<Analysis.Kept> analysis(long id) {
        return store.read(handle -> handle.createQuery("SELECT * FROM analysis WHERE analysis_id = :id")
                .bind("id", id)
                .map((row, context) -> analysis(row))
                .findOne());
    }

    /** All findings of an analysis in order of id; they overlap. */
    public List<Finding> findings(long analysis) {
        return store.read(
                handle -> handle.createQuery("SELECT * FROM finding WHERE analysis_id = :analysis ORDER BY finding_id")
                        .bind("analysis", analysis)
                        .map((row, context) -> finding(row))
                        .list());
    }

    public Optional<Finding> finding(long analysis, FindingId id) {
        return store.read(
                handle -> handle.createQuery("SELECT * FROM finding WHERE analysis_id = :analysis AND finding_id = :id")
                        .bind("analysis", analysis)
                        .bind("id", id)
                        .map((row, context) -> finding(row))
                        .findOne());
    }

    /** The newest finding of that id, whatever analysis made it. */
    public Optional<Finding> newest(FindingId id) {
        return store.read(handle -> handle.createQuery("""
                        SELECT f.* FROM finding f JOIN analysis a ON a.analysis_id = f.analysis_id
                        WHERE f.finding_id = :id ORDER BY a.as_of DESC, a.analysis_id DESC LIMIT 1
                        """)
                .bind("id", id)
                .map((row, context) -> finding(row))
                .findOne());
    }

    /** All silences of an analysis in the order of the catalogue. */
    public List<Silence> silences(long analysis) {
        return store.read(
                handle -> handle.createQuery("SELECT * FROM silence WHERE analysis_id = :analysis ORDER BY position")
                        .bind("analysis", analysis)
                        .map((row, context) -> silence(row))
                        .list());
    }

    /** The plan of an analysis: by currency, then by rank. */
    public List<Recommendation> recommendations(long analysis) {
        return store.read(handle -> handle.createQuery("""
                        SELECT f.*, r.place, r.bill_savings, r.retail_savings, r.replaces,
                            r.currency AS savings_currency
                        FROM recommendation r
                        JOIN finding f ON f.analysis_id = r.analysis_id AND f.finding_id = r.finding_id
                        WHERE r.analysis_id = :analysis
                        ORDER BY r.currency, r.place
                        """)
                .bind("analysis", analysis)
                .map((row, context) -> recommendation(row))
                .list());
    }

    /**
     * What the analyses with an as-of in {@code [from, to)} proposed of sizes: which type, or that a resource was to stay. Of
     * analyses with the same as-of, the one kept last counts.
     *
     * @param analyzers the checks that propose sizes
     */
    public List<Precedent> precedents(Collection<String> analyzers, Instant from, Instant to) {
        if (analyzers.isEmpty()) {
            return List.of();
        }
        String newest = """
                a.as_of >= :from AND a.as_of < :to AND a.analysis_id =
                    (SELECT max(b.analysis_id) FROM analysis b WHERE b.as_of = a.as_of)
                """;
        return store.read(handle -> {
            List<Precedent> all = new ArrayList<>(handle.createQuery("""
                            SELECT a.as_of, f.analyzer_id, f.subjects, f.action_parameters,
                                %s AS version, %s AS thresholds
                            FROM finding f JOIN analysis a ON a.analysis_id = f.analysis_id
                            WHERE f.analyzer_id IN (<analyzers>) AND
                            """.formatted(
                                            dialect.jsonMember("f.evidence", "analyzerVersion"),
                                            dialect.jsonMember("f.evidence", "thresholds"))
                            + newest)
                    .bindList("analyzers", List.copyOf(analyzers))
                    .bind("from", from)
                    .bind("to", to)
                    .map((row, context) -> proposal(row))
                    .list());
            all.addAll(handle.createQuery("""
                            SELECT a.as_of, s.analyzer_id, s.resource_id
                            FROM silence s JOIN analysis a ON a.analysis_id = s.analysis_id
                            WHERE s.reason = 'IN_ORDER' AND s.resource_id IS NOT NULL
                                AND s.analyzer_id IN (<analyzers>) AND
                            """ + newest)
                    .bindList("analyzers", List.copyOf(analyzers))
                    .bind("from", from)
                    .bind("to", to)
                    .map((row, context) -> new Precedent(
                            row.getString("analyzer_id"),
                            new ResourceId(row.getString("resource_id")),
                            Instant.parse(row.getString("as_of")),
                            Optional.empty(),
                            Optional.empty()))
                    .list());
            return all;
        });
    }

    private static Precedent proposal(ResultSet row) throws SQLException {
        return new Precedent(
                row.getString("analyzer_id"),
                StoredJson.resources(row.getString("subjects")).get(0),
                Instant.parse(row.getString("as_of")),
                Optional.ofNullable(
                        StoredJson.texts(row.getString("action_parameters")).get("instance_type")),
                Optional.of(new Terms(row.getInt("version"), StoredJson.texts(row.getString("thresholds")))));
    }

    private static Optional<Analysis.Kept> newestOf(Handle handle, Instant asOf) {
        return handle.createQuery("SELECT * FROM analysis WHERE as_of = :asOf ORDER BY analysis_id DESC LIMIT 1")
                .bind("asOf", asOf)
                .map((row, context) -> analysis(row))
                .findOne();
    }

    /** Of two equal analyses with another between them, the later one stays. */
    private static long write(Handle handle, Analysis analysis) {
        handle.createUpdate("""
                        DELETE FROM analysis WHERE as_of = :asOf AND dataset_fingerprint = :dataset
                            AND settings_fingerprint = :settings
                        """)
                .bind("asOf", analysis.asOf())
                .bind("dataset", analysis.datasetFingerprint())
                .bind("settings", analysis.settingsFingerprint())
                .execute();
        return handle.createQuery("""
                        INSERT INTO analysis (as_of, window_start, window_end, dataset_fingerprint,
                            settings_fingerprint, resources)
                        VALUES (:asOf, :start, :end, :dataset, :settings, :resources)
                        RETURNING analysis_id
                        """)
                .bind("asOf", analysis.asOf())
                .bind("start", analysis.window().start())
                .bind("end", analysis.window().end())
                .bind("dataset", analysis.datasetFingerprint())
                .bind("settings", analysis.settingsFingerprint())
                .bind("resources", analysis.resources())
                .mapTo(Long.class)
                .one();
    }

    private static void writeFindings(Handle handle, long analysis, Collection<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO finding (analysis_id, finding_id, analyzer_id, subjects, title, action_kind,
                    action_summary, action_parameters, monthly_savings, monthly_retail_savings, currency, evidence)
                VALUES (:analysis, :id, :analyzer, :subjects, :title, :kind, :summary, :parameters, :savings, :retail,
                    :currency, :evidence)
                """);
        for (Finding finding : findings) {
            batch.bind("analysis", analysis)
                    .bind("id", finding.id())
                    .bind("analyzer", finding.analyzerId())
                    .bind("subjects", StoredJson.ofResources(finding.subjects()))
                    .bind("title", finding.title())
                    .bind("kind", finding.action().kind().name())
                    .bind("summary", finding.action().summary())
                    .bind("parameters", StoredJson.ofTexts(finding.action().parameters()))
                    .bind("savings", finding.monthlySavings())
                    .bind("retail", finding.monthlyRetailSavings())
                    .bind("currency", finding.monthlySavings().currency().getCurrencyCode())
                    .bind("evidence", StoredJson.ofEvidence(finding.evidence()))
                    .add();
        }
        batch.execute();
    }

    private static void writeSilences(Handle handle, long analysis, List<Silence> silences) {
        if (silences.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO silence (analysis_id, position, analyzer_id, resource_id, reason, detail)
                VALUES (:analysis, :position, :analyzer, :resource, :reason, :detail)
                """);
        for (int i = 0; i < silences.size(); i++) {
            Silence silence = silences.get(i);
            ResourceId subject = silence.subject();
            batch.bind("analysis", analysis)
                    .bind("position", i)
                    .bind("analyzer", silence.analyzerId())
                    .bind("resource", subject == null ? null : subject.value())
                    .bind("reason", silence.reason().name())
                    .bind("detail", silence.detail())
                    .add();
        }
        batch.execute();
    }

    private static void writeRecommendations(Handle handle, long analysis, Collection<Recommendation> recommendations) {
        if (recommendations.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO recommendation (analysis_id, finding_id, place, bill_savings, retail_savings, currency,
                    replaces)
                VALUES (:analysis, :id, :place, :bill, :retail, :currency, :replaces)
                """);
        for (Recommendation recommendation : recommendations) {
            batch.bind("analysis", analysis)
                    .bind("id", recommendation.id())
                    .bind("place", recommendation.rank())
                    .bind("bill", recommendation.savings().bill())
                    .bind("retail", recommendation.savings().retail())
                    .bind("currency", recommendation.savings().bill().currency().getCurrencyCode())
                    .bind("replaces", StoredJson.ofFindings(recommendation.replaces()))
                    .add();
        }
        batch.execute();
    }

    private static Analysis.Kept analysis(ResultSet row) throws SQLException {
        return new Analysis.Kept(
                row.getLong("analysis_id"),
                new Analysis(
                        Instant.parse(row.getString("as_of")),
                        new Lookback(
                                Instant.parse(row.getString("window_start")),
                                Instant.parse(row.getString("window_end"))),
                        row.getString("dataset_fingerprint"),
                        row.getString("settings_fingerprint"),
                        row.getInt("resources")));
    }

    private Finding finding(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Finding(
                new FindingId(row.getString("finding_id")),
                row.getString("analyzer_id"),
                StoredJson.resources(row.getString("subjects")),
                row.getString("title"),
                new Action(
                        ActionKind.valueOf(row.getString("action_kind")),
                        row.getString("action_summary"),
                        StoredJson.texts(row.getString("action_parameters"))),
                dialect.requireMoney(row, "monthly_savings", currency),
                dialect.requireMoney(row, "monthly_retail_savings", currency),
                StoredJson.evidence(row.getString("evidence")));
    }

    private Recommendation recommendation(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("savings_currency"));
        return new Recommendation(
                finding(row),
                row.getInt("place"),
                new Savings(
                        dialect.requireMoney(row, "bill_savings", currency),
                        dialect.requireMoney(row, "retail_savings", currency)),
                StoredJson.findings(row.getString("replaces")));
    }

    private static Silence silence(ResultSet row) throws SQLException {
        String subject = row.getString("resource_id");
        return new Silence(
                row.getString("analyzer_id"),
                subject == null ? null : new ResourceId(subject),
                Silence.Reason.valueOf(row.getString("reason")),
                row.getString("detail"));
    }
}
