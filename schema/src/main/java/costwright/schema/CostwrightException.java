package costwright.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that Costwright throws on purpose. Its message says what was asked, the name and value that refused
 * it, and what to do; problems of one file or settings file are collected and thrown together.
 */
public final class CostwrightException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final transient List<Problem> problems;

    private CostwrightException(FailureKind kind, String message, List<Problem> problems, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    public static CostwrightException settings(String message) {
        return new CostwrightException(FailureKind.SETTINGS, message, List.of(), null);
    }

    public static CostwrightException input(String message) {
        return new CostwrightException(FailureKind.INPUT, message, List.of(), null);
    }

    /** A refusal of one input for several reasons, listed in the message. */
    public static CostwrightException input(String message, List<Problem> problems) {
        return of(FailureKind.INPUT, message, problems);
    }

    /** A refusal for several reasons, listed in the message in the order given. */
    public static CostwrightException of(FailureKind kind, String message, List<Problem> problems) {
        StringBuilder text = new StringBuilder(message);
        for (Problem problem : problems) {
            text.append(System.lineSeparator()).append("  ").append(problem);
        }
        return new CostwrightException(kind, text.toString(), problems, null);
    }

    /** A failure whose message holds its problems already. */
    public static CostwrightException told(FailureKind kind, String message, List<Problem> problems) {
        return new CostwrightException(kind, message, problems, null);
    }

    public static CostwrightException source(String message, @Nullable Throwable cause) {
        return new CostwrightException(FailureKind.SOURCE, message, List.of(), cause);
    }

    public static CostwrightException defect(String message, @Nullable Throwable cause) {
        return new CostwrightException(FailureKind.DEFECT, message, List.of(), cause);
    }

    /** The same failure with the exception that led to it, for the log. */
    public CostwrightException causedBy(Throwable cause) {
        return new CostwrightException(kind, getMessage(), problems, cause);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? kind.name() : message;
    }

    public FailureKind kind() {
        return kind;
    }

    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
