package costwright.jobs.engine;

import costwright.jobs.engine.TableHeader.Storage;
import costwright.schema.CostwrightException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Splits the first line of a text file into column names that are unique whatever their case. */
final class HeaderLine {
    private static final String REPEATED = "*";

    private HeaderLine() {}

    /** The first line of a plain or gzip file; null when there is none. */
    static @Nullable String first(Path file, Storage storage) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream stream = storage == Storage.CSV_GZIP ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.readLine();
        }
    }

    static List<String> columns(Path file, String line) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().ofCsvRecord(line.startsWith("\uFEFF") ? line.substring(1) : line)) {
            Set<String> seen = new HashSet<>();
            List<String> names = new ArrayList<>();
            for (String field : reader.iterator().next().getFields()) {
                String name = field.isBlank() ? "column" : field;
                String unique = name;
                // A mark that plays no part when headers are compared, so that a column that is there twice is seen to
                // be.
                while (!seen.add(unique.toLowerCase(Locale.ROOT))) {
                    unique += REPEATED;
                }
                names.add(unique);
            }
            return names;
        } catch (IOException e) {
            throw CostwrightException.input("Cannot import %s: its header line cannot be read.".formatted(file))
                    .causedBy(e);
        }
    }
}
