package costwright.jobs.pull.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.DownloadFolder;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Cost exports in S3, found by their manifests: CUR, CUR 2.0 and FOCUS by Data Exports. A manifest that was imported in
 * this version is not downloaded again.
 */
final class AwsExports {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LOCATION = Pattern.compile("s3://([^/]+)/?(.*)");
    // CUR keeps one manifest for the period and one for each assembly:
    // .../20261001-20261101/<assemblyId>/…-Manifest.json
    private static final Pattern ASSEMBLY = Pattern.compile(".*/\\d{8}-\\d{8}/[^/]+/[^/]+-Manifest\\.json");

    private final PullContext context;
    private final S3Client client;
    private final Lane lane;

    AwsExports(PullContext context, S3Client client, Lane lane) {
        this.context = context;
        this.client = client;
        this.lane = lane;
    }

    /** @param location {@code s3://bucket/prefix} */
    PullTask task(String location) {
        Matcher matcher = LOCATION.matcher(location.strip());
        if (!matcher.matches()) {
            throw CostwrightException.settings(
                    "The export \"%s\" of source %s is no S3 location: give s3://bucket/prefix."
                            .formatted(location, context.source()));
        }
        return PullTask.of(location, "bill files", () -> read(matcher.group(1), matcher.group(2)));
    }

    private Outcome read(String bucket, String prefix) {
        List<S3Object> manifests = objects(bucket, prefix).stream()
                .filter(object -> object.key().endsWith("-Manifest.json"))
                .filter(object -> !ASSEMBLY.matcher(object.key()).matches())
                .sorted(Comparator.comparing(S3Object::key))
                .toList();
        boolean asked = false;
        for (S3Object manifest : manifests) {
            String name = "s3://" + bucket + "/" + manifest.key();
            if (!context.store().isImported(context.source(), name, manifest.eTag())) {
                importOne(bucket, manifest.key());
                context.store()
                        .noteImported(
                                context.source(),
                                name,
                                manifest.eTag(),
                                context.clock().instant());
                asked = true;
            }
        }
        return asked ? Outcome.READ : Outcome.CACHED;
    }

    private List<S3Object> objects(String bucket, String prefix) {
        List<S3Object> objects = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListObjectsV2Response answer = lane.call(
                    "s3:ListBucket",
                    () -> client.listObjectsV2(
                            request -> request.bucket(bucket).prefix(prefix).continuationToken(from)));
            objects.addAll(answer.contents());
            token = answer.nextContinuationToken();
        } while (token != null && !token.isBlank());
        return objects;
    }

    /** Downloads a manifest and its files side by side as they lie in the bucket, and imports the manifest. */
    private void importOne(String bucket, String key) {
        try (DownloadFolder folder = DownloadFolder.create()) {
            Path manifest = download(bucket, key, folder);
            for (String file : files(bucket, manifest)) {
                download(bucket, file, folder);
            }
            context.sink().bill(context.source(), manifest);
        }
    }

    private Path download(String bucket, String key, DownloadFolder folder) {
        return lane.call("s3:GetObject", () -> {
            Path target = folder.fresh(key);
            client.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toFile(target));
            return target;
        });
    }

    /** The keys of the data files that a manifest lists. */
    private static List<String> files(String bucket, Path manifest) {
        try {
            JsonNode root = JSON.readTree(Files.readString(manifest));
            List<String> keys = new ArrayList<>();
            Stream.of("reportKeys", "dataFiles", "files")
                    .map(root::path)
                    .forEach(list -> list.forEach(file -> keys.add(key(bucket, file.asText()))));
            return keys;
        } catch (IOException e) {
            throw new CallFailure(
                    CallFailure.Why.MALFORMED,
                    "The manifest %s cannot be read.".formatted(manifest.getFileName()),
                    null,
                    e);
        }
    }

    private static String key(String bucket, String file) {
        return Optional.of(file)
                .filter(name -> name.startsWith("s3://" + bucket + "/"))
                .map(name -> name.substring(bucket.length() + 6))
                .orElse(file);
    }
}
