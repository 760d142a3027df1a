package costwright.jobs.pull.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.jobs.engine.CostViews;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the cloud says that it delivered. The list of files is taken from it and never from a listing, because chunks of
 * earlier deliveries stay behind.
 *
 * <p>AWS: {@code reportKeys} of a Cost and Usage Report, {@code dataFiles} of a data export. Azure: {@code blobs} with
 * their sizes and row counts.
 *
 * @param file the manifest itself
 * @param listing what it says
 */
record BillingManifest(Path file, Listing listing) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How far above the manifest a listed key may begin. */
    private static final int MAX_LEVELS = 8;

    /** Folders that begin with the time of their delivery. */
    private static final Pattern TIMED = Pattern.compile("\\d{4}-?\\d\\d-?\\d\\dT.*");

    /**
     * What a manifest lists, wherever the files are.
     *
     * @param export names the export and the period, so that two deliveries of one month are known to be that
     * @param together names what belongs into one delivery: the actual and the amortized export of a month tell it together
     * @param run when it was delivered, as a text of which the greater is the newer; empty where that is not said
     * @param keys their names in the bucket or container, in the order of the manifest
     * @param rows the data rows of all files; null where it does not say
     * @param view which of the two views of Azure its files tell; null where there are no two
     */
    record Listing(
            String export,
            String together,
            String run,
            List<Key> keys,
            @Nullable Long rows,
            @Nullable CostViews view) {
        Listing {
            keys = List.copyOf(keys);
        }
    }

    /** How the id of an export goes on after the scope that it exports. */
    private static final Pattern EXPORT_IN_SCOPE =
            Pattern.compile("(?i)/providers/microsoft[.]costmanagement/exports/.*");

    /** @param bytes -1 where the manifest does not say */
    record Key(String name, long bytes) {}

    /** The manifest in a JSON file; empty when the JSON is something else. */
    static Optional<BillingManifest> read(Path file) {
        return listing(file).map(listing -> new BillingManifest(file, listing));
    }

    String export() {
        return listing.export();
    }

    String together() {
        return listing.together();
    }

    String run() {
        return listing.run();
    }

    @Nullable
    CostViews view() {
        return listing.view();
    }

    @Nullable
    Long rows() {
        return listing.rows();
    }

    /**
     * What it lists, found on this disk.
     *
     * @throws CostwrightException INPUT if a file is not there or has another size
     */
    List<Path> files() {
        return listing.keys().stream().map(this::found).toList();
    }

    /** The folder that this export fills: it holds the manifest and all that it lists. */
    Path root() {
        Path root = folder();
        for (Key key : listing.keys()) {
            Path found = locate(key.name()).orElse(root);
            while (!found.startsWith(root)) {
                root = Objects.requireNonNull(root.getParent(), "two paths of one file system share a root");
            }
        }
        return root;
    }

    private Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file is in a folder");
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
        // The ids of assemblies and executions are random; only a folder may be named after the time.
        Path parent = file.getParent();
        String folder = parent == null ? "" : String.valueOf(parent.getFileName());
        String run = TIMED.matcher(folder).matches() ? folder : "";
        return new Listing(export, export, run, keys, null, null);
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
        String type = config.path("type").asText();
        String start = run.path("startDate").asText();
        String export = config.path("exportName").asText() + " " + type + " " + start;
        CostViews view = "ActualCost".equalsIgnoreCase(type)
                ? CostViews.ACTUAL
                : "AmortizedCost".equalsIgnoreCase(type) ? CostViews.AMORTIZED : null;
        // The two exports of a scope have names of their own, which their ids end in.
        String scope = EXPORT_IN_SCOPE
                .matcher(config.path("resourceId").asText())
                .replaceFirst("")
                .toLowerCase(Locale.ROOT);
        return new Listing(
                export,
                view == null ? export : "cost details " + scope + " " + start,
                (run.path("submittedTime").asText() + " " + run.path("runId").asText()).strip(),
                keys,
                counted ? rows : null,
                view);
    }

    private Path found(Key one) {
        Path candidate = locate(one.name())
                .orElseThrow(() -> CostwrightException.input(
                        "Cannot import %s: it lists %s, which is not there. Copy the whole delivery and try again."
                                .formatted(file, one.name())));
        long size = ContentId.size(candidate);
        if (one.bytes() >= 0 && size != one.bytes()) {
            throw CostwrightException.input(
                    "Cannot import %s: it says that %s has %d bytes, but it has %d. Copy the file again."
                            .formatted(file, candidate, one.bytes(), size));
        }
        return candidate;
    }

    /** The file of a key: the longest end of the key that exists below the manifest's folder or one above it. */
    private Optional<Path> locate(String key) {
        String[] parts = key.split("/", -1);
        for (int skip = 0; skip < parts.length; skip++) {
            String end = String.join("/", List.of(parts).subList(skip, parts.length));
            Path above = folder();
            for (int level = 0; level < MAX_LEVELS && above != null; level++, above = above.getParent()) {
                Path candidate = above.resolve(end).normalize();
                if (Files.isRegularFile(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Of manifests that tell the same month of the same export, the newest; in order of export.
     *
     * @throws CostwrightException INPUT if nothing tells which of two is the newer
     */
    static List<BillingManifest> newest(List<BillingManifest> manifests) {
        List<BillingManifest> kept =
                newest(manifests, BillingManifest::export, BillingManifest::run, BillingManifest::file);
        Map<String, BillingManifest> byExport =
                kept.stream().collect(Collectors.toMap(BillingManifest::export, Function.identity()));
        for (BillingManifest other : manifests) {
            BillingManifest best = Objects.requireNonNull(byExport.get(other.export()), other.export());
            if (other.file.getNameCount() == best.file.getNameCount()
                    && other.run().equals(best.run())
                    && !other.listing.keys().equals(best.listing.keys())) {
                throw CostwrightException.input(
                        "Cannot import %s and %s: both list the files of one month, and nothing tells which is newer. Import the newer one by name, or remove the other."
                                .formatted(other.file, best.file));
            }
        }
        return kept;
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
