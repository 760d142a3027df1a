package costwright.jobs.pull.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes the points out of a GetMetricData answer while it streams by and leaves the SDK a small answer without them.
 *
 * <p>The SDK makes two objects of every point: about ten times slower than this and hundreds of megabytes for a page of
 * 100,800 points. Signing, errors, tokens and status stay with the SDK.
 */
final class MetricDataStream {
    private static final byte[] TIMESTAMPS = "Timestamps".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = "Values".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MEMBER = "member".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "Id".getBytes(StandardCharsets.US_ASCII);
    // 10^15 is the last power of ten up to which every integer and the quotient below are exact doubles.
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = powers();

    private final InputStream in;
    private final Map<String, MetricPoints> byId;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] word = new byte[64];
    private int wordLength;
    private final byte[] lastDay = new byte[10];
    private long lastDayStart;

    private MetricDataStream(InputStream in, Map<String, MetricPoints> byId) {
        this.in = in;
        this.byId = byId;
    }

    /**
     * Adds the points of {@code answer} to {@code byId} and returns the rest of the answer.
     *
     * @throws EOFException if the answer ends within an element
     */
    static InputStream withoutPoints(InputStream answer, Map<String, MetricPoints> byId) throws IOException {
        return new ByteArrayInputStream(new MetricDataStream(answer, byId).read());
    }

    private byte[] read() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(4096);
        MetricPoints points = new MetricPoints();
        int next;
        while ((next = peek()) >= 0) {
            if (next != '<') {
                readText();
                rest.write(word, 0, wordLength);
                continue;
            }
            readTag();
            rest.write('<');
            rest.write(word, 0, wordLength);
            rest.write('>');
            if (isWord(TIMESTAMPS)) {
                readMembers(points, true);
                closing(rest, TIMESTAMPS);
            } else if (isWord(VALUES)) {
                readMembers(points, false);
                closing(rest, VALUES);
            } else if (isWord(ID)) {
                readText();
                rest.write(word, 0, wordLength);
                points = moved(points, new String(word, 0, wordLength, StandardCharsets.US_ASCII));
            } else if (isClosingMember() && points.size() > 0) {
                throw new IOException("A result of GetMetricData has points but no Id.");
            }
        }
        return rest.toByteArray();
    }

    private static void closing(ByteArrayOutputStream rest, byte[] name) {
        rest.write('<');
        rest.write('/');
        rest.write(name, 0, name.length);
        rest.write('>');
    }

    private boolean isClosingMember() {
        return wordLength == MEMBER.length + 1
                && word[0] == '/'
                && Arrays.equals(word, 1, wordLength, MEMBER, 0, MEMBER.length);
    }

    /** The Id follows the points of its result: they are put to the points that its earlier pages brought. */
    private MetricPoints moved(MetricPoints points, String id) throws IOException {
        if (!points.isWhole()) {
            throw new IOException("Result %s of GetMetricData has more timestamps than values or fewer.".formatted(id));
        }
        MetricPoints known = byId.get(id);
        if (known == null) {
            byId.put(id, points);
        } else {
            known.append(points);
        }
        return new MetricPoints();
    }

    /** Reads {@code <member>…</member>} up to and with the closing tag of the list. */
    private void readMembers(MetricPoints points, boolean starts) throws IOException {
        while (true) {
            skipSpace();
            readTag();
            if (word[0] == '/') {
                return;
            }
            if (!isWord(MEMBER)) {
                throw new IOException("GetMetricData lists something that is no member.");
            }
            readText();
            if (starts) {
                points.addStart(epochSecond());
            } else {
                points.addValue(decimal());
            }
            readTag();
        }
    }

    private long epochSecond() {
        // 2026-11-01T00:05:00Z; anything longer goes the slow way.
        if (wordLength != 20 || word[19] != 'Z') {
            return Instant.parse(new String(word, 0, wordLength, StandardCharsets.US_ASCII))
                    .getEpochSecond();
        }
        if (!Arrays.equals(word, 0, 10, lastDay, 0, 10)) {
            System.arraycopy(word, 0, lastDay, 0, 10);
            lastDayStart = LocalDate.parse(new String(word, 0, 10, StandardCharsets.US_ASCII))
                            .toEpochDay()
                    * 86_400;
        }
        return lastDayStart + 3600L * two(11) + 60L * two(14) + two(17);
    }

    private int two(int index) {
        return (word[index] - '0') * 10 + (word[index + 1] - '0');
    }

    private double decimal() {
        long digits = 0;
        int count = 0;
        int scale = -1;
        for (int i = 0; i < wordLength; i++) {
            int c = word[i];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count++;
                scale += scale >= 0 ? 1 : 0;
            } else if (c == '.' && scale < 0) {
                scale = 0;
            } else {
                count = EXACT_DIGITS + 1;
                break;
            }
        }
        if (count == 0 || count > EXACT_DIGITS) {
            return Double.parseDouble(new String(word, 0, wordLength, StandardCharsets.US_ASCII));
        }
        return scale > 0 ? digits / POWERS[scale] : digits;
    }

    private static double[] powers() {
        double[] powers = new double[EXACT_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    private boolean isWord(byte[] name) {
        return wordLength == name.length && Arrays.equals(word, 0, wordLength, name, 0, name.length);
    }

    /** Reads {@code <…>} into the word, without the brackets. */
    private void readTag() throws IOException {
        if (take() != '<') {
            throw new IOException("GetMetricData has text where a tag must be.");
        }
        wordLength = 0;
        int c;
        while ((c = take()) != '>') {
            append(c);
        }
    }

    /** Reads up to the next tag into the word. */
    private void readText() throws IOException {
        wordLength = 0;
        while (peek() >= 0 && buffer[at] != '<') {
            append(buffer[at++]);
        }
    }

    private void skipSpace() throws IOException {
        while (peek() >= 0 && buffer[at] <= ' ') {
            at++;
        }
    }

    private void append(int c) {
        if (wordLength == word.length) {
            word = Arrays.copyOf(word, word.length * 2);
        }
        word[wordLength++] = (byte) c;
    }

    private int take() throws IOException {
        if (peek() < 0) {
            throw new EOFException("The answer of GetMetricData is cut off.");
        }
        return buffer[at++];
    }

    private int peek() throws IOException {
        if (at == end) {
            end = in.read(buffer, 0, buffer.length);
            at = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        return buffer[at] & 0xff;
    }

    /** An empty collection of points for one batch. */
    static Map<String, MetricPoints> newPoints() {
        return new HashMap<>();
    }
}
