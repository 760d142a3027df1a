package costwright.jobs.pull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request that did not get a usable answer, and what that means for the next attempt. */
public final class CallFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Why {
        /** The source asks for fewer requests. */
        THROTTLED(true),
        /** No connection, a timeout, a 5xx, a clock that is off. */
        UNAVAILABLE(true),
        /** An answer that is cut off or is not what it claims to be. */
        MALFORMED(true),
        /** The identity lacks a permission. */
        DENIED(false),
        /** The credentials are missing or expired. */
        UNAUTHENTICATED(false),
        /** The source says that the page token is no longer good: the reading starts again from the first page. */
        STALE_PAGE(false),
        /** The source has no such thing here: a feature that is not switched on, a scope without data. */
        ABSENT(false),
        /** The request is wrong. */
        REFUSED(false),
        /** The run has used up its request budget. */
        OVER_BUDGET(false),
        /** Too many failures before: the endpoint is left alone for a while. */
        LEFT_ALONE(false);

        private final boolean worthRepeating;

        Why(boolean worthRepeating) {
            this.worthRepeating = worthRepeating;
        }
    }

    private final Why why;
    private final transient @Nullable Duration retryAfter;

    public CallFailure(Why why, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.why = why;
        this.retryAfter = retryAfter;
    }

    public CallFailure(Why why, String message) {
        this(why, message, null, null);
    }

    /** What an exception says, or its kind where it says nothing, as a refused connection does. */
    public static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    public Why why() {
        return why;
    }

    /** How long the source asks to be left alone; null where it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public boolean isWorthRepeating() {
        return why.worthRepeating;
    }

    /** The message, never null. */
    public String sentence() {
        String message = getMessage();
        return message == null ? why.name() : message;
    }

    /** What a person can do about it. */
    public String advice() {
        return switch (why) {
            case THROTTLED -> "Pull again later, or raise the quota with the provider.";
            case UNAVAILABLE, LEFT_ALONE -> "Check the network and the provider's status page, then pull again.";
            case MALFORMED -> "Pull again; if it stays, something between here and the source changes its answers.";
            case DENIED -> "Grant the permission; costwright doctor lists what is missing.";
            case UNAUTHENTICATED -> "Renew the credentials of the default chain.";
            case STALE_PAGE -> "Pull again: the reading starts from its first page.";
            case ABSENT -> "Nothing, or switch the feature on with the provider.";
            case REFUSED -> "Check the settings of the source.";
            case OVER_BUDGET -> "Raise request-budget of the source, or wait for the next run.";
        };
    }
}
