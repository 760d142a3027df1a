package costwright.scheduler.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers its first failure, which a {@link java.io.PrintWriter} would keep to itself. */
final class ResultStream extends OutputStream {
    private final OutputStream out;
    private @Nullable IOException failure;

    ResultStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Whether the reader went away before the end, as {@code head} does: no failure of ours. */
    boolean readerLeft() {
        return failure != null && !isFull(failure);
    }

    /** Why the results could not be written, when nobody chose not to read them. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure).filter(ResultStream::isFull);
    }

    private static boolean isFull(IOException e) {
        String message = String.valueOf(e.getMessage());
        return !message.contains("pipe") && !message.contains("Pipe") && !message.contains("closed");
    }
}
