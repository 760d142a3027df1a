package costwright.jobs.sample;

import costwright.jobs.sample.ChargeFile.FastGzip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Writes a bill as gzip CSV in a dialect. */
final class CsvBill implements BillWriter {
    private static final byte[] NULL_WORD = {'N', 'U', 'L', 'L'};
    private static final FocusColumn[] COLUMNS = FocusColumn.values();

    private final OutputStream stream;
    private final Set<Dialect> dialects;
    private final int[] order;
    private final byte[] lineEnd;
    private final byte[] buffer = new byte[1 << 16];
    private int used;

    /**
     * Creates the file and writes its header.
     *
     * @param order the places of the columns in {@link FocusColumn}; those past its end have no cells
     */
    CsvBill(Path file, List<String> names, int[] order, Set<Dialect> dialects) throws IOException {
        this.dialects = dialects;
        this.order = order;
        this.lineEnd = dialects.contains(Dialect.CRLF) ? new byte[] {'\r', '\n'} : new byte[] {'\n'};
        this.stream = new FastGzip(Files.newOutputStream(file));
        if (dialects.contains(Dialect.BOM)) {
            append(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        }
        append(String.join(",", names).getBytes(StandardCharsets.US_ASCII));
        append(lineEnd);
    }

    @Override
    public void write(ChargeRow row) throws IOException {
        for (int i = 0; i < order.length; i++) {
            if (i > 0) {
                append((byte) ',');
            }
            int column = order[i];
            byte[] cell = column < COLUMNS.length ? row.cell(COLUMNS[column]) : null;
            if (cell != null) {
                append(cell);
            } else if (column % 2 == 0 && dialects.contains(Dialect.NULL_WORDS)) {
                append(NULL_WORD);
            }
        }
        append(lineEnd);
    }

    @Override
    public void close() throws IOException {
        try (stream) {
            stream.write(buffer, 0, used);
            used = 0;
        }
    }

    private void append(byte[] bytes) throws IOException {
        if (used + bytes.length > buffer.length) {
            stream.write(buffer, 0, used);
            used = 0;
        }
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    private void append(byte character) throws IOException {
        if (used == buffer.length) {
            stream.write(buffer, 0, used);
            used = 0;
        }
        buffer[used++] = character;
    }
}
