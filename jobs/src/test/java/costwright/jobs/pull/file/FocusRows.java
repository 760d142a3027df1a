package costwright.jobs.pull.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A small FOCUS file, written row by row; every cell that a row does not set has a harmless value. */
final class FocusRows {
    private static final Map<String, String> HARMLESS = harmless();

    private final List<Map<String, String>> rows = new ArrayList<>();
    private final List<String> without = new ArrayList<>();

    private static Map<String, String> harmless() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("BilledCost", "1");
        row.put("EffectiveCost", "1");
        row.put("ListCost", "1");
        row.put("ContractedCost", "1");
        row.put("BillingAccountId", "100");
        row.put("BillingCurrency", "USD");
        row.put("BillingPeriodStart", "2026-10-01T00:00:00Z");
        row.put("BillingPeriodEnd", "2026-11-01T00:00:00Z");
        row.put("ChargePeriodStart", "2026-10-05T00:00:00Z");
        row.put("ChargePeriodEnd", "2026-10-05T01:00:00Z");
        row.put("ChargeCategory", "Usage");
        row.put("ProviderName", "AWS");
        row.put("ServiceName", "Amazon Elastic Compute Cloud");
        row.put("ServiceCategory", "Compute");
        row.put("SubAccountId", "200");
        row.put("RegionId", "eu-west-1");
        row.put("ResourceId", "i-1");
        row.put("SkuId", "SKU1");
        row.put("ConsumedQuantity", "1");
        row.put("ConsumedUnit", "Hours");
        row.put("SkuMeter", "BoxUsage:m5.large");
        row.put("PricingCategory", "Standard");
        row.put("CommitmentDiscountId", "");
        row.put("CommitmentDiscountStatus", "");
        row.put("ChargeFrequency", "Usage-Based");
        row.put("SkuPriceId", "");
        row.put("Tags", "");
        return row;
    }

    /** Adds a row; cells are name, value, name, value. */
    FocusRows row(String... cells) {
        Map<String, String> row = new LinkedHashMap<>(HARMLESS);
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        rows.add(row);
        return this;
    }

    /** A row of one cost on one day. */
    FocusRows cost(String day, String cost) {
        return row(
                "ChargePeriodStart", day + "T00:00:00Z",
                "ChargePeriodEnd", day + "T01:00:00Z",
                "BilledCost", cost,
                "EffectiveCost", cost,
                "ListCost", cost,
                "ContractedCost", cost);
    }

    FocusRows withoutColumn(String name) {
        without.add(name);
        return this;
    }

    String text() {
        List<String> header = HARMLESS.keySet().stream()
                .filter(name -> !without.contains(name))
                .toList();
        return String.join(",", header) + "\n"
                + rows.stream()
                        .map(row -> header.stream()
                                        .map(name -> '"' + row.get(name).replace("\"", "\"\"") + '"')
                                        .collect(Collectors.joining(","))
                                + "\n")
                        .collect(Collectors.joining());
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, text());
    }

    Path writeGzip(Path file) throws IOException {
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write(text().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
