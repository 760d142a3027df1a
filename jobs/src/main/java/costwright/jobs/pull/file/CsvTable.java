package costwright.jobs.pull.file;

import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * One CSV file with a header line, read row by row: UTF-8 with or without byte order mark, RFC 4180 quoting, plain or
 * gzip. Columns are found by name, whatever their case and order; columns that nobody asked for are counted.
 *
 * <p>What is wrong in rows is collected, up to {@link #MAX_PROBLEMS}, and thrown together when the file has been read.
 * A caller must therefore not act on rows before {@link #forEach} has returned.
 */
public final class CsvTable implements AutoCloseable {
    /** How many problems are collected before a file is given up. */
    public static final int MAX_PROBLEMS = 20;

    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * A column that was asked for.
     *
     * @param position where it is in the file; negative when the file does not have it
     */
    public record Column(String name, int position) {}

    private final String file;
    private final CsvReader<CsvRow> reader;
    private final Map<String, Column> columns = new HashMap<>();
    private final List<String> unknownColumns = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int width;
    private long rows;

    private CsvTable(String file, CsvReader<CsvRow> reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws CostwrightException of kind INPUT if the file cannot be read, is empty, or lacks a mandatory column
     */
    public static CsvTable open(Path file, List<String> mandatory, List<String> optional) {
        if (Files.isDirectory(file)) {
            throw CostwrightException.input("Cannot read %s: it is a folder, not a file.".formatted(file));
        }
        try {
            return open(file.toString(), Files.newInputStream(file), mandatory, optional);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Reads the header of what a stream holds; the table closes the stream, also when this fails.
     *
     * @param name what problems call it
     * @throws CostwrightException of kind INPUT as for a file
     */
    public static CsvTable open(String name, InputStream stream, List<String> mandatory, List<String> optional) {
        try {
            Reader text = new InputStreamReader(
                    bytes(name, stream),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            CsvTable table = new CsvTable(
                    name,
                    CsvReader.builder()
                            .allowUnclosedQuote(false)
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .build(new CsvRow(name), text));
            table.readHeader(mandatory, optional);
            return table;
        } catch (IOException e) {
            throw close(stream, unreadable(name, e));
        } catch (RuntimeException e) {
            throw close(stream, e);
        }
    }

    /** The column of that name, which must have been asked for when the file was opened. */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("Column \"%s\" was not asked for when %s was opened: %s."
                    .formatted(name, file, columns.keySet().stream().sorted().toList()));
        }
        return column;
    }

    /** The columns of the file that nobody asked for, in file order. */
    public List<String> unknownColumns() {
        return List.copyOf(unknownColumns);
    }

    /** The rows read so far, without the header. */
    public long rows() {
        return rows;
    }

    /**
     * Gives each row to {@code consumer}. The row is one object used again and again: keep values, not the row.
     *
     * @throws CostwrightException of kind INPUT listing the rows that were refused, or saying why the file ended early
     */
    public void forEach(Consumer<CsvRow> consumer) {
        try {
            for (CsvRow row : reader) {
                rows++;
                try {
                    row.requireWidth(width);
                    consumer.accept(row);
                } catch (CsvRow.Refusal refusal) {
                    problems.add(refusal.problem());
                    if (problems.size() >= MAX_PROBLEMS) {
                        throw refusal("at least ");
                    }
                }
            }
        } catch (CsvParseException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        }
        if (!problems.isEmpty()) {
            throw refusal("");
        }
    }

    /** All rows as records, for files that fit in memory. */
    public <T> List<T> map(Function<CsvRow, T> mapper) {
        List<T> records = new ArrayList<>();
        forEach(row -> records.add(mapper.apply(row)));
        return records;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void readHeader(List<String> mandatory, List<String> optional) {
        List<String> header;
        try {
            var rowsOfFile = reader.iterator();
            if (!rowsOfFile.hasNext()) {
                throw CostwrightException.input(
                        "Cannot read %s: the file is empty. It needs at least a header line with %s."
                                .formatted(file, String.join(", ", mandatory)));
            }
            header = rowsOfFile.next().fields();
        } catch (CsvParseException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        }
        width = header.size();
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip().toLowerCase(Locale.ROOT);
            if (mandatory.contains(name) || optional.contains(name)) {
                if (positions.putIfAbsent(name, i) != null) {
                    problems.add(new Problem(file, 1L, name, null, "the header has this column twice"));
                }
            } else {
                unknownColumns.add(header.get(i));
            }
        }
        for (String name : mandatory) {
            if (!positions.containsKey(name)) {
                problems.add(
                        new Problem(file, 1L, name, null, "the header lacks this mandatory column; it has " + header));
            }
            columns.put(name, new Column(name, positions.getOrDefault(name, -1)));
        }
        optional.forEach(name -> columns.put(name, new Column(name, positions.getOrDefault(name, -1))));
        if (!problems.isEmpty()) {
            throw refusal("");
        }
    }

    private CostwrightException refusal(String bound) {
        return CostwrightException.input(
                "Cannot read %s: %s%d problem%s. Mend the file and try again; nothing was taken from it."
                        .formatted(file, bound, problems.size(), problems.size() == 1 ? "" : "s"),
                problems);
    }

    private static InputStream bytes(String name, InputStream stream) throws IOException {
        InputStream result = new BufferedInputStream(stream, BUFFER_BYTES);
        if (startsWith(result, 0x1f, 0x8b)) {
            result = new BufferedInputStream(new GZIPInputStream(result, BUFFER_BYTES), BUFFER_BYTES);
        } else if (name.toLowerCase(Locale.ROOT).endsWith(".gz") && startsWith(result)) {
            throw new IOException("its name ends in .gz, but its content is not gzip");
        }
        if (startsWith(result, 0xef, 0xbb, 0xbf)) {
            result.skipNBytes(3);
        }
        return result;
    }

    /** Whether the stream has these bytes next, and at least one byte; reads nothing away. */
    private static boolean startsWith(InputStream stream, int... bytes) throws IOException {
        stream.mark(4);
        byte[] next = stream.readNBytes(Math.max(1, bytes.length));
        stream.reset();
        if (next.length < Math.max(1, bytes.length)) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((next[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static CostwrightException unreadable(String file, Exception cause) {
        String reason;
        if (cause instanceof NoSuchFileException) {
            reason = "there is no such file.";
        } else if (cause instanceof EOFException) {
            reason = "the gzip stream ends in the middle: the file is truncated. Copy or download it again.";
        } else if (cause instanceof CharacterCodingException) {
            reason = "it is not UTF-8. Save it as UTF-8.";
        } else if (cause instanceof CsvParseException) {
            Throwable root = cause.getCause() == null ? cause : cause.getCause();
            if (root instanceof UncheckedIOException io) {
                return unreadable(file, io.getCause());
            }
            if (root instanceof IOException io) {
                return unreadable(file, io);
            }
            reason = "its quoting is broken: %s.".formatted(root.getMessage());
        } else {
            reason = "%s.".formatted(cause.getMessage());
        }
        return CostwrightException.input("Cannot read %s: %s".formatted(file, reason))
                .causedBy(cause);
    }

    private static <T extends RuntimeException> T close(InputStream stream, T failure) {
        try {
            stream.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
