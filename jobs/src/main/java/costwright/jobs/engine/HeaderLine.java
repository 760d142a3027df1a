package costwright.jobs.engine;

import costwright.schema.CostwrightException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits the first line of a text file into column names that are unique whatever their case. */
final class HeaderLine {
    private HeaderLine() {}

    static List<String> columns(Path file, String line) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().ofCsvRecord(line.startsWith("\uFEFF") ? line.substring(1) : line)) {
            Set<String> seen = new HashSet<>();
            List<String> names = new ArrayList<>();
            for (String field : reader.iterator().next().getFields()) {
                String name = field.isBlank() ? "column" : field;
                String unique = name;
                for (int i = 2; !seen.add(unique.toLowerCase(Locale.ROOT)); i++) {
                    unique = name + "_" + i;
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
