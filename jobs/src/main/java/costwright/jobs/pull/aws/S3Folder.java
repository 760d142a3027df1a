package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.RemoteFolder;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects below a prefix of one bucket. */
public final class S3Folder implements RemoteFolder {
    private static final Pattern LOCATION = Pattern.compile("s3://([^/?]+)/?([^?]*)");
    private static final int REQUESTS_PER_SECOND = 20;
    private static final int UNLIMITED = 10_000;

    private final String location;
    private final String bucket;
    private final String prefix;
    private final S3Client client;
    private final Lane lane;
    private final Runnable closing;

    private S3Folder(String location, Matcher place, S3Client client, Lane lane, Runnable closing) {
        this.location = location;
        this.bucket = place.group(1);
        this.prefix = place.group(2);
        this.client = client;
        this.lane = lane;
        this.closing = closing;
    }

    /**
     * A folder that is read with the default credentials, and closes its client.
     *
     * @param location {@code s3://bucket/prefix}
     * @param endpoint of an emulator; empty for AWS
     * @throws CostwrightException SETTINGS if it is no such place
     */
    public static S3Folder of(PullContext context, String location, String endpoint) {
        Matcher place = place(context, location);
        AwsClients clients = new AwsClients(endpoint, context.patience());
        return of(context, location, place, clients, clients::close);
    }

    /** The same with clients that somebody else closes. */
    static S3Folder of(PullContext context, String location, AwsClients clients) {
        return of(context, location, place(context, location), clients, () -> {});
    }

    private static S3Folder of(
            PullContext context, String location, Matcher place, AwsClients clients, Runnable closing) {
        Lane lane = context.lanes().lane("s3", clients.isRedirected() ? UNLIMITED : REQUESTS_PER_SECOND);
        return new S3Folder(location, place, client(clients), lane, closing);
    }

    /**
     * Lists one object, to see whether that is allowed; a place of another cloud is not asked.
     *
     * @return its key; empty where there is none
     */
    static Optional<String> askToList(String location, AwsClients clients) {
        Matcher place = LOCATION.matcher(location.strip());
        return place.matches()
                ? client(clients)
                        .listObjectsV2(request -> request.bucket(place.group(1))
                                .prefix(place.group(2))
                                .maxKeys(1))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .findFirst()
                : Optional.empty();
    }

    /** Reads the first byte of an object, as the same question; with its key of encryption, where it has one. */
    static void askToRead(String location, String key, AwsClients clients) {
        Matcher place = LOCATION.matcher(location.strip());
        if (place.matches()) {
            client(clients)
                    .getObject(
                            request -> request.bucket(place.group(1)).key(key).range("bytes=0-0"),
                            ResponseTransformer.toBytes());
        }
    }

    private static S3Client client(AwsClients clients) {
        var builder = S3Client.builder()
                // The bucket may be in any region.
                .crossRegionAccessEnabled(!clients.isRedirected())
                // Emulators have no host name for each bucket.
                .forcePathStyle(clients.isRedirected());
        return clients.build(builder, Region.US_EAST_1, clients.own());
    }

    private static Matcher place(PullContext context, String location) {
        Matcher place = LOCATION.matcher(location.strip());
        if (!place.matches()) {
            throw CostwrightException.settings(
                    "The place \"%s\" of source %s is no S3 location: give s3://bucket/prefix."
                            .formatted(location, context.source()));
        }
        return place;
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public String root() {
        return "s3://" + bucket;
    }

    @Override
    public List<RemoteFile> files() {
        List<RemoteFile> files = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListObjectsV2Response answer = lane.call(
                    "s3:ListBucket",
                    () -> client.listObjectsV2(
                            request -> request.bucket(bucket).prefix(prefix).continuationToken(from)));
            answer.contents()
                    .forEach(object -> files.add(new RemoteFile(object.key(), object.eTag(), object.lastModified())));
            token = answer.nextContinuationToken();
        } while (token != null && !token.isBlank());
        return files.stream().sorted(Comparator.comparing(RemoteFile::name)).toList();
    }

    @Override
    public void download(String name, Path target) {
        lane.call("s3:GetObject", () -> {
            try (OutputStream out = Files.newOutputStream(target)) {
                return client.getObject(
                        request -> request.bucket(bucket).key(name), ResponseTransformer.toOutputStream(out));
            } catch (IOException e) {
                throw new CallFailure(
                        CallFailure.Why.MALFORMED,
                        "The download of %s broke off: %s".formatted(name, e.getMessage()),
                        null,
                        e);
            }
        });
    }

    @Override
    public void close() {
        closing.run();
    }
}
