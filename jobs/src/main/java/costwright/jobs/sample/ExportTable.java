package costwright.jobs.sample;

import costwright.jobs.sample.ChargeFile.FastGzip;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a CSV file of named columns, as gzip when its name says so. A column that a row does not name is empty. */
final class ExportTable implements AutoCloseable {
    private final Writer writer;
    private final Map<String, Integer> places = new HashMap<>();
    private long rows;

    /** One row, by name of column. */
    static final class Row {
        private final Map<String, String> cells = new HashMap<>();

        /** Sets a cell, also one that is set already; null and the empty text leave it empty. */
        Row with(String column, @Nullable String text) {
            if (text == null || text.isEmpty()) {
                cells.remove(column);
            } else {
                cells.put(column, text);
            }
            return this;
        }
    }

    /**
     * Creates the file and writes its header.
     *
     * @param columns how the columns are spelled in the header, by the names that rows use
     * @param bom whether it begins with a UTF-8 byte order mark
     */
    ExportTable(Path file, Map<String, String> columns, boolean bom) throws IOException {
        columns.keySet().forEach(name -> places.put(name, places.size()));
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        OutputStream stream = Files.newOutputStream(file);
        OutputStream packed = String.valueOf(file.getFileName()).endsWith(".gz") ? new FastGzip(stream) : stream;
        writer = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), 1 << 16);
        writer.write(bom ? "\uFEFF" : "");
        writer.write(String.join(",", columns.values()));
        writer.write('\n');
    }

    /** @throws IllegalArgumentException if the row names a column that the file does not have */
    void write(Row row) throws IOException {
        String[] cells = new String[places.size()];
        row.cells.forEach((column, text) -> {
            Integer place = places.get(column);
            if (place == null) {
                throw new IllegalArgumentException("There is no column " + column + " in this export.");
            }
            cells[place] = text;
        });
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                writer.write(',');
            }
            if (cells[i] != null) {
                writer.write(ChargeRow.quoted(cells[i]));
            }
        }
        writer.write('\n');
        rows++;
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
