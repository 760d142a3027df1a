package costwright.jobs.sample;

import costwright.jobs.sample.ParquetColumn.Chunk;
import costwright.jobs.sample.ParquetColumn.Stored;
import costwright.schema.format.BillingFormats;
import costwright.schema.format.ColumnKind;
import costwright.schema.format.FormatColumn;
import costwright.schema.format.Recognition;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a bill as Parquet: amounts and quantities as decimals of 24 places, times as timestamps of UTC, all else as text.
 * The same rows give the same bytes.
 *
 * <p>Rows of a bill share nearly all their cells with other rows, and the same objects at that. So each row remembers where
 * its cells are in the dictionaries of the row group, and only cells that are other objects than in its last charge are
 * looked up again.
 */
final class ParquetBill implements BillWriter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int GROUP_ROWS = 122_880;
    private static final byte[] NEVER_SEEN = {};

    private final OutputStream out;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final FocusColumn[] sources;
    private final List<Group> groups = new ArrayList<>();
    private long position;
    private Object current = new Object();
    private int rows;

    private record Group(int rows, List<Chunk> chunks) {}

    /** Where the cells of a row are in the dictionaries of one row group. */
    static final class Places {
        private final byte[][] cells;
        private final int[] places;
        private Object group = NEVER_SEEN;

        private Places(int columns) {
            cells = new byte[columns][];
            places = new int[columns];
        }
    }

    /**
     * Creates the file.
     *
     * @param order the places of the columns in {@link FocusColumn}; those past its end have no cells
     */
    ParquetBill(Path file, List<String> names, int[] order) throws IOException {
        Map<String, ColumnKind> kinds = kinds(names);
        FocusColumn[] all = FocusColumn.values();
        sources = new FocusColumn[order.length];
        for (int i = 0; i < order.length; i++) {
            sources[i] = order[i] < all.length ? all[order[i]] : null;
            columns.add(new ParquetColumn(names.get(i), Stored.of(kinds.get(names.get(i))), GROUP_ROWS));
        }
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        out.write(MAGIC);
        position = MAGIC.length;
    }

    private static Map<String, ColumnKind> kinds(List<String> names) {
        Recognition recognition = BillingFormats.recognise(names).orElseThrow();
        Map<String, ColumnKind> kinds = new HashMap<>();
        for (FormatColumn column : recognition.format().columns()) {
            String name = recognition.columns().get(column.name());
            if (name != null) {
                kinds.put(name, column.kind());
            }
        }
        return kinds;
    }

    // The same object again is what is remembered: cells that are equal but others are looked up, which costs time
    // only.
    @SuppressWarnings("ReferenceEquality")
    @Override
    public void write(ChargeRow row) throws IOException {
        Places known = row.places();
        if (known == null) {
            known = new Places(sources.length);
            row.keep(known);
        }
        if (known.group != current) {
            Arrays.fill(known.cells, NEVER_SEEN);
            known.group = current;
        }
        for (int i = 0; i < sources.length; i++) {
            byte[] cell = sources[i] == null ? null : row.cell(sources[i]);
            ParquetColumn column = columns.get(i);
            if (cell != known.cells[i]) {
                known.cells[i] = cell;
                known.places[i] = column.placeOf(cell);
            }
            column.add(known.places[i]);
        }
        if (++rows == GROUP_ROWS) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (rows == 0) {
            return;
        }
        List<Chunk> chunks = new ArrayList<>();
        for (ParquetColumn column : columns) {
            Chunk chunk = column.flush(out, position);
            chunks.add(chunk);
            position += chunk.compressed();
        }
        groups.add(new Group(rows, chunks));
        rows = 0;
        current = new Object();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
            byte[] footer = footer();
            out.write(footer);
            out.write(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.length)
                    .array());
            out.write(MAGIC);
        }
    }

    private byte[] footer() {
        ThriftCompact footer = new ThriftCompact().number(1, 1).list(2, ThriftCompact.STRUCT, columns.size() + 1);
        footer.begin().text(4, "charges").number(5, columns.size()).end();
        columns.forEach(column -> describe(footer, column));
        footer.wide(3, groups.stream().mapToLong(Group::rows).sum());
        footer.list(4, ThriftCompact.STRUCT, groups.size());
        for (Group group : groups) {
            footer.begin().list(1, ThriftCompact.STRUCT, columns.size());
            for (int i = 0; i < columns.size(); i++) {
                describe(footer, columns.get(i), group.chunks().get(i), group.rows());
            }
            footer.wide(
                            2,
                            group.chunks().stream()
                                    .mapToLong(Chunk::uncompressed)
                                    .sum())
                    .wide(3, group.rows())
                    .end();
        }
        return footer.text(6, "costwright sample").toBytes();
    }

    private static void describe(ThriftCompact footer, ParquetColumn column) {
        Stored stored = column.stored();
        footer.begin().number(1, stored.physical);
        if (stored == Stored.DECIMAL) {
            footer.number(2, ParquetColumn.DECIMAL_BYTES);
        }
        // May be null.
        footer.number(3, 1).text(4, column.name()).number(6, stored.converted);
        switch (stored) {
            case TEXT -> footer.begin(10).begin(1).end().end();
            case DECIMAL ->
                footer.number(7, ParquetColumn.SCALE)
                        .number(8, ParquetColumn.PRECISION)
                        .begin(10)
                        .begin(5)
                        .number(1, ParquetColumn.SCALE)
                        .number(2, ParquetColumn.PRECISION)
                        .end()
                        .end();
            case TIME ->
                footer.begin(10)
                        .begin(8)
                        .flag(1, false)
                        .begin(2)
                        .begin(2)
                        .end()
                        .end()
                        .end()
                        .end();
        }
        footer.end();
    }

    private static void describe(ThriftCompact footer, ParquetColumn column, Chunk chunk, int rows) {
        footer.begin().wide(2, chunk.data()).begin(3).number(1, column.stored().physical);
        footer.list(2, ThriftCompact.I32, chunk.isPlain() ? 2 : 3)
                .element(ParquetColumn.PLAIN)
                .element(ParquetColumn.RLE);
        if (!chunk.isPlain()) {
            footer.element(ParquetColumn.RLE_DICTIONARY);
        }
        footer.list(3, ThriftCompact.BINARY, 1)
                .element(column.name())
                .number(4, ParquetColumn.codec())
                .wide(5, rows)
                .wide(6, chunk.uncompressed())
                .wide(7, chunk.compressed())
                .wide(9, chunk.data());
        if (!chunk.isPlain()) {
            footer.wide(11, chunk.dictionary());
        }
        footer.end().end();
    }
}
