package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A container of blob storage as emulators serve it, whose listing has pages of {@code pageSize} blobs. */
final class BlobStub {
    private static final String CONTAINER = "/account/exports";
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT);

    private final WireMockServer server;
    private final int pageSize;
    private final Map<String, String> entries = new TreeMap<>();

    BlobStub(WireMockServer server, int pageSize) {
        this.server = server;
        this.pageSize = pageSize;
    }

    /** The place of a prefix. */
    String location(String prefix) {
        return server.baseUrl() + CONTAINER + "/" + prefix;
    }

    void put(String name, String version, Instant modifiedAt, byte[] content) {
        put(name, version, modifiedAt, content.length, aResponse().withBody(content));
    }

    void put(String name, String version, Instant modifiedAt, String content) {
        put(name, version, modifiedAt, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A blob with an answer of its own. */
    void put(String name, String version, Instant modifiedAt, int bytes, ResponseDefinitionBuilder answer) {
        String date = HTTP_DATE.format(modifiedAt.atOffset(ZoneOffset.UTC));
        entries.put(
                name,
                "<Blob><Name>%s</Name><Properties><Last-Modified>%s</Last-Modified><Etag>%s</Etag><Content-Length>%d</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>"
                        .formatted(name, date, version, bytes));
        server.stubFor(get(urlPathMatching(CONTAINER + "/" + name.replace("/", "(/|%2F)")))
                .willReturn(answer.withHeader("ETag", version).withHeader("Last-Modified", date)));
        list();
    }

    private void list() {
        List<String> all = new ArrayList<>(entries.values());
        for (int from = 0; from < all.size(); from += pageSize) {
            int to = Math.min(all.size(), from + pageSize);
            server.stubFor(get(urlPathEqualTo(CONTAINER))
                    .withQueryParam("comp", equalTo("list"))
                    .withQueryParam("marker", from == 0 ? absent() : equalTo("m" + from))
                    .willReturn(aResponse()
                            .withHeader("Content-Type", "application/xml")
                            .withBody(
                                    "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>%s</Blobs><NextMarker>%s</NextMarker></EnumerationResults>"
                                            .formatted(
                                                    String.join("", all.subList(from, to)),
                                                    to < all.size() ? "m" + to : ""))));
        }
    }

    /** The paths of the blobs that were asked for, in order. */
    List<String> downloads() {
        return server.findAll(getRequestedFor(urlPathMatching(CONTAINER + "/.*"))).stream()
                .map(LoggedRequest::getUrl)
                .map(url -> url.substring(CONTAINER.length() + 1).replace("%2F", "/"))
                .sorted()
                .toList();
    }
}
