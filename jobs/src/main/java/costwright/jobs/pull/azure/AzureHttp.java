package costwright.jobs.pull.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.resourcemanager.costmanagement.CostManagementManager;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.SourceEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sends requests to Azure's services with the default credential chain, and reads answers without losing a digit. */
final class AzureHttp {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Optional<URI> endpoint;
    private final Patience patience;
    private final @Nullable TokenCredential credential;
    private final Map<String, HttpPipeline> pipelines = new ConcurrentHashMap<>();

    /** @param endpoint empty for Azure */
    AzureHttp(String endpoint, Patience patience) {
        this.endpoint = SourceEndpoint.of(endpoint);
        this.patience = patience;
        // No token is made for an emulator: the bearer policy refuses http, and no real token may go there.
        this.credential = isEmulated() ? null : new DefaultAzureCredentialBuilder().build();
    }

    /** The management client over the same pipeline, so that its requests have the same manners. */
    CostManagementManager costManagement() {
        return CostManagementManager.authenticate(
                pipeline(AzureService.MANAGEMENT.audience()),
                new AzureProfile(
                        null,
                        null,
                        new AzureEnvironment(Map.of(
                                AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(),
                                base(AzureService.MANAGEMENT, "") + "/"))));
    }

    boolean isEmulated() {
        return endpoint.filter(SourceEndpoint::isLoopback).isPresent();
    }

    /** The pipeline whose tokens are for {@code audience}; empty for services that need none. It repeats nothing. */
    HttpPipeline pipeline(String audience) {
        return pipelines.computeIfAbsent(audience, key -> {
            List<HttpPipelinePolicy> policies = new ArrayList<>();
            policies.add(new AzureAnswers(
                    key.equals(AzureService.MANAGEMENT.audience())
                            ? URI.create(base(AzureService.MANAGEMENT, ""))
                            : null));
            if (credential != null && !key.isEmpty()) {
                policies.add(new BearerTokenAuthenticationPolicy(credential, key + "/.default"));
            }
            return new HttpPipelineBuilder()
                    .httpClient(new JdkHttpClientBuilder()
                            .connectionTimeout(Duration.ofSeconds(5))
                            .responseTimeout(patience.answerWithin())
                            .readTimeout(patience.answerWithin())
                            .build())
                    .policies(policies.toArray(HttpPipelinePolicy[]::new))
                    .build();
        });
    }

    /** {@code service} with its host replaced by the endpoint of the settings, where there is one. */
    String base(AzureService service, String host) {
        return endpoint.map(uri -> uri.toString().replaceFirst("/+$", ""))
                .orElse("https://" + (host.isEmpty() ? service.host() : host));
    }

    /** A GET whose answer is JSON; missing when there is none (204). */
    JsonNode get(Lane lane, AzureOperation operation, AzureService service, String pathAndQuery) {
        return lane.call(name(operation), () -> tree(send(HttpMethod.GET, service, "", pathAndQuery, null)));
    }

    /** A POST that the request budget counts. */
    JsonNode postCharged(
            Lane lane, AzureOperation operation, AzureService service, String pathAndQuery, JsonNode body) {
        return lane.charged(name(operation), () -> tree(send(HttpMethod.POST, service, "", pathAndQuery, body)));
    }

    JsonNode post(Lane lane, AzureOperation operation, AzureService service, String pathAndQuery, JsonNode body) {
        return lane.call(name(operation), () -> tree(send(HttpMethod.POST, service, "", pathAndQuery, body)));
    }

    /** Reads an answer as a stream; the reader must be ready to be called again for another attempt. */
    <T> T stream(
            Lane lane,
            AzureOperation operation,
            AzureService service,
            String host,
            String pathAndQuery,
            JsonNode body,
            AnswerReader<T> reader) {
        return lane.call(name(operation), () -> {
            try (HttpResponse answer = send(HttpMethod.POST, service, host, pathAndQuery, body);
                    InputStream content = answer.getBodyAsInputStreamSync()) {
                return reader.read(content);
            } catch (IOException e) {
                throw new CallFailure(Why.MALFORMED, "The answer ends early or is no JSON: " + e.getMessage(), null, e);
            }
        });
    }

    /** Reads the content of one answer. */
    @FunctionalInterface
    interface AnswerReader<T> {
        T read(InputStream content) throws IOException;
    }

    /** A request whose headers matter; the caller closes the answer. */
    HttpResponse send(
            HttpMethod method, AzureService service, String host, String pathAndQuery, @Nullable JsonNode body) {
        HttpRequest request = new HttpRequest(method, base(service, host) + pathAndQuery);
        request.setHeader(HttpHeaderName.ACCEPT, "application/json");
        if (body != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody(body.toString());
        }
        return pipeline(service.audience()).sendSync(request, Context.NONE);
    }

    private static JsonNode tree(HttpResponse answer) {
        try (answer) {
            byte[] content = answer.getBodyAsBinaryData() == null
                    ? new byte[0]
                    : answer.getBodyAsBinaryData().toBytes();
            if (answer.getStatusCode() == 204 || content.length == 0) {
                return MissingNode.getInstance();
            }
            return JSON.readTree(content);
        } catch (IOException e) {
            throw new CallFailure(Why.MALFORMED, "The answer is cut off or no JSON: " + e.getMessage(), null, e);
        }
    }

    static String name(AzureOperation operation) {
        return operation.called();
    }

    /** The path and query of a next link: only they are followed, so that no answer can send a token elsewhere. */
    static @Nullable String next(JsonNode link) {
        if (!link.isTextual() || link.asText().isBlank()) {
            return null;
        }
        String text = link.asText();
        int scheme = text.indexOf("://");
        int path = scheme < 0 ? 0 : text.indexOf('/', scheme + 3);
        return path < 0 ? null : text.substring(path);
    }
}
