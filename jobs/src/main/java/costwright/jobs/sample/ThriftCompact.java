package costwright.jobs.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes structures in Thrift's compact protocol, in which Parquet keeps its headers and its footer.
 *
 * <p>Source: "Thrift compact protocol encoding", Apache Thrift.
 */
final class ThriftCompact {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    static final int I32 = 5;
    private static final int I64 = 6;
    static final int BINARY = 8;
    private static final int LIST = 9;
    static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    ThriftCompact number(int field, int value) {
        field(field, I32);
        return element(value);
    }

    ThriftCompact wide(int field, long value) {
        field(field, I64);
        varint((value << 1) ^ (value >> 63));
        return this;
    }

    ThriftCompact flag(int field, boolean value) {
        field(field, value ? TRUE : FALSE);
        return this;
    }

    ThriftCompact text(int field, String value) {
        field(field, BINARY);
        return element(value);
    }

    /** Begins a list of {@code size} elements, which follow. */
    ThriftCompact list(int field, int type, int size) {
        field(field, LIST);
        if (size < 15) {
            out.write((size << 4) | type);
        } else {
            out.write(0xF0 | type);
            varint(size);
        }
        return this;
    }

    ThriftCompact element(int value) {
        varint(((long) value << 1) ^ ((long) value >> 63));
        return this;
    }

    ThriftCompact element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** Begins a structure as a field. */
    ThriftCompact begin(int field) {
        field(field, STRUCT);
        return begin();
    }

    /** Begins a structure as an element of a list. */
    ThriftCompact begin() {
        outer.push(last);
        last = 0;
        return this;
    }

    ThriftCompact end() {
        out.write(0);
        last = outer.pop();
        return this;
    }

    /** What was written, ended as the outermost structure. */
    byte[] toBytes() {
        out.write(0);
        return out.toByteArray();
    }

    private void field(int field, int type) {
        // Fields are written in order and never sixteen apart.
        out.write(((field - last) << 4) | type);
        last = field;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
