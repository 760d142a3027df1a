package costwright.jobs.pull.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.SourceEndpoint;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks a Prometheus server and reads its matrix or vector as a stream. */
final class PrometheusHttp {
    private static final JsonFactory JSON = new JsonFactory();

    private final URI base;
    private final @Nullable Path tokenFile;
    private final Patience patience;
    private final HttpClient client;

    /** @throws CostwrightException SETTINGS if the URL, the token file or the authority cannot be used */
    PrometheusHttp(LiveSource.Prometheus source, Patience patience) {
        this.base = base(source);
        this.patience = patience;
        this.tokenFile = source.tokenFile().isBlank() ? null : Path.of(source.tokenFile());
        if (tokenFile != null && "http".equals(base.getScheme()) && !SourceEndpoint.isLoopback(base)) {
            throw CostwrightException.settings("Source %s would send its token over http to %s: use https."
                    .formatted(source.name(), base.getHost()));
        }
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER);
        if (!source.caFile().isBlank()) {
            builder.sslContext(trusting(source));
        }
        this.client = builder.build();
    }

    boolean isLocal() {
        return SourceEndpoint.isLoopback(base);
    }

    private static URI base(LiveSource.Prometheus source) {
        try {
            URI uri = URI.create(source.url().strip().replaceFirst("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw refusal(source).causedBy(e);
        }
        throw refusal(source);
    }

    private static CostwrightException refusal(LiveSource.Prometheus source) {
        return CostwrightException.settings("The url \"%s\" of source %s cannot be used: give http(s)://host[:port]."
                .formatted(source.url(), source.name()));
    }

    private static SSLContext trusting(LiveSource.Prometheus source) {
        try (InputStream file = Files.newInputStream(Path.of(source.caFile()))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw CostwrightException.settings("The ca-file %s of source %s cannot be used: %s"
                            .formatted(source.caFile(), source.name(), e.getMessage()))
                    .causedBy(e);
        }
    }

    /** Takes the samples of one series: its labels, then its points. */
    interface SeriesReader {
        void series(Map<String, String> labels, SamplePoints points);
    }

    /** {@code GET path?parameters}; the reader hears every series of the answer, of one attempt only. */
    void ask(Lane lane, String path, Map<String, String> parameters, SeriesReader reader) {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        List<Answered> answer = lane.call(path, () -> send(path, query));
        answer.forEach(one -> reader.series(one.labels(), one.points()));
    }

    private record Answered(Map<String, String> labels, SamplePoints points) {}

    private List<Answered> send(String path, String query) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(patience.answerWithin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                // Long expressions do not fit in a URL.
                .POST(HttpRequest.BodyPublishers.ofString(query));
        if (tokenFile != null) {
            request.header("Authorization", "Bearer " + token(tokenFile));
        }
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream content = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw failure(answer, content);
                }
                return read(content);
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new CallFailure(
                    Why.MALFORMED, "the answer is cut off or no JSON: " + e.getOriginalMessage(), null, e);
        } catch (IOException e) {
            throw new CallFailure(Why.UNAVAILABLE, CallFailure.said(e), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailure(Why.UNAVAILABLE, "the request was interrupted", null, e);
        }
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CallFailure(Why.UNAUTHENTICATED, "the token file %s cannot be read".formatted(file), null, e);
        }
    }

    private static CallFailure failure(HttpResponse<InputStream> answer, InputStream content) throws IOException {
        String text = new String(content.readNBytes(500), StandardCharsets.UTF_8).strip();
        int status = answer.statusCode();
        Why why = switch (status) {
            case 401 -> Why.UNAUTHENTICATED;
            case 403 -> Why.DENIED;
            case 429 -> Why.THROTTLED;
            case 404 -> Why.ABSENT;
            default -> status >= 500 ? Why.UNAVAILABLE : Why.REFUSED;
        };
        Duration wait = answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
        return new CallFailure(why, "HTTP %d: %s".formatted(status, text), wait, null);
    }

    /** {@code {"status":"success","data":{"result":[{"metric":{…},"values":[[1,"2"],…]}]}}}. */
    private static List<Answered> read(InputStream content) throws IOException {
        List<Answered> answered = new ArrayList<>();
        String status = "";
        boolean complete = false;
        try (JsonParser json = JSON.createParser(content)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("status")) {
                    status = json.getText();
                } else if (name.equals("data")) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        boolean result = json.currentName().equals("result");
                        json.nextToken();
                        if (!result) {
                            json.skipChildren();
                            continue;
                        }
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            answered.add(series(json));
                        }
                    }
                } else {
                    json.skipChildren();
                }
            }
            complete = json.currentToken() == JsonToken.END_OBJECT;
        }
        if (!complete || !status.equals("success")) {
            throw new CallFailure(Why.MALFORMED, "the answer has status \"%s\"".formatted(status));
        }
        return answered;
    }

    private static Answered series(JsonParser json) throws IOException {
        Map<String, String> labels = new java.util.TreeMap<>();
        SamplePoints points = new SamplePoints();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "metric" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String label = json.currentName();
                        labels.put(label, json.nextTextValue());
                    }
                }
                case "values" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        point(json, points);
                    }
                }
                case "value" -> point(json, points);
                default -> json.skipChildren();
            }
        }
        return new Answered(labels, points);
    }

    /** {@code [1762000000, "12.5"]}; the parser stands on the bracket. */
    private static void point(JsonParser json, SamplePoints points) throws IOException {
        json.nextToken();
        long time = (long) json.getDoubleValue();
        double value = number(json.nextTextValue());
        json.nextToken();
        // Prometheus says NaN and Inf where a division has no result.
        if (Double.isFinite(value)) {
            points.add(time, value);
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
