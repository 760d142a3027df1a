package costwright.jobs.pull.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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

    /**
     * What a manifest lists, wherever the files are.
     *
     * @param keys their names in the bucket or container, in the order of the manifest
     */
    record Listing(
            String export,
            String run,
            List<Key> keys,
            @Nullable Long rows) {
        Listing {
            keys = List.copyOf(keys);
        }
    }

    /** @param bytes -1 where the manifest does not say */
    record Key(String name, long bytes) {}

    /** The manifest in a JSON file; empty when the JSON is something else. */
    static Optional<BillingManifest> read(Path file) {
        return listing(file)
                .map(listing -> new BillingManifest(
                        file,
                        listing.export(),
                        listing.run(),
                        listing.keys().stream()
                                .map(key -> find(file, key.name(), key.bytes()))
                                .toList(),
                        listing.rows()));
    }

    /** What the manifest in a JSON file says, without looking for its files; empty when the JSON is something else. */
    static Optional<Listing> listing(Path file) {
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
            return Optional.of(azure(json));
        }
        if (json.path("reportKeys").isArray()) {
            return Optional.of(aws(file, json, "reportKeys"));
        }
        return json.path("dataFiles").isArray() ? Optional.of(aws(file, json, "dataFiles")) : Optional.empty();
    }

    private static Listing aws(Path file, JsonNode json, String list) {
        List<Key> keys = new ArrayList<>();
        for (JsonNode key : json.path(list)) {
            keys.add(new Key(key.asText().replaceFirst("^s3://[^/]+/", ""), -1));
        }
        JsonNode period = json.path("billingPeriod");
        String export = json.path("reportName").asText(json.path("exportName").asText("")) + " "
                + (period.isObject() ? period.path("start").asText() : period.asText(file.getParent() + ""));
        String run = json.path("assemblyId").asText(json.path("executionId").asText(""));
        return new Listing(export, run, keys, null);
    }

    private static Listing azure(JsonNode json) {
        List<Key> keys = new ArrayList<>();
        long rows = 0;
        boolean counted = true;
        for (JsonNode blob : json.path("blobs")) {
            keys.add(new Key(
                    blob.path("blobName").asText(), blob.path("byteCount").asLong(-1)));
            counted &= blob.hasNonNull("dataRowCount");
            rows += blob.path("dataRowCount").asLong();
        }
        if (!counted && json.hasNonNull("dataRowCount")) {
            rows = json.path("dataRowCount").asLong();
            counted = true;
        }
        JsonNode config = json.path("exportConfig");
        JsonNode run = json.path("runInfo");
        return new Listing(
                config.path("exportName").asText() + " " + config.path("type").asText() + " "
                        + run.path("startDate").asText(),
                run.path("submittedTime").asText() + " " + run.path("runId").asText(),
                keys,
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

    /** Of manifests that tell the same month of the same export, the newest; in order of export. */
    static List<BillingManifest> newest(List<BillingManifest> manifests) {
        return newest(manifests, BillingManifest::export, BillingManifest::run, BillingManifest::file);
    }

    /** The same of anything that has the three names; {@code file} is only compared. */
    static <T> List<T> newest(
            List<T> manifests, Function<T, String> export, Function<T, String> run, Function<T, Path> file) {
        // AWS writes the current delivery's manifest once more above the folders of the deliveries: that one wins.
        Comparator<T> age = Comparator.<T>comparingInt(one -> -file.apply(one).getNameCount())
                .thenComparing(run)
                .thenComparing(file);
        Map<String, T> kept = new TreeMap<>();
        manifests.forEach(manifest ->
                kept.merge(export.apply(manifest), manifest, (a, b) -> age.compare(b, a) > 0 ? b : a));
        return List.copyOf(kept.values());
    }
}
