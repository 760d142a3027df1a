package costwright.jobs.pull.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.RemoteFolder;
import costwright.jobs.pull.SourceEndpoint;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The blobs below a prefix of one container. */
public final class BlobFolder implements RemoteFolder {
    private static final String STORAGE = "https://storage.azure.com";
    private static final String SHAPE = "https://account.blob.core.windows.net/container/prefix";
    private static final int REQUESTS_PER_SECOND = 20;

    private final String location;
    private final BlobContainerClient client;
    private final String prefix;
    private final Lane lane;

    private BlobFolder(String location, BlobContainerClient client, String prefix, Lane lane) {
        this.location = location;
        this.client = client;
        this.prefix = prefix;
        this.lane = lane;
    }

    /**
     * A folder that is read with the default credentials, or with none at all when it is on this machine.
     *
     * @param location the URL of a container, with the folder behind it
     * @throws CostwrightException SETTINGS if it is no such URL, or one with a key in it
     */
    public static BlobFolder of(PullContext context, String location) {
        return of(context, reader(location, context.patience()), location);
    }

    static BlobFolder of(PullContext context, AzureHttp http, String location) {
        Place place = place(http, context.source(), location);
        return new BlobFolder(
                location,
                place.client(),
                place.prefix(),
                context.lanes().lane("blobs of " + place.client().getBlobContainerUrl(), REQUESTS_PER_SECOND));
    }

    /** What reads a place that is a source by itself. */
    static AzureHttp reader(String location, Patience patience) {
        boolean emulated =
                SourceEndpoint.of(location).filter(SourceEndpoint::isLoopback).isPresent();
        return new AzureHttp(emulated ? location : "", patience);
    }

    /** Asks for the names of one blob, to see whether that is allowed. */
    static void look(AzureHttp http, String source, String location) {
        Place place = place(http, source, location);
        place.client()
                .listBlobs(new ListBlobsOptions().setPrefix(place.prefix()).setMaxResultsPerPage(1), null)
                .iterableByPage()
                .iterator()
                .next();
    }

    private record Place(BlobContainerClient client, String prefix) {}

    private static Place place(AzureHttp http, String source, String location) {
        URI uri = SourceEndpoint.of(location)
                .orElseThrow(() -> refusal(source, location, "names no place: give " + SHAPE + "."));
        if (uri.getRawQuery() != null) {
            // The part behind the question mark is a key, so that it may not be shown either.
            throw refusal(
                    source,
                    location.substring(0, location.indexOf('?')),
                    "has a signature behind it, and secrets are not kept in settings: remove it, and grant the identity of the default credentials the role Storage Blob Data Reader.");
        }
        boolean emulated = SourceEndpoint.isLoopback(uri);
        if (!emulated && !uri.getHost().contains(".blob.")) {
            throw refusal(source, location, "is no blob storage: give " + SHAPE + ".");
        }
        // Emulators put the account into the path.
        int container = emulated ? 1 : 0;
        String[] path = uri.getPath().replaceFirst("^/", "").split("/", container + 2);
        if (path.length <= container || path[container].isBlank()) {
            throw refusal(source, location, "names no container: give " + SHAPE + ".");
        }
        BlobContainerClient client = new BlobContainerClientBuilder()
                .endpoint("%s://%s%s".formatted(uri.getScheme(), uri.getAuthority(), emulated ? "/" + path[0] : ""))
                .containerName(path[container])
                .pipeline(http.pipeline(emulated ? "" : STORAGE))
                .buildClient();
        return new Place(client, path.length > container + 1 ? path[container + 1] : "");
    }

    private static CostwrightException refusal(String source, String location, String why) {
        return CostwrightException.settings("The place \"%s\" of the source %s %s".formatted(location, source, why));
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public String root() {
        return client.getBlobContainerUrl();
    }

    @Override
    public List<RemoteFile> files() {
        String operation = AzureOperation.EXPORTS_LIST.called();
        List<RemoteFile> files = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            var page = lane.call(
                    operation,
                    () -> client.listBlobs(new ListBlobsOptions().setPrefix(prefix), from, null)
                            .iterableByPage()
                            .iterator()
                            .next());
            page.getValue().forEach(blob -> files.add(file(blob)));
            token = page.getContinuationToken();
        } while (token != null && !token.isBlank());
        return files.stream().sorted(Comparator.comparing(RemoteFile::name)).toList();
    }

    private static RemoteFile file(BlobItem blob) {
        return new RemoteFile(
                blob.getName(),
                String.valueOf(blob.getProperties().getETag()),
                blob.getProperties().getLastModified().toInstant());
    }

    @Override
    public void download(String name, Path target) {
        lane.call(AzureOperation.EXPORTS_READ.called(), () -> {
            try (OutputStream out = Files.newOutputStream(target)) {
                // The lane repeats, so that the client does not.
                return client.getBlobClient(name)
                        .downloadStreamWithResponse(
                                out,
                                null,
                                new DownloadRetryOptions().setMaxRetryRequests(0),
                                null,
                                false,
                                null,
                                Context.NONE)
                        .getStatusCode();
            } catch (IOException e) {
                throw new CallFailure(
                        Why.MALFORMED, "The download of %s broke off: %s".formatted(name, e.getMessage()), null, e);
            }
        });
    }

    /** Nothing: the pipeline has no connection of its own. */
    @Override
    public void close() {}
}
