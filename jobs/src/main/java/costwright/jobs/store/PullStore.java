package costwright.jobs.store;

import costwright.schema.money.Money;
import costwright.schema.pull.Gap;
import costwright.schema.pull.SourceRun;
import costwright.schema.time.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What live pulls remember: periods that are closed and never asked again, pages of an unfinished reading, bill files
 * already imported, gaps and runs.
 */
public final class PullStore {
    private final Store store;

    public PullStore(Store store) {
        this.store = store;
    }

    /**
     * A page of an unfinished reading.
     *
     * @param nextToken what the source wants to hear for the page after; null after the last
     */
    public record StoredPage(@Nullable String nextToken, String payload) {}

    /** Whether this period was read when the provider had closed it. */
    public boolean isClosed(String source, String scope, String dataset, Period period) {
        return window(source, scope, dataset, period).map(Window::closed).orElse(false);
    }

    /** Whether asking again makes no sense: the period is closed, or was read less than {@code fresh} ago. */
    public boolean isKnown(String source, String scope, String dataset, Period period, Duration fresh, Instant now) {
        return window(source, scope, dataset, period)
                .map(window -> window.closed() || window.readAt().plus(fresh).isAfter(now))
                .orElse(false);
    }

    private record Window(Instant readAt, boolean closed) {}

    private Optional<Window> window(String source, String scope, String dataset, Period period) {
        return store.read(handle -> handle.createQuery("""
                        SELECT read_at, closed FROM pull_window
                        WHERE source = :source AND scope = :scope AND dataset = :dataset
                          AND period_start = :start AND period_end = :end""")
                .bind("source", source)
                .bind("scope", scope)
                .bind("dataset", dataset)
                .bind("start", period.start())
                .bind("end", period.end())
                .map((row, context) -> new Window(Instant.parse(row.getString("read_at")), row.getInt("closed") == 1))
                .findOne());
    }

    /** Notes that a period has been read. */
    public void noteWindow(String source, String scope, String dataset, Period period, Instant readAt, boolean closed) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO pull_window (source, scope, dataset, period_start, period_end, read_at, closed)
                        VALUES (:source, :scope, :dataset, :start, :end, :readAt, :closed)
                        ON CONFLICT (source, scope, dataset, period_start, period_end)
                        DO UPDATE SET read_at = excluded.read_at, closed = excluded.closed""")
                .bind("source", source)
                .bind("scope", scope)
                .bind("dataset", dataset)
                .bind("start", period.start())
                .bind("end", period.end())
                .bind("readAt", readAt)
                .bind("closed", closed ? 1 : 0)
                .execute());
    }

    /** How far the samples of each subject are read. */
    public Map<String, Instant> watermarks(String source, String dataset) {
        return store.read(handle -> {
            Map<String, Instant> marks = new HashMap<>();
            handle.createQuery(
                            "SELECT subject, read_until FROM pull_watermark WHERE source = :source AND dataset = :dataset")
                    .bind("source", source)
                    .bind("dataset", dataset)
                    .map((row, context) -> Map.entry(row.getString(1), Instant.parse(row.getString(2))))
                    .forEach(entry -> marks.put(entry.getKey(), entry.getValue()));
            return marks;
        });
    }

    public void noteWatermarks(String source, String dataset, Iterable<String> subjects, Instant readUntil) {
        store.useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    INSERT INTO pull_watermark (source, dataset, subject, read_until)
                    VALUES (:source, :dataset, :subject, :until)
                    ON CONFLICT (source, dataset, subject) DO UPDATE SET read_until = excluded.read_until""");
            for (String subject : subjects) {
                batch.bind("source", source)
                        .bind("dataset", dataset)
                        .bind("subject", subject)
                        .bind("until", readUntil)
                        .add();
            }
            batch.execute();
        });
    }

    /** The pages of an unfinished reading that are not older than {@code notBefore}, in order. */
    public List<StoredPage> pages(String source, String task, Instant notBefore) {
        return store.read(handle -> handle.createQuery("""
                        SELECT next_token, payload FROM pull_page
                        WHERE source = :source AND task = :task AND read_at >= :notBefore ORDER BY page""")
                .bind("source", source)
                .bind("task", task)
                .bind("notBefore", notBefore)
                .map((row, context) -> new StoredPage(row.getString("next_token"), row.getString("payload")))
                .list());
    }

    public void keepPage(String source, String task, int page, StoredPage content, Instant readAt) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO pull_page (source, task, page, next_token, payload, read_at)
                        VALUES (:source, :task, :page, :next, :payload, :readAt)
                        ON CONFLICT (source, task, page) DO UPDATE SET
                          next_token = excluded.next_token, payload = excluded.payload, read_at = excluded.read_at""")
                .bind("source", source)
                .bind("task", task)
                .bind("page", page)
                .bind("next", content.nextToken())
                .bind("payload", content.payload())
                .bind("readAt", readAt)
                .execute());
    }

    public void dropPages(String source, String task) {
        store.useTransaction(
                handle -> handle.createUpdate("DELETE FROM pull_page WHERE source = :source AND task = :task")
                        .bind("source", source)
                        .bind("task", task)
                        .execute());
    }

    /** Whether a bill file is imported in this version. */
    public boolean isImported(String source, String object, String version) {
        return importedVersion(source, object).filter(version::equals).isPresent();
    }

    /** The version of a far object that was read last; empty if none was. */
    public Optional<String> importedVersion(String source, String object) {
        return store.read(handle -> handle.createQuery(
                        "SELECT version FROM pull_object WHERE source = :source AND object = :object")
                .bind("source", source)
                .bind("object", object)
                .mapTo(String.class)
                .findOne());
    }

    public void noteImported(String source, String object, String version, Instant readAt) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO pull_object (source, object, version, read_at)
                        VALUES (:source, :object, :version, :readAt)
                        ON CONFLICT (source, object) DO UPDATE SET
                          version = excluded.version, read_at = excluded.read_at""")
                .bind("source", source)
                .bind("object", object)
                .bind("version", version)
                .bind("readAt", readAt)
                .execute());
    }

    /** Notes that a part of a source was read: any gap of it is closed. */
    public void noteGood(String source, String scope, String dataset, Instant readAt) {
        store.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO pull_good (source, scope, dataset, read_at)
                            VALUES (:source, :scope, :dataset, :readAt)
                            ON CONFLICT (source, scope, dataset) DO UPDATE SET read_at = excluded.read_at""")
                    .bind("source", source)
                    .bind("scope", scope)
                    .bind("dataset", dataset)
                    .bind("readAt", readAt)
                    .execute();
            handle.createUpdate("DELETE FROM pull_gap WHERE source = :source AND scope = :scope AND dataset = :dataset")
                    .bind("source", source)
                    .bind("scope", scope)
                    .bind("dataset", dataset)
                    .execute();
        });
    }

    /** Keeps what could not be read; {@link Gap#lastGood()} is looked up, not kept. */
    public void noteGap(Gap gap) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO pull_gap (source, scope, dataset, noticed_at, reason, advice)
                        VALUES (:source, :scope, :dataset, :noticedAt, :reason, :advice)
                        ON CONFLICT (source, scope, dataset) DO UPDATE SET
                          noticed_at = excluded.noticed_at, reason = excluded.reason, advice = excluded.advice""")
                .bind("source", gap.source())
                .bind("scope", gap.scope())
                .bind("dataset", gap.dataset())
                .bind("noticedAt", gap.noticedAt())
                .bind("reason", gap.reason())
                .bind("advice", gap.advice())
                .execute());
    }

    /** What the last pulls could not read, by source, scope and dataset. */
    public List<Gap> gaps() {
        return store.read(handle -> handle.createQuery("""
                        SELECT gap.source, gap.scope, gap.dataset, gap.noticed_at, gap.reason, gap.advice, good.read_at
                        FROM pull_gap gap LEFT JOIN pull_good good
                          ON good.source = gap.source AND good.scope = gap.scope AND good.dataset = gap.dataset
                        ORDER BY gap.source, gap.scope, gap.dataset""")
                .map((row, context) -> new Gap(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.parse(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7) == null ? null : Instant.parse(row.getString(7))))
                .list());
    }

    public void noteRun(SourceRun run) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO pull_run (source, kind, started_at, finished_at, tasks, cached, failed, requests,
                          charged_requests, charge, currency)
                        VALUES (:source, :kind, :startedAt, :finishedAt, :tasks, :cached, :failed, :requests,
                          :chargedRequests, :charge, :currency)""")
                .bind("source", run.source())
                .bind("kind", run.kind())
                .bind("startedAt", run.startedAt())
                .bind("finishedAt", run.finishedAt())
                .bind("tasks", run.tasks())
                .bind("cached", run.cached())
                .bind("failed", run.failed())
                .bind("requests", run.requests())
                .bind("chargedRequests", run.chargedRequests())
                .bind("charge", run.charge())
                .bind("currency", run.charge().currency().getCurrencyCode())
                .execute());
    }

    /** The newest run of each source, by source. */
    public List<SourceRun> lastRuns() {
        return store.read(handle ->
                handle.createQuery("""
                        SELECT * FROM pull_run run
                        WHERE id = (SELECT MAX(id) FROM pull_run newer WHERE newer.source = run.source)
                        ORDER BY source""").map((row, context) -> run(row)).list());
    }

    private SourceRun run(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        Money charge = store.dialect().requireMoney(row, "charge", currency);
        return new SourceRun(
                row.getString("source"),
                row.getString("kind"),
                Instant.parse(row.getString("started_at")),
                Instant.parse(row.getString("finished_at")),
                row.getInt("tasks"),
                row.getInt("cached"),
                row.getInt("failed"),
                row.getLong("requests"),
                row.getLong("charged_requests"),
                charge);
    }
}
