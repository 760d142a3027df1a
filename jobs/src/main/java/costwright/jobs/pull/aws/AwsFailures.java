package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import java.io.EOFException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says what an exception of the SDK means for the next attempt. */
final class AwsFailures {
    // Cost Explorer throttles with a 400 that the SDK does not count as throttling.
    private static final Set<String> THROTTLING = Set.of("LimitExceededException", "RequestLimitExceeded");
    private static final Set<String> STALE_PAGE = Set.of(
            "InvalidNextTokenException",
            "RequestChangedException",
            "InvalidNextToken",
            "ExpiredNextTokenException",
            "InvalidPaginationToken");
    private static final Set<String> NO_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "AuthFailure",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "InvalidAccessKeyId");
    private static final Set<String> ABSENT = Set.of(
            "DataUnavailableException",
            "OptInRequiredException",
            "OptInRequired",
            "NotEnrolledException",
            "AWSOrganizationsNotInUseException",
            "NoSuchKey",
            "ResourceNotFoundException",
            "NotFoundException");

    private AwsFailures() {}

    static CallFailure read(RuntimeException failure) {
        if (failure instanceof AwsServiceException service) {
            return new CallFailure(meaning(service), sentence(service), retryAfter(service), failure);
        }
        if (failure instanceof SdkClientException) {
            return new CallFailure(meaning(failure), text(failure), null, failure);
        }
        // The SDK's parsers throw what they like on an answer that is no JSON or XML.
        return new CallFailure(Why.MALFORMED, "the answer cannot be read: " + text(failure), null, failure);
    }

    private static Why meaning(AwsServiceException failure) {
        String code = failure.awsErrorDetails() == null
                ? ""
                : failure.awsErrorDetails().errorCode();
        code = code == null ? "" : code;
        if (failure.isThrottlingException() || THROTTLING.contains(code) || failure.statusCode() == 429) {
            return Why.THROTTLED;
        }
        // After a clock skew the client has learned the server's time and signs the next attempt with it.
        if (failure.isClockSkewException() || failure.statusCode() >= 500) {
            return Why.UNAVAILABLE;
        }
        if (NO_CREDENTIALS.contains(code)) {
            return Why.UNAUTHENTICATED;
        }
        if (STALE_PAGE.contains(code)) {
            return Why.STALE_PAGE;
        }
        if (ABSENT.contains(code) || failure.statusCode() == 404) {
            return Why.ABSENT;
        }
        String lower = code.toLowerCase(Locale.ROOT);
        if (lower.contains("accessdenied") || lower.contains("unauthorized") || failure.statusCode() == 403) {
            return Why.DENIED;
        }
        // A cut-off error body has no code: it may be anything, so it is asked again.
        return code.isEmpty() ? Why.MALFORMED : Why.REFUSED;
    }

    private static Why meaning(Throwable failure) {
        String text = text(failure).toLowerCase(Locale.ROOT);
        if (text.contains("unable to load credentials") || text.contains("profile file")) {
            return Why.UNAUTHENTICATED;
        }
        boolean unreadable = text.contains("unmarshal") || text.contains("parse");
        return unreadable || rootOf(failure) instanceof EOFException ? Why.MALFORMED : Why.UNAVAILABLE;
    }

    @SuppressWarnings("ReferenceEquality") // a cause that is the exception itself, not an equal one
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String sentence(AwsServiceException failure) {
        return failure.awsErrorDetails() == null || failure.awsErrorDetails().errorCode() == null
                ? "HTTP %d".formatted(failure.statusCode())
                : "%s (HTTP %d): %s"
                        .formatted(
                                failure.awsErrorDetails().errorCode(),
                                failure.statusCode(),
                                failure.awsErrorDetails().errorMessage());
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static @Nullable Duration retryAfter(AwsServiceException failure) {
        if (failure.awsErrorDetails() == null || failure.awsErrorDetails().sdkHttpResponse() == null) {
            return null;
        }
        Optional<String> header = failure.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After");
        return header.filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }
}
