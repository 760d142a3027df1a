package costwright.jobs.pull.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.aws.AwsPrices.PriceLine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The AWS price list bulk API: the index of services leads to an index of regions, and that to the file of the region. It
 * needs no credentials. A file whose version, or else whose entity tag, was read before is not read again.
 */
final class BulkPriceList {
    static final URI AWS = URI.create("https://pricing.us-east-1.amazonaws.com");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "/offers/v1.0/aws/index.json";

    private final PullContext context;
    private final SdkHttpClient http;
    private final URI base;
    private final Lane lane;

    BulkPriceList(PullContext context, SdkHttpClient http, URI base, Lane lane) {
        this.context = context;
        this.http = http;
        this.base = base;
        this.lane = lane;
    }

    /**
     * What a file says.
     *
     * @param lines empty where the file is the one that was read before
     * @param version to be noted once the lines are stored
     */
    record Content(Optional<List<PriceLine>> lines, String object, String version) {}

    /** @param service such as AmazonEC2 */
    Content read(String service, String region) {
        JsonNode offer = index(INDEX).path("offers").path(service);
        JsonNode place = index(path(offer.path("currentRegionIndexUrl"), service))
                .path("regions")
                .path(region);
        if (place.isMissingNode()) {
            throw new CallFailure(Why.ABSENT, "The price list of %s has no region %s.".formatted(service, region));
        }
        String path = path(place.path("currentVersionUrl"), service).replaceFirst("\\.json$", ".csv");
        String object = "price list of %s in %s".formatted(service, region);
        String known = context.store().importedVersion(context.source(), object).orElse("");
        int tag = known.indexOf(' ');
        boolean samePath = tag > 0 && known.substring(0, tag).equals(path);
        // The path of a version holds its number: such a file never changes.
        if (samePath && path.matches(".*/\\d{14}/.*")) {
            return new Content(Optional.empty(), object, known);
        }
        return lane.call("price list " + path, () -> file(path, object, samePath ? known.substring(tag + 1) : ""));
    }

    /** Remembers that the content is in the store. */
    void note(Content content) {
        context.store()
                .noteImported(
                        context.source(),
                        content.object(),
                        content.version(),
                        context.clock().instant());
    }

    private static String path(JsonNode link, String service) {
        String path = link.asText("");
        // Only paths below the same host are followed.
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new CallFailure(
                    Why.MALFORMED, "The price list's index has no path for %s but \"%s\".".formatted(service, path));
        }
        return path;
    }

    private JsonNode index(String path) {
        return lane.call("price list " + path, () -> {
            HttpExecuteResponse answer = get(path, "");
            try (InputStream body = body(answer, path)) {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new CallFailure(
                        Why.MALFORMED, "%s is no JSON or broke off: %s".formatted(path, CallFailure.said(e)), null, e);
            }
        });
    }

    private Content file(String path, String object, String tag) {
        HttpExecuteResponse answer = get(path, tag);
        if (answer.httpResponse().statusCode() == 304) {
            return new Content(Optional.empty(), object, path + " " + tag);
        }
        String version =
                answer.httpResponse().firstMatchingHeader("ETag").orElse("").strip();
        try {
            return new Content(Optional.of(BulkFile.read(path, body(answer, path))), object, path + " " + version);
        } catch (IOException e) {
            throw new CallFailure(Why.MALFORMED, "%s broke off: %s".formatted(path, CallFailure.said(e)), null, e);
        }
    }

    private HttpExecuteResponse get(String path, String tag) {
        URI uri = base.resolve(path);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(uri)
                .putHeader("Host", uri.getRawAuthority())
                .putHeader("Accept-Encoding", "gzip");
        if (!tag.isEmpty()) {
            request.putHeader("If-None-Match", tag);
        }
        try {
            HttpExecuteResponse answer = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(request.build())
                            .build())
                    .call();
            @Nullable Why refused = refusal(answer.httpResponse().statusCode());
            if (refused != null) {
                answer.responseBody().ifPresent(body -> body.abort());
                throw new CallFailure(
                        refused,
                        "%s: HTTP %d".formatted(path, answer.httpResponse().statusCode()));
            }
            return answer;
        } catch (IOException e) {
            throw new CallFailure(Why.UNAVAILABLE, "%s: %s".formatted(uri, CallFailure.said(e)), null, e);
        }
    }

    private static @Nullable Why refusal(int status) {
        return switch (status) {
            case 200, 304 -> null;
            case 429 -> Why.THROTTLED;
            case 401, 403 -> Why.DENIED;
            case 404 -> Why.ABSENT;
            default -> status >= 500 ? Why.UNAVAILABLE : Why.REFUSED;
        };
    }

    private static InputStream body(HttpExecuteResponse answer, String path) throws IOException {
        InputStream body = answer.responseBody()
                .map(stream -> (InputStream) stream)
                .orElseThrow(() -> new CallFailure(Why.MALFORMED, "%s has no content.".formatted(path)));
        boolean packed = answer.httpResponse()
                .firstMatchingHeader("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        return packed ? new GZIPInputStream(body, 1 << 16) : body;
    }
}
