package costwright.jobs.utilization;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A day of samples as bytes and back, without losing a bit.
 *
 * <p>Layout before DEFLATE: number of samples; starts as the first one alone when all others follow at the interval, else
 * as differences; then averages and maxima, each as nothing (all missing), as whole numbers of 10^-n with the smallest n
 * that gives every value back exactly, written as differences, or as raw IEEE 754 bits. Whole numbers are zigzag varints.
 */
public final class PackedDay {
    private static final int REGULAR = 0;
    private static final int IRREGULAR = 1;
    private static final int ABSENT = 15;
    private static final int RAW = 14;
    private static final int MAX_DECIMALS = 9;
    /** Differences of numbers up to this fit a long with room to spare, and the numbers a double exactly. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    /** Takes the place of a missing value among whole numbers. */
    private static final long MISSING = Long.MIN_VALUE >> 2;

    private PackedDay() {}

    /** The bytes of a day. */
    public static byte[] pack(DaySamples day, int intervalSeconds) {
        try (Packer packer = new Packer()) {
            return packer.pack(day, intervalSeconds);
        }
    }

    /** Packs many days one after the other: setting up DEFLATE costs more than compressing a day. */
    public static final class Packer implements AutoCloseable {
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private final Bytes bytes = new Bytes();
        private final byte[] buffer = new byte[4096];

        /** The bytes of a day. */
        public byte[] pack(DaySamples day, int intervalSeconds) {
            bytes.reset();
            bytes.whole(day.size());
            starts(bytes, day.secondOfDay(), intervalSeconds);
            column(bytes, day.average());
            column(bytes, day.maximum());
            byte[] plain = bytes.toByteArray();
            deflater.reset();
            deflater.setInput(plain);
            deflater.finish();
            bytes.reset();
            while (!deflater.finished()) {
                bytes.write(buffer, 0, deflater.deflate(buffer));
            }
            return bytes.toByteArray();
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** The day of these bytes. */
    public static DaySamples unpack(byte[] packed, int intervalSeconds) {
        Reader reader = new Reader(inflate(packed));
        int size = (int) reader.whole();
        return new DaySamples(starts(reader, size, intervalSeconds), column(reader, size), column(reader, size));
    }

    private static void starts(Bytes bytes, int[] seconds, int interval) {
        boolean regular = true;
        for (int i = 1; i < seconds.length && regular; i++) {
            regular = seconds[i] - seconds[i - 1] == interval;
        }
        bytes.write(regular ? REGULAR : IRREGULAR);
        int before = 0;
        for (int i = 0; i < (regular ? Math.min(1, seconds.length) : seconds.length); i++) {
            bytes.whole(seconds[i] - before);
            before = seconds[i];
        }
    }

    private static int[] starts(Reader reader, int size, int interval) {
        boolean regular = reader.next() == REGULAR;
        int[] seconds = new int[size];
        for (int i = 0; i < size; i++) {
            int before = i == 0 ? 0 : seconds[i - 1];
            seconds[i] = regular && i > 0 ? before + interval : before + (int) reader.whole();
        }
        return seconds;
    }

    private static void column(Bytes bytes, double[] values) {
        int form = form(values);
        bytes.write(form);
        if (form == ABSENT) {
            return;
        }
        long before = 0;
        for (double value : values) {
            if (form == RAW) {
                bytes.raw(Double.doubleToRawLongBits(value));
            } else if (Double.isNaN(value)) {
                bytes.whole(MISSING);
            } else {
                long whole = Math.round(value * POWERS[form]);
                bytes.whole(whole - before);
                before = whole;
            }
        }
    }

    private static double[] column(Reader reader, int size) {
        int form = reader.next();
        double[] values = new double[size];
        long before = 0;
        for (int i = 0; i < size; i++) {
            if (form == ABSENT) {
                values[i] = Double.NaN;
            } else if (form == RAW) {
                values[i] = Double.longBitsToDouble(reader.raw());
            } else {
                long difference = reader.whole();
                if (difference == MISSING) {
                    values[i] = Double.NaN;
                } else {
                    before += difference;
                    values[i] = before / POWERS[form];
                }
            }
        }
        return values;
    }

    /** The number of decimals that keeps every value, or RAW, or ABSENT. */
    private static int form(double[] values) {
        int decimals = 0;
        int tried = 0;
        boolean present = false;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (Double.isNaN(value)) {
                continue;
            }
            present = true;
            while (decimals <= MAX_DECIMALS && !survives(value, decimals)) {
                decimals++;
                tried = i;
            }
            if (decimals > MAX_DECIMALS) {
                return RAW;
            }
        }
        return present ? survivesAll(values, tried, decimals) : ABSENT;
    }

    /**
     * More decimals than a value needs can still lose it, so the values before the one that settled the number are tried
     * once more.
     */
    private static int survivesAll(double[] values, int end, int decimals) {
        for (int i = 0; i < end; i++) {
            if (!Double.isNaN(values[i]) && !survives(values[i], decimals)) {
                return RAW;
            }
        }
        return decimals;
    }

    private static boolean survives(double value, int decimals) {
        double scaled = value * POWERS[decimals];
        return Math.abs(scaled) < LARGEST_WHOLE
                && Double.doubleToRawLongBits(Math.round(scaled) / POWERS[decimals])
                        == Double.doubleToRawLongBits(value);
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 4);
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalArgumentException("These bytes are no packed day: they end too early.");
                }
                out.write(buffer, 0, read);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("These bytes are no packed day.", e);
        } finally {
            inflater.end();
        }
    }

    private static final class Bytes extends ByteArrayOutputStream {
        void whole(long value) {
            long rest = (value << 1) ^ (value >> 63);
            while ((rest & ~0x7FL) != 0) {
                write((int) (rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            write((int) rest);
        }

        void raw(long bits) {
            for (int shift = 56; shift >= 0; shift -= 8) {
                write((int) (bits >>> shift));
            }
        }
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        int next() {
            return bytes[at++];
        }

        long whole() {
            long value = 0;
            int shift = 0;
            byte part;
            do {
                part = bytes[at++];
                value |= (long) (part & 0x7F) << shift;
                shift += 7;
            } while (part < 0);
            return (value >>> 1) ^ -(value & 1);
        }

        long raw() {
            long bits = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                bits = (bits << 8) | (bytes[at++] & 0xFF);
            }
            return bits;
        }
    }
}
