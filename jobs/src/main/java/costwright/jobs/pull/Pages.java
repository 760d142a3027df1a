package costwright.jobs.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.jobs.store.PullStore;
import costwright.jobs.store.PullStore.StoredPage;
import costwright.schema.CostwrightException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers that come in pages and keeps each page before it asks for the next, so that a pull that was killed goes
 * on where it stopped and pays for no page twice. Pages older than half a day are asked again, because tokens expire and
 * a half-read answer of yesterday does not fit one of today.
 */
public final class Pages {
    private static final Duration GOOD_FOR = Duration.ofHours(12);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String source;
    private final PullStore store;
    private final Clock clock;

    public Pages(String source, PullStore store, Clock clock) {
        this.source = source;
        this.store = store;
        this.clock = clock;
    }

    /**
     * One page.
     *
     * @param next what the source wants to hear for the page after; null or blank after the last
     */
    public record Page<T>(List<T> rows, @Nullable String next) {
        /** A page of a source that ends with an absent or an empty token. */
        public static <T> Page<T> of(List<T> rows, @Nullable String next) {
            return new Page<>(rows, next == null || next.isBlank() ? null : next);
        }
    }

    /** Asks for the page that belongs to a token; null asks for the first. */
    @FunctionalInterface
    public interface Reader<T> {
        Page<T> read(@Nullable String token);
    }

    /** A reading whose kept pages stay until {@link #close}, so that storing its rows may be repeated after a crash. */
    public final class Reading<T> {
        private final String task;
        private final List<T> rows;

        private Reading(String task, List<T> rows) {
            this.task = task;
            this.rows = rows;
        }

        public List<T> rows() {
            return rows;
        }

        /** Forgets the pages: the rows are in the store. */
        public void close() {
            store.dropPages(source, task);
        }
    }

    /**
     * All rows of all pages, in order.
     *
     * @param task names the question, so that another question does not take up its pages
     */
    public <T> Reading<T> read(String task, Class<T> row, Reader<T> reader) {
        try {
            return new Reading<>(task, allRows(task, row, reader));
        } catch (CallFailure e) {
            if (e.why() != CallFailure.Why.STALE_PAGE) {
                throw e;
            }
            store.dropPages(source, task);
            return new Reading<>(task, allRows(task, row, reader));
        }
    }

    private <T> List<T> allRows(String task, Class<T> row, Reader<T> reader) {
        List<T> rows = new ArrayList<>();
        List<StoredPage> kept = store.pages(source, task, clock.instant().minus(GOOD_FOR));
        for (StoredPage page : kept) {
            rows.addAll(decode(page.payload(), row));
        }
        int number = kept.size();
        String token = kept.isEmpty() ? null : kept.get(number - 1).nextToken();
        while (number == 0 || token != null) {
            Page<T> page = reader.read(token);
            if (page.next() != null && page.next().equals(token)) {
                throw new CallFailure(
                        CallFailure.Why.MALFORMED,
                        "%s: page %d names itself as the next page.".formatted(task, number + 1));
            }
            rows.addAll(page.rows());
            store.keepPage(source, task, number, new StoredPage(page.next(), encode(page.rows())), clock.instant());
            token = page.next();
            number++;
        }
        return rows;
    }

    private static String encode(List<?> rows) {
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw CostwrightException.defect("A page could not be kept.", e);
        }
    }

    private static <T> List<T> decode(String payload, Class<T> row) {
        try {
            return JSON.readValue(payload, JSON.getTypeFactory().constructCollectionType(List.class, row));
        } catch (JsonProcessingException e) {
            throw CostwrightException.defect("A kept page cannot be read back.", e);
        }
    }
}
