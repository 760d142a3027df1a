package costwright.jobs.pull.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.Problem;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a {@link CsvTable}, with typed getters that refuse what they cannot read.
 *
 * <p>One object serves all rows: fields stay characters in one buffer until they are asked for, and a text that equals
 * the one above it is the same String. A file of a hundred million samples thus costs no allocation per cell.
 */
public final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String file;
    private char[] characters = new char[1024];
    private int[] ends = new int[16];
    private @Nullable String[] textsAbove = new @Nullable String[16];
    private int count;
    private int used;
    private long line;
    private int dayOfCache = -1;
    private long secondsOfCache;

    CsvRow(String file) {
        this.file = file;
    }

    /** What a getter or {@link #refusal} throws; the table collects it and goes on with the next row. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Refusal(Problem problem) {
            super(problem.toString(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** The line of the file in which the row starts, counting the header as 1. */
    public long line() {
        return line;
    }

    /** To be thrown by a caller for whom the cell cannot stand: {@code advice} says what is wrong and what to do. */
    public RuntimeException refusal(Column column, String advice) {
        return new Refusal(new Problem(file, line, column.name(), textOrEmpty(column), advice));
    }

    public boolean isBlank(Column column) {
        return start(column) == end(column);
    }

    /** The text of a cell that must not be blank, without surrounding spaces. */
    public String text(Column column) {
        if (isBlank(column)) {
            throw refusal(column, "this cell must not be empty");
        }
        return textOrEmpty(column);
    }

    /** The text without surrounding spaces; empty when the cell is blank or the file has no such column. */
    public String textOrEmpty(Column column) {
        int start = start(column);
        int end = end(column);
        if (start == end) {
            return "";
        }
        String above = textsAbove[column.position()];
        if (above != null && equal(above, start, end)) {
            return above;
        }
        String text = new String(characters, start, end - start);
        textsAbove[column.position()] = text;
        return text;
    }

    /** A plain or E-notation decimal, exact. */
    public BigDecimal decimal(Column column) {
        requireNumeral(column);
        try {
            return new BigDecimal(characters, start(column), end(column) - start(column));
        } catch (NumberFormatException | ArithmeticException e) {
            throw refusal(column, "this is no decimal number; write it like 0.096");
        }
    }

    public Optional<BigDecimal> optionalDecimal(Column column) {
        return isBlank(column) ? Optional.empty() : Optional.of(decimal(column));
    }

    /** A measurement; never use it for money. */
    public double number(Column column) {
        requireNumeral(column);
        int start = start(column);
        int end = end(column);
        long value = 0;
        int decimals = -1;
        for (int i = start; i < end; i++) {
            char c = characters[i];
            if (c == '.' && decimals < 0 && end - start > 1) {
                decimals = 0;
            } else if (c < '0' || c > '9' || end - start > 16) {
                return parsedNumber(column);
            } else {
                value = value * 10 + (c - '0');
                decimals = decimals < 0 ? decimals : decimals + 1;
            }
        }
        // Both operands are exact, so the one division is correctly rounded.
        return decimals <= 0 ? value : value / POWERS_OF_TEN[decimals];
    }

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16
    };

    /** NaN where the cell is blank. */
    public double numberOrNaN(Column column) {
        return isBlank(column) ? Double.NaN : number(column);
    }

    public int integer(Column column) {
        String text = text(column);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refusal(column, "this is no whole number");
        }
    }

    /** An ISO-8601 instant with Z or an offset. */
    public Instant instant(Column column) {
        String text = text(column);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw refusal(column, "this is no ISO-8601 instant; write it like 2026-08-01T00:00:00Z");
        }
    }

    public Optional<Instant> optionalInstant(Column column) {
        return isBlank(column) ? Optional.empty() : Optional.of(instant(column));
    }

    /** The same as {@link #instant} in whole seconds since 1970, without allocation for {@code yyyy-MM-ddTHH:mm:ssZ}. */
    public long epochSeconds(Column column) {
        int at = start(column);
        if (end(column) - at != 20
                || characters[at + 4] != '-'
                || characters[at + 7] != '-'
                || characters[at + 10] != 'T'
                || characters[at + 13] != ':'
                || characters[at + 16] != ':'
                || characters[at + 19] != 'Z') {
            return instant(column).getEpochSecond();
        }
        int year = digits(column, at, 4);
        int month = digits(column, at + 5, 2);
        int dayOfMonth = digits(column, at + 8, 2);
        int hour = digits(column, at + 11, 2);
        int minute = digits(column, at + 14, 2);
        int second = digits(column, at + 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            return instant(column).getEpochSecond();
        }
        int day = (year * 100 + month) * 100 + dayOfMonth;
        if (day != dayOfCache) {
            secondsOfCache = instant(column).getEpochSecond() - hour * 3600L - minute * 60L - second;
            dayOfCache = day;
        }
        return secondsOfCache + hour * 3600L + minute * 60L + second;
    }

    /** The day of an ISO-8601 date or instant, in UTC. */
    public LocalDate date(Column column) {
        String text = text(column);
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate();
        } catch (DateTimeParseException e) {
            throw refusal(column, "this is no ISO-8601 date; write it like 2026-08-01");
        }
    }

    /** What {@code parser} makes of the text; its IllegalArgumentException becomes the advice. */
    public <T> T word(Column column, Function<String, T> parser) {
        String text = text(column);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refusal(column, e.getMessage() == null ? "this word is not known" : e.getMessage());
        }
    }

    /** One flat JSON object; numbers and booleans become their text, null an empty text. A blank cell is an empty object. */
    public Map<String, String> jsonObject(Column column) {
        if (isBlank(column)) {
            return Map.of();
        }
        JsonNode node;
        try {
            node = JSON.readTree(textOrEmpty(column));
        } catch (JsonProcessingException e) {
            throw refusal(column, "this is no JSON: " + e.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw refusal(column, "this must be one JSON object, like {\"team\":\"web\"}");
        }
        Map<String, String> entries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getValue().isContainerNode()) {
                throw refusal(column, "\"%s\" is nested: values must be texts or numbers".formatted(entry.getKey()));
            }
            entries.put(
                    entry.getKey(),
                    entry.getValue().isNull() ? "" : entry.getValue().asText());
        }
        return Collections.unmodifiableMap(entries);
    }

    /** All fields as they are, in file order. */
    List<String> fields() {
        List<String> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int start = i == 0 ? 0 : ends[i - 1];
            fields.add(new String(characters, start, ends[i] - start));
        }
        return fields;
    }

    void requireWidth(int width) {
        if (count != width) {
            throw new Refusal(new Problem(
                    file,
                    line,
                    null,
                    null,
                    "the row has %d fields, the header %d; quote fields that hold commas".formatted(count, width)));
        }
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
        used = 0;
    }

    @Override
    protected void handleField(int fieldIndex, char[] buffer, int offset, int length, boolean quoted) {
        if (used + length > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(characters.length * 2, used + length));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            textsAbove = Arrays.copyOf(textsAbove, count * 2);
        }
        System.arraycopy(buffer, offset, characters, used, length);
        used += length;
        ends[count++] = used;
    }

    @Override
    protected CsvRow buildRecord() {
        return this;
    }

    private int start(Column column) {
        int position = column.position();
        if (position < 0) {
            return 0;
        }
        int start = position == 0 ? 0 : ends[position - 1];
        while (start < ends[position] && characters[start] <= ' ') {
            start++;
        }
        return start;
    }

    private int end(Column column) {
        int position = column.position();
        if (position < 0) {
            return 0;
        }
        int first = position == 0 ? 0 : ends[position - 1];
        int end = ends[position];
        while (end > first && characters[end - 1] <= ' ') {
            end--;
        }
        return Math.max(end, start(column));
    }

    private boolean equal(String text, int start, int end) {
        if (text.length() != end - start) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != characters[start + i]) {
                return false;
            }
        }
        return true;
    }

    private void requireNumeral(Column column) {
        if (isBlank(column)) {
            throw refusal(column, "this cell must hold a number");
        }
        for (int i = start(column); i < end(column); i++) {
            char c = characters[i];
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                throw refusal(column, "this is no number; write it like 0.096");
            }
        }
    }

    private double parsedNumber(Column column) {
        double value;
        try {
            value = Double.parseDouble(textOrEmpty(column));
        } catch (NumberFormatException e) {
            throw refusal(column, "this is no number; write it like 12.5");
        }
        if (Double.isInfinite(value)) {
            throw refusal(column, "this number is too large");
        }
        return value;
    }

    private int digits(Column column, int at, int length) {
        int value = 0;
        for (int i = at; i < at + length; i++) {
            char c = characters[i];
            if (c < '0' || c > '9') {
                throw refusal(column, "this is no ISO-8601 instant; write it like 2026-08-01T00:00:00Z");
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
