package costwright.jobs.store;

import java.time.Instant;
import java.util.Optional;

/** What replays of earlier dates said, one for each as-of instant. */
public final class ReplayStore {
    private static final String RIGHTSIZING = "rightsizing";

    private final Store store;

    public ReplayStore(Store store) {
        this.store = store;
    }

    /** Keeps {@code replay} in place of what was kept as of the same instant. */
    public void keep(Instant asOf, Replay replay) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO replay (subject, as_of, content) VALUES (:subject, :asOf, :content)
                        ON CONFLICT (subject, as_of) DO UPDATE SET content = excluded.content
                        """)
                .bind("subject", RIGHTSIZING)
                .bind("asOf", asOf)
                .bind("content", StoredJson.ofReplay(replay))
                .execute());
    }

    /** The newest as of {@code until} or before. */
    public Optional<Replay> latest(Instant until) {
        return store.read(handle -> handle.createQuery("""
                        SELECT content FROM replay WHERE subject = :subject AND as_of <= :until
                        ORDER BY as_of DESC LIMIT 1
                        """)
                .bind("subject", RIGHTSIZING)
                .bind("until", until)
                .map((row, context) -> StoredJson.replay(row.getString(1)))
                .findOne());
    }
}
