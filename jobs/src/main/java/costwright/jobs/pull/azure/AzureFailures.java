package costwright.jobs.pull.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What an answer that is no success, or an exception of a client, means for the next attempt. */
final class AzureFailures {
    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
    private static final Set<String> NO_DATA = Set.of(
            "SubscriptionHasNoUsages",
            "BillingSubscriptionNotFound",
            "NotFound",
            "ResourceNotFound",
            "UnsupportedScope");

    private AzureFailures() {}

    static CallFailure of(HttpResponse answer, byte[] content) {
        // Blob storage names its errors in a header and answers in XML.
        String code = Optional.ofNullable(answer.getHeaderValue(ERROR_CODE)).orElse("");
        String message = "";
        try {
            JsonNode error = AzureHttp.JSON.readTree(content).path("error");
            code = error.path("code").asText(code);
            message = error.path("message").asText("");
        } catch (IOException e) {
            message = code.isEmpty() ? "the error has no readable body" : "";
        }
        int status = answer.getStatusCode();
        return new CallFailure(
                meaning(status, code),
                "HTTP %d %s %s".formatted(status, code, message).strip(),
                status == 429 || status == 503 ? retryAfter(answer).orElse(null) : null,
                null);
    }

    /** The longest wait that an answer asks for. */
    static Optional<Duration> retryAfter(HttpResponse answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.getHeaders().forEach(header -> headers.put(header.getName(), header.getValue()));
        return RetryAfter.of(headers);
    }

    static Why meaning(int status, String code) {
        if (status == 429) {
            return Why.THROTTLED;
        }
        // 424: Forecast has no model for this scope.
        if (status == 404 || status == 424 || NO_DATA.contains(code)) {
            return Why.ABSENT;
        }
        if (code.toLowerCase(Locale.ROOT).contains("skiptoken")) {
            return Why.STALE_PAGE;
        }
        return switch (status) {
            case 401 -> Why.UNAUTHENTICATED;
            case 403 -> Why.DENIED;
            case 408 -> Why.UNAVAILABLE;
            default -> status >= 500 ? Why.UNAVAILABLE : Why.REFUSED;
        };
    }

    /** What an exception of the pipeline or of a client above it means. */
    static CallFailure read(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailure known) {
                return known;
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new CallFailure(
                        Why.UNAVAILABLE,
                        "no connection could be made: %s".formatted(CallFailure.said(cause)),
                        null,
                        failure);
            }
            // Errors never reach a client, so that this is a success that it could not read.
            if (cause instanceof HttpResponseException) {
                return new CallFailure(
                        Why.MALFORMED, "The answer is cut off or no JSON: " + CallFailure.said(cause), null, failure);
            }
        }
        String kind = failure.getClass().getName();
        boolean credentials = kind.contains("CredentialUnavailable") || kind.contains("ClientAuthentication");
        return new CallFailure(
                credentials ? Why.UNAUTHENTICATED : Why.UNAVAILABLE, CallFailure.said(failure), null, failure);
    }
}
