package costwright.jobs.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The same aggregate by a plain Java program: FastCSV, a hash map and BigDecimal. */
public final class FastCsvPeer {
    private static final List<String> SUMMED =
            List.of("BilledCost", "EffectiveCost", "ContractedCost", "ListCost", "ConsumedQuantity");
    private static final List<String> KEYS = List.of(
            "BillingAccountId",
            "BillingCurrency",
            "SubAccountId",
            "ServiceName",
            "RegionId",
            "ResourceId",
            "SkuId",
            "ChargeCategory",
            "CommitmentDiscountId",
            "Tags");

    private FastCsvPeer() {}

    /** Argument: the CSV.gz file. */
    public static void main(String[] arguments) throws IOException {
        Map<String, BigDecimal[]> sums = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(Path.of(arguments[0])), 1 << 16),
                        StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                StringBuilder key =
                        new StringBuilder(row.getField("ChargePeriodStart").substring(0, 10));
                KEYS.forEach(column -> key.append('\u0001').append(row.getField(column)));
                BigDecimal[] sum = sums.computeIfAbsent(key.toString(), any -> zeros());
                for (int i = 0; i < sum.length; i++) {
                    sum[i] = sum[i].add(new BigDecimal(row.getField(SUMMED.get(i))));
                }
            }
        }
        System.out.println(sums.size() + " groups");
    }

    private static BigDecimal[] zeros() {
        BigDecimal[] zeros = new BigDecimal[SUMMED.size()];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }
}
