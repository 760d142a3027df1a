package costwright.jobs.engine;

import static costwright.jobs.engine.SqlText.quoted;

import costwright.schema.CostwrightException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Microsoft's open data that the Azure dialect looks things up in, as statements that make temporary tables. */
final class AzureLookups {
    /** Decimals of one unit's share of a block. */
    private static final int SHARE_DECIMALS = 18;

    private AzureLookups() {}

    /** One statement for each table. */
    static List<String> tables() {
        return List.of(
                table("azure_unit", "unit_of_measure, unit, share", rows("PricingUnits", AzureLookups::unit)),
                table("azure_region", "spelling, id", rows("Regions", AzureLookups::region)),
                table(
                        "azure_service",
                        "consumed_service, resource_type, name",
                        rows("Services", AzureLookups::service)));
    }

    private static Map.Entry<String, String> unit(NamedCsvRecord row) {
        BigDecimal share = BigDecimal.ONE.divide(
                new BigDecimal(row.getField("PricingBlockSize")), SHARE_DECIMALS, RoundingMode.HALF_EVEN);
        String name = quoted(row.getField("UnitOfMeasure"));
        return Map.entry(
                name,
                "(%s, %s, CAST(%s AS DECIMAL(19, %d)))"
                        .formatted(name, quoted(row.getField("DistinctUnits")), share.toPlainString(), SHARE_DECIMALS));
    }

    private static Map.Entry<String, String> region(NamedCsvRecord row) {
        String spelling = quoted(lower(row.getField("OriginalValue")));
        return Map.entry(spelling, "(%s, %s)".formatted(spelling, quoted(row.getField("RegionId"))));
    }

    private static Map.Entry<String, String> service(NamedCsvRecord row) {
        String key =
                quoted(lower(row.getField("ConsumedService"))) + ", " + quoted(lower(row.getField("ResourceType")));
        return Map.entry(key, "(%s, %s)".formatted(key, quoted(row.getField("ServiceName"))));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String table(String name, String columns, String values) {
        return "CREATE OR REPLACE TEMP TABLE %s AS SELECT * FROM (VALUES %s) AS t(%s)".formatted(name, values, columns);
    }

    /** The rows of a file, the first of each key. */
    private static String rows(String name, Function<NamedCsvRecord, Map.Entry<String, String>> mapper) {
        try (InputStream stream =
                        Objects.requireNonNull(AzureLookups.class.getResourceAsStream("azure/" + name + ".csv"), name);
                CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Map<String, String> rows = new TreeMap<>();
            for (NamedCsvRecord row : reader) {
                Map.Entry<String, String> one = mapper.apply(row);
                rows.putIfAbsent(one.getKey(), one.getValue());
            }
            return rows.values().stream().collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw CostwrightException.defect("The bundled table %s.csv cannot be read.".formatted(name), e);
        }
    }
}
