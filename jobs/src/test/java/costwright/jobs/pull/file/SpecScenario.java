package costwright.jobs.pull.file;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes importable files of the worked examples of the FOCUS specification. They leave out what they do not talk about, so
 * the missing mandatory columns are added with constants; costs and quantities stay as they are written. Two examples write
 * the hour 30 of a day, which stands for hour 6 of the next.
 */
final class SpecScenario {
    private static final Map<String, String> CONSTANTS = constants();

    private SpecScenario() {}

    private static Map<String, String> constants() {
        Map<String, String> constants = new LinkedHashMap<>();
        constants.put("BillingAccountId", "spec");
        constants.put("BillingCurrency", "USD");
        constants.put("ContractedCost", "");
        constants.put("ListCost", "");
        constants.put("ServiceName", "spec");
        constants.put("ProviderName", "spec");
        return constants;
    }

    static Path completed(Path example, Path target) throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(example);
                CsvWriter writer = CsvWriter.builder().build(target)) {
            List<String> missing = null;
            for (NamedCsvRecord row : rows) {
                if (missing == null) {
                    missing = CONSTANTS.keySet().stream()
                            .filter(column -> !row.getHeader().contains(column))
                            .toList();
                    List<String> header = new ArrayList<>(row.getHeader());
                    header.addAll(missing);
                    writer.writeRecord(header);
                }
                List<String> cells = new ArrayList<>();
                row.getFields().forEach(cell -> cells.add(cell.replace("-01T30:00:00Z", "-02T06:00:00Z")));
                missing.forEach(column -> cells.add(CONSTANTS.get(column)));
                writer.writeRecord(cells);
            }
        }
        if (Files.size(target) == 0) {
            throw new IllegalStateException(example + " has no rows.");
        }
        return target;
    }
}
