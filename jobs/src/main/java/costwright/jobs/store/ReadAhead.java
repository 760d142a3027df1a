package costwright.jobs.store;

import costwright.schema.CostwrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows on a thread of its own while the calling thread writes the ones before them: the engine works while the store
 * does. At most {@value #CHUNKS} chunks of {@value #CHUNK_ROWS} rows wait: the engine is not kept waiting while the store writes
 * what comes before them.
 */
final class ReadAhead<T> implements AutoCloseable {
    private static final int CHUNK_ROWS = 2_000;
    private static final int CHUNKS = 32;

    private final BlockingQueue<List<T>> chunks = new ArrayBlockingQueue<>(CHUNKS);
    private final Consumer<Consumer<T>> source;
    private final Thread reader;
    private List<T> chunk = new ArrayList<>(CHUNK_ROWS);
    /** Written before the last chunk is handed over, read after it was taken. */
    private @Nullable Throwable failure;

    /** Stops the reader when the writer has failed. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private ReadAhead(Consumer<Consumer<T>> source) {
        this.source = source;
        this.reader = new Thread(this::read, "read-ahead");
        reader.setDaemon(true);
    }

    /** Begins to read {@code source}. What is not taken waits; {@link #close} stops the reader. */
    static <T> ReadAhead<T> of(Consumer<Consumer<T>> source) {
        ReadAhead<T> ahead = new ReadAhead<>(source);
        ahead.reader.start();
        return ahead;
    }

    /**
     * Gives all rows of {@code source} to {@code writer}, in their order, on the calling thread. When one of the two fails,
     * the other has stopped before its exception is thrown here.
     */
    static <T> void stream(Consumer<Consumer<T>> source, Consumer<T> writer) {
        try (ReadAhead<T> ahead = of(source)) {
            ahead.forEach(writer);
        }
    }

    /** Gives all rows to {@code writer}, in their order, on the calling thread; once. */
    void forEach(Consumer<T> writer) {
        try {
            for (List<T> next = chunks.take(); !next.isEmpty(); next = chunks.take()) {
                next.forEach(writer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
        close();
        rethrow();
    }

    @Override
    public void close() {
        reader.interrupt();
        join(reader);
    }

    private void read() {
        try {
            source.accept(this::add);
            if (!chunk.isEmpty()) {
                chunks.put(chunk);
            }
        } catch (Abandoned | InterruptedException e) {
            return;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        try {
            // An empty chunk is the end.
            chunks.put(List.of());
        } catch (InterruptedException e) {
            // The writer has failed, and its exception is the one to tell.
            Thread.currentThread().interrupt();
        }
    }

    private void add(T row) {
        chunk.add(row);
        if (chunk.size() == CHUNK_ROWS) {
            try {
                chunks.put(chunk);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Abandoned();
            }
            chunk = new ArrayList<>(CHUNK_ROWS);
        }
    }

    private static void join(Thread reader) {
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    private static CostwrightException interrupted(InterruptedException cause) {
        return CostwrightException.defect("Writing to the store was interrupted.", cause);
    }
}
