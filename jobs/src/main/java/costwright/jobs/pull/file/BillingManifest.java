package costwright.jobs.pull.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the cloud says that it delivered. The list of files is taken from it and never from a listing, because chunks of
 * earlier deliveries stay behind.
 *
 * <p>AWS: {@code reportKeys} of a Cost and Usage Report, {@code dataFiles} of a data export. Azure: {@code blobs} with
 * their sizes and row counts.
 *
 * @param file the manifest itself
 * @param export names the export and the period, so that two deliveries of one month are known to be that
 * @param run names the delivery; of two, the greater is the newer
 * @param files what it lists, found on this disk
 * @param rows the data rows of all files; null where it does not say
 */
record BillingManifest(
        Path file,
        String export,
        String run,
        List<Path> files,
        @Nullable Long rows) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How far above the manifest a listed key may begin. */
    private static final int MAX_LEVELS = 8;

    BillingManifest {
        files = List.copyOf(files);
    }

    /** The manifest in a JSON file; empty when the JSON is something else. */
    static Optional<BillingManifest> read(Path file) {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw CostwrightException.input(
                            "Cannot read the manifest %s: it is no JSON (%s).".formatted(file, e.getMessage()))
                    .causedBy(e);
        }
        if (json == null) {
            return Optional.empty();
        }
        if (json.path("blobs").isArray()) {
            return Optional.of(azure(file, json));
        }
        if (json.path("reportKeys").isArray()) {
            return Optional.of(aws(file, json, "reportKeys"));
        }
        return json.path("dataFiles").isArray() ? Optional.of(aws(file, json, "dataFiles")) : Optional.empty();
    }

    private static BillingManifest aws(Path file, JsonNode json, String list) {
        List<Path> files = new ArrayList<>();
        for (JsonNode key : json.path(list)) {
            files.add(find(file, key.asText().replaceFirst("^s3://[^/]+/", ""), -1));
        }
        JsonNode period = json.path("billingPeriod");
        String export = json.path("reportName").asText(json.path("exportName").asText("")) + " "
                + (period.isObject() ? period.path("start").asText() : period.asText(file.getParent() + ""));
        String run = json.path("assemblyId").asText(json.path("executionId").asText(""));
        return new BillingManifest(file, export, run, files, null);
    }

    private static BillingManifest azure(Path file, JsonNode json) {
        List<Path> files = new ArrayList<>();
        long rows = 0;
        boolean counted = true;
        for (JsonNode blob : json.path("blobs")) {
            files.add(find(
                    file, blob.path("blobName").asText(), blob.path("byteCount").asLong(-1)));
            counted &= blob.hasNonNull("dataRowCount");
            rows += blob.path("dataRowCount").asLong();
        }
        if (!counted && json.hasNonNull("dataRowCount")) {
            rows = json.path("dataRowCount").asLong();
            counted = true;
        }
        JsonNode config = json.path("exportConfig");
        JsonNode run = json.path("runInfo");
        return new BillingManifest(
                file,
                config.path("exportName").asText() + " " + config.path("type").asText() + " "
                        + run.path("startDate").asText(),
                run.path("submittedTime").asText() + " " + run.path("runId").asText(),
                files,
                counted ? rows : null);
    }

    /** The file of a key: the longest end of the key that exists below the manifest's folder or one above it. */
    private static Path find(Path manifest, String key, long bytes) {
        String[] parts = key.split("/", -1);
        Path folder = manifest.toAbsolutePath().normalize().getParent();
        for (int skip = 0; skip < parts.length; skip++) {
            String end = String.join("/", List.of(parts).subList(skip, parts.length));
            Path above = folder;
            for (int level = 0; level < MAX_LEVELS && above != null; level++, above = above.getParent()) {
                Path candidate = above.resolve(end).normalize();
                if (Files.isRegularFile(candidate)) {
                    return sized(manifest, candidate, bytes);
                }
            }
        }
        throw CostwrightException.input(
                "Cannot import %s: it lists %s, which is not there. Copy the whole delivery and try again."
                        .formatted(manifest, key));
    }

    private static Path sized(Path manifest, Path file, long bytes) {
        try {
            long size = Files.size(file);
            if (bytes >= 0 && size != bytes) {
                throw CostwrightException.input(
                        "Cannot import %s: it says that %s has %d bytes, but it has %d. Copy the file again."
                                .formatted(manifest, file, bytes, size));
            }
            return file;
        } catch (IOException e) {
            throw CostwrightException.input("Cannot read %s: %s.".formatted(file, e.getMessage()))
                    .causedBy(e);
        }
    }

    /** Of manifests that tell the same month of the same export, the newest; in order of path. */
    static List<BillingManifest> newest(List<BillingManifest> manifests) {
        List<BillingManifest> kept = new ArrayList<>();
        for (String export :
                new TreeSet<>(manifests.stream().map(BillingManifest::export).toList())) {
            manifests.stream()
                    .filter(manifest -> manifest.export.equals(export))
                    .reduce((a, b) -> isNewer(b, a) ? b : a)
                    .ifPresent(kept::add);
        }
        return kept;
    }

    /** AWS writes the current delivery's manifest once more above the folders of the deliveries: that one wins. */
    private static boolean isNewer(BillingManifest one, BillingManifest other) {
        int depth = Integer.compare(other.file.getNameCount(), one.file.getNameCount());
        int byRun = one.run.compareTo(other.run);
        return depth != 0 ? depth > 0 : byRun != 0 ? byRun > 0 : one.file.compareTo(other.file) > 0;
    }
}
