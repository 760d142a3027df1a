package costwright.jobs.pull;

import costwright.jobs.store.Store;
import java.time.Instant;
import java.util.List;

/** One source of the settings, brought into the store. */
public interface SourceImport {
    /** As in the settings. */
    String name();

    /** Names what the source would bring, where that can be known beforehand; empty for live sources. */
    String fingerprint();

    /** Brings in what is new as of {@code asOf}. Doing it again brings in nothing more. */
    Imported importInto(Store store, Instant asOf);

    /**
     * What was done.
     *
     * @param read how many files or pages were looked at
     * @param changed how many of them changed the store
     * @param gaps what is stale or missing, one sentence each
     */
    record Imported(long read, long changed, List<String> gaps) {
        public Imported {
            gaps = List.copyOf(gaps);
        }
    }
}
