package costwright.jobs.sample;

import costwright.schema.format.ColumnKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One column of a row group: the distinct cells in order of their first row, and for each row the place of its cell among
 * them. Cells of bills repeat so much that this is smaller and faster to fill than the cells themselves.
 *
 * <p>Source: "Parquet encodings" and "File format", Apache Parquet.
 */
final class ParquetColumn {
    /** Decimals of an amount; 14 digits are left for the whole. */
    static final int SCALE = 24;

    static final int PRECISION = 38;
    static final int DECIMAL_BYTES = 16;
    static final int PLAIN = 0;
    static final int RLE = 3;
    static final int RLE_DICTIONARY = 8;
    private static final int GZIP = 2;
    /** Runs shorter than this are packed with their neighbours. */
    private static final int SHORTEST_RUN = 8;

    private final String name;
    private final Stored stored;
    private final int[] places;
    private int rows;
    private int nulls;
    private byte[][] cells = new byte[64][];
    private int[] hashes = new int[64];
    private int distinct;
    private int[] table = new int[256];

    /** How a column is stored. */
    enum Stored {
        TEXT(6, 0),
        DECIMAL(7, 5),
        TIME(2, 10);

        /** The number of the physical type. */
        final int physical;
        /** The number of the converted type. */
        final int converted;

        Stored(int physical, int converted) {
            this.physical = physical;
            this.converted = converted;
        }

        static Stored of(@Nullable ColumnKind kind) {
            if (kind == null) {
                return TEXT;
            }
            return switch (kind) {
                case TEXT, CURRENCY, MAP -> TEXT;
                case INSTANT -> TIME;
                case MONEY, QUANTITY, NUMBER -> DECIMAL;
            };
        }
    }

    /**
     * Where the parts of a column went.
     *
     * @param dictionary where its dictionary begins; -1 where there is none
     * @param uncompressed bytes with the headers of pages
     */
    record Chunk(long dictionary, long data, long uncompressed, long compressed, boolean isPlain) {}

    ParquetColumn(String name, Stored stored, int mostRows) {
        this.name = name;
        this.stored = stored;
        this.places = new int[mostRows];
    }

    String name() {
        return name;
    }

    Stored stored() {
        return stored;
    }

    /** The place of a cell among the distinct ones, or -1 for a null. */
    int placeOf(byte @Nullable [] cell) {
        if (cell == null) {
            return -1;
        }
        int hash = Arrays.hashCode(cell) * 0x9E3779B9;
        int slot = slotOf(hash, cell);
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        if (distinct == cells.length) {
            cells = Arrays.copyOf(cells, distinct * 2);
            hashes = Arrays.copyOf(hashes, distinct * 2);
        }
        cells[distinct] = cell;
        hashes[distinct++] = hash;
        table[slot] = distinct;
        if (distinct * 2 > table.length) {
            widen();
        }
        return distinct - 1;
    }

    /** Adds a row. */
    void add(int place) {
        places[rows++] = place;
        if (place < 0) {
            nulls++;
        }
    }

    /** Where a cell is in the table, or where it would be: the upper bits of the hash are the mixed ones. */
    private int slotOf(int hash, byte[] cell) {
        int slot = first(hash);
        while (table[slot] != 0 && (hashes[table[slot] - 1] != hash || !Arrays.equals(cells[table[slot] - 1], cell))) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private int first(int hash) {
        return hash >>> (Integer.numberOfLeadingZeros(table.length) + 1);
    }

    private void widen() {
        table = new int[table.length * 4];
        for (int i = 0; i < distinct; i++) {
            int slot = first(hashes[i]);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = i + 1;
        }
    }

    /**
     * Writes the column and forgets its rows.
     *
     * @param position where {@code out} is in the file
     */
    Chunk flush(OutputStream out, long position) throws IOException {
        int values = rows - nulls;
        // Where most cells are different, places would come on top of them.
        boolean isPlain = values == 0 || (distinct > values / 2 && stored == Stored.DECIMAL);
        long[] size = new long[2];
        if (!isPlain) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int i = 0; i < distinct; i++) {
                body.writeBytes(value(cells[i]));
            }
            writePage(out, body, 2, 7, distinct, PLAIN, size);
        }
        long data = position + size[1];
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int[] here = new int[rows];
        for (int i = 0; i < rows; i++) {
            here[i] = places[i] < 0 ? 0 : 1;
        }
        byte[] levels = hybrid(here, rows, 1);
        body.writeBytes(little(levels.length, 4));
        body.writeBytes(levels);
        int[] known = nulls == 0
                ? places
                : Arrays.stream(places, 0, rows).filter(place -> place >= 0).toArray();
        if (isPlain) {
            byte[][] encoded = new byte[distinct][];
            for (int i = 0; i < values; i++) {
                if (encoded[known[i]] == null) {
                    encoded[known[i]] = value(cells[known[i]]);
                }
                body.writeBytes(encoded[known[i]]);
            }
        } else {
            int width = Math.max(1, 32 - Integer.numberOfLeadingZeros(distinct - 1));
            body.write(width);
            body.writeBytes(hybrid(known, values, width));
        }
        writePage(out, body, 0, 5, rows, isPlain ? PLAIN : RLE_DICTIONARY, size);
        clear();
        return new Chunk(isPlain ? -1 : position, data, size[0], size[1], isPlain);
    }

    private void clear() {
        rows = 0;
        nulls = 0;
        Arrays.fill(cells, 0, distinct, null);
        distinct = 0;
        Arrays.fill(table, 0);
    }

    /** @param size bytes before and after packing, to which those of the page are added */
    private static void writePage(
            OutputStream out,
            ByteArrayOutputStream body,
            int type,
            int headerField,
            int count,
            int encoding,
            long[] size)
            throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.size() / 2 + 64);
        try (FastestGzip gzip = new FastestGzip(packed)) {
            body.writeTo(gzip);
        }
        ThriftCompact header = new ThriftCompact()
                .number(1, type)
                .number(2, body.size())
                .number(3, packed.size())
                .begin(headerField)
                .number(1, count)
                .number(2, encoding);
        if (headerField == 5) {
            header.number(3, RLE).number(4, RLE);
        }
        byte[] bytes = header.end().toBytes();
        out.write(bytes);
        packed.writeTo(out);
        size[0] += bytes.length + body.size();
        size[1] += bytes.length + packed.size();
    }

    static int codec() {
        return GZIP;
    }

    /** A distinct cell as Parquet stores it plainly. */
    private byte[] value(byte[] cell) {
        return switch (stored) {
            case TEXT -> {
                byte[] text = ChargeRow.unquoted(cell).getBytes(StandardCharsets.UTF_8);
                yield ByteBuffer.allocate(4 + text.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(text.length)
                        .put(text)
                        .array();
            }
            case DECIMAL -> decimal(new BigDecimal(new String(cell, StandardCharsets.US_ASCII)));
            case TIME -> little(micros(new String(cell, StandardCharsets.US_ASCII)), 8);
        };
    }

    private byte[] decimal(BigDecimal amount) {
        byte[] bytes =
                amount.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().toByteArray();
        byte[] fixed = new byte[DECIMAL_BYTES];
        Arrays.fill(fixed, (byte) (amount.signum() < 0 ? 0xFF : 0));
        System.arraycopy(bytes, 0, fixed, DECIMAL_BYTES - bytes.length, bytes.length);
        return fixed;
    }

    /** Times come with T and Z, or with a blank. */
    private static long micros(String time) {
        String iso = time.indexOf('T') > 0 ? time : time.replace(' ', 'T') + "Z";
        return Math.multiplyExact(Instant.parse(iso).getEpochSecond(), 1_000_000L);
    }

    private static byte[] little(long value, int bytes) {
        byte[] little = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            little[i] = (byte) (value >>> (8 * i));
        }
        return little;
    }

    /** Runs of one value, and groups of eight packed bit by bit. */
    private static byte[] hybrid(int[] values, int count, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(count * width / 8 + 16);
        int i = 0;
        while (i < count) {
            int run = run(values, i, count);
            if (run >= SHORTEST_RUN) {
                varint(out, (long) run << 1);
                out.writeBytes(little(values[i], (width + 7) / 8));
                i += run;
            } else {
                int start = i;
                do {
                    i += Math.min(8, count - i);
                } while (i < count && !runs(values, i, count));
                int groups = (i - start + 7) / 8;
                varint(out, (long) groups << 1 | 1);
                pack(out, values, start, i, groups * 8, width);
            }
        }
        return out.toByteArray();
    }

    private static int run(int[] values, int from, int count) {
        int end = from + 1;
        while (end < count && values[end] == values[from]) {
            end++;
        }
        return end - from;
    }

    private static boolean runs(int[] values, int from, int count) {
        for (int i = 1; i < SHORTEST_RUN; i++) {
            if (from + i >= count || values[from + i] != values[from]) {
                return false;
            }
        }
        return true;
    }

    /** Values past {@code end} are zeros that fill the last group. */
    private static void pack(ByteArrayOutputStream out, int[] values, int start, int end, int padded, int width) {
        long bits = 0;
        int filled = 0;
        for (int i = 0; i < padded; i++) {
            bits |= (start + i < end ? (long) values[start + i] : 0L) << filled;
            filled += width;
            while (filled >= 8) {
                out.write((int) (bits & 0xFF));
                bits >>>= 8;
                filled -= 8;
            }
        }
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static final class FastestGzip extends GZIPOutputStream {
        FastestGzip(OutputStream out) throws IOException {
            super(out, 1 << 15);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
