package costwright.jobs.pull.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.Context;
import com.azure.core.util.UrlBuilder;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What stands between every client and the network: only the host of the settings is asked, an answer of 400 and above
 * becomes a {@link CallFailure} with the longest of its waits, and the bytes of an answer are kept for who wants to read
 * them without the client's models.
 */
final class AzureAnswers implements HttpPipelinePolicy {
    private static final String KEY = "costwright.exact";

    private final @Nullable URI only;

    /** @param only the base to which every request goes, whatever an answer says; null for no such base */
    AzureAnswers(@Nullable URI only) {
        this.only = only;
    }

    /** The bytes of one answer, beside what a client makes of them. */
    static final class Exact {
        private volatile byte[] content = new byte[0];
        private volatile Optional<Duration> retryAfter = Optional.empty();
        private final String query;

        /** @param query what to append to the address, for what the client has no argument; empty for nothing */
        Exact(String query) {
            this.query = query;
        }

        Context context() {
            return Context.NONE.addData(KEY, this);
        }

        byte[] content() {
            return content;
        }

        /** How long to wait before the next question; empty where the answer does not say. */
        Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            prepare(call);
            return next.process().flatMap(answer -> {
                boolean failed = answer.getStatusCode() >= 400;
                if (!failed && exact(call) == null) {
                    return Mono.just(answer);
                }
                HttpResponse kept = answer.buffer();
                return kept.getBodyAsByteArray().defaultIfEmpty(new byte[0]).map(content -> {
                    concluded(call, kept, content);
                    return kept;
                });
            });
        });
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
        prepare(call);
        HttpResponse answer = next.processSync();
        if (answer.getStatusCode() < 400 && exact(call) == null) {
            return answer;
        }
        Supplier<byte[]> content = () -> answer.getBodyAsBinaryData() == null
                ? new byte[0]
                : answer.getBodyAsBinaryData().toBytes();
        try (answer) {
            concluded(call, answer, content.get());
        }
        return answer;
    }

    private static void concluded(HttpPipelineCallContext call, HttpResponse answer, byte[] content) {
        if (answer.getStatusCode() >= 400) {
            throw AzureFailures.of(answer, content);
        }
        Exact exact = exact(call);
        if (exact != null) {
            exact.content = content;
            exact.retryAfter = AzureFailures.retryAfter(answer);
        }
    }

    private static @Nullable Exact exact(HttpPipelineCallContext call) {
        return call.getData(KEY)
                .filter(Exact.class::isInstance)
                .map(Exact.class::cast)
                .orElse(null);
    }

    /** No answer may send a token elsewhere: links keep their path and query, and the host is ours. */
    private void prepare(HttpPipelineCallContext call) {
        UrlBuilder url = UrlBuilder.parse(call.getHttpRequest().getUrl());
        Exact exact = exact(call);
        if (exact != null && !exact.query.isEmpty()) {
            url.setQuery(url.getQueryString().replaceFirst("^\\?", "") + "&" + exact.query);
        }
        if (only != null) {
            url.setScheme(only.getScheme())
                    .setHost(only.getHost())
                    .setPort(only.getPort() < 0 ? "" : "" + only.getPort());
        }
        // The JDK's client counts by itself, and warns of every length that it is given.
        call.getHttpRequest().getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
        try {
            call.getHttpRequest().setUrl(url.toUrl());
        } catch (MalformedURLException e) {
            throw new CallFailure(Why.MALFORMED, "The address %s of an answer is none.".formatted(url), null, e);
        }
    }
}
