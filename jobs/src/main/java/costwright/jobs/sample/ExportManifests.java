package costwright.jobs.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import costwright.jobs.sample.BillExport.Part;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Writes what the clouds write when a delivery is complete: a manifest for each month of each export. */
final class ExportManifests {
    static final String ACTUAL = "actual";
    static final String AMORTIZED = "amortized";
    /** The folder of a delivery, after its time. */
    static final String ASSEMBLY = "20261102T043012Z";

    private static final String BUCKET = "meridian-billing";

    private ExportManifests() {}

    /** The folder of a month in a legacy report of AWS. */
    static String awsPeriod(BillingPeriod month) {
        return "%s-%s".formatted(compact(first(month)), compact(next(month)));
    }

    /** The folder of a month in an export of Azure, which names its last day. */
    static String azurePeriod(BillingPeriod month) {
        return "%s-%s".formatted(compact(first(month)), compact(next(month).minusDays(1)));
    }

    /** The id of the run that writes a month of a view. */
    static String run(String account, String view, BillingPeriod month) {
        return new CounterRandom(19).of(account + view + month).guid(0);
    }

    /** @param folder of all exports */
    static void write(Path folder, List<Part> parts) throws IOException {
        Map<String, List<Part>> deliveries = new TreeMap<>();
        for (Part part : parts) {
            deliveries
                    .computeIfAbsent(
                            part.kind().word() + ' ' + part.series() + ' ' + part.month(), any -> new ArrayList<>())
                    .add(part);
        }
        for (List<Part> delivery : deliveries.values()) {
            switch (delivery.get(0).kind()) {
                case CUR_LEGACY -> writeLegacy(folder, delivery);
                case CUR_2 -> writeCur(folder, delivery);
                case AZURE_EA, AZURE_MCA -> writeAzure(folder, delivery);
            }
        }
    }

    private static void writeLegacy(Path folder, List<Part> parts) throws IOException {
        Part first = parts.get(0);
        BillingPeriod month = BillingPeriod.parse(first.month());
        Path assembly = parent(folder.resolve(first.path()));
        // AWS writes it beside the files of the delivery, and above, where the newest one stays.
        for (Path home : List.of(assembly, parent(assembly))) {
            try (JsonGenerator json = open(home.resolve(first.series() + "-Manifest.json"))) {
                json.writeStringField("assemblyId", ASSEMBLY);
                json.writeStringField("bucket", BUCKET);
                json.writeObjectFieldStart("billingPeriod");
                json.writeStringField("start", compact(first(month)) + "T000000.000Z");
                json.writeStringField("end", compact(next(month)) + "T000000.000Z");
                json.writeEndObject();
                json.writeStringField("reportName", first.series());
                json.writeStringField("compression", "GZIP");
                json.writeStringField("contentType", "text/csv");
                json.writeArrayFieldStart("reportKeys");
                for (Part part : parts) {
                    json.writeString(key(part));
                }
                json.writeEndArray();
            }
        }
    }

    private static void writeCur(Path folder, List<Part> parts) throws IOException {
        Part first = parts.get(0);
        Path home = folder.resolve(first.kind().word())
                .resolve(first.series())
                .resolve("metadata")
                .resolve("BILLING_PERIOD=" + first.month());
        try (JsonGenerator json = open(home.resolve(first.series() + "-Manifest.json"))) {
            json.writeStringField("exportName", first.series());
            json.writeStringField("billingPeriod", first.month());
            json.writeArrayFieldStart("dataFiles");
            for (Part part : parts) {
                json.writeString("s3://%s/%s".formatted(BUCKET, key(part)));
            }
            json.writeEndArray();
        }
    }

    private static void writeAzure(Path folder, List<Part> parts) throws IOException {
        Part first = parts.get(0);
        BillingPeriod month = BillingPeriod.parse(first.month());
        String account = first.series().substring(0, first.series().lastIndexOf('-'));
        Path run = parent(folder.resolve(first.path()));
        try (JsonGenerator json = open(run.resolve("manifest.json"))) {
            json.writeStringField("manifestVersion", "2024-04-01");
            json.writeNumberField("blobCount", parts.size());
            json.writeNumberField(
                    "dataRowCount", parts.stream().mapToLong(Part::rows).sum());
            json.writeObjectFieldStart("exportConfig");
            json.writeStringField("exportName", first.series());
            json.writeStringField(
                    "resourceId",
                    "/providers/Microsoft.Billing/billingAccounts/%s/providers/Microsoft.CostManagement/exports/%s"
                            .formatted(account, first.series()));
            json.writeStringField("dataVersion", first.kind() == ExportKind.AZURE_EA ? "2021-10-01" : "2021-10-01-mca");
            json.writeStringField("type", first.series().endsWith(ACTUAL) ? "ActualCost" : "AmortizedCost");
            json.writeStringField("timeFrame", "Custom");
            json.writeStringField("granularity", "Daily");
            json.writeEndObject();
            json.writeObjectFieldStart("runInfo");
            json.writeStringField("executionType", "Scheduled");
            json.writeStringField("submittedTime", "2026-11-02T04:30:12.0000000Z");
            json.writeStringField("runId", String.valueOf(run.getFileName()));
            json.writeStringField("startDate", first(month) + "T00:00:00");
            json.writeStringField("endDate", next(month).minusDays(1) + "T00:00:00");
            json.writeEndObject();
            json.writeArrayFieldStart("blobs");
            for (Part part : parts) {
                json.writeStartObject();
                json.writeStringField("blobName", key(part));
                json.writeNumberField("byteCount", Files.size(folder.resolve(part.path())));
                json.writeNumberField("dataRowCount", part.rows());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static JsonGenerator open(Path file) throws IOException {
        Files.createDirectories(parent(file));
        JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file));
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        return json;
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), "a file of an export is in a folder");
    }

    private static String key(Part part) {
        return part.path().toString().replace('\\', '/');
    }

    private static LocalDate first(BillingPeriod month) {
        return LocalDate.ofInstant(month.start(), ZoneOffset.UTC);
    }

    private static LocalDate next(BillingPeriod month) {
        return LocalDate.ofInstant(month.end(), ZoneOffset.UTC);
    }

    private static String compact(LocalDate day) {
        return day.toString().replace("-", "");
    }
}
