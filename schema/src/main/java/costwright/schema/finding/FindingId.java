package costwright.schema.finding;

/**
 * The lasting name of a finding: the check and its subject give it, so that next week's finding of the same thing has the
 * same id and its history can be followed.
 */
public record FindingId(String value) implements Comparable<FindingId> {
    public FindingId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A FindingId must not be blank.");
        }
    }

    /** {@code <check>-<8 hex digits of a hash of the subject>}. */
    public static FindingId of(String analyzerId, String subject) {
        return new FindingId(
                analyzerId + "-" + Fingerprint.of(analyzerId, subject).substring(0, 8));
    }

    @Override
    public int compareTo(FindingId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
