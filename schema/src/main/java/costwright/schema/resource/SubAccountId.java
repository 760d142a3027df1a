package costwright.schema.resource;

/** A FOCUS SubAccountId: an AWS account or an Azure subscription. */
public record SubAccountId(String value) implements Comparable<SubAccountId> {
    public SubAccountId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A SubAccountId must not be blank.");
        }
    }

    @Override
    public int compareTo(SubAccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
