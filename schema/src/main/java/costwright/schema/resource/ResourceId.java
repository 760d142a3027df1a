package costwright.schema.resource;

import java.util.Locale;

/** The provider's full id of a resource (an ARN, an instance id, an Azure resource id); Azure ids are kept in lower case, because Azure spells the same id in several ways. */
public record ResourceId(String value) implements Comparable<ResourceId> {
    public ResourceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A ResourceId must not be blank.");
        }
        value = value.regionMatches(true, 0, "/subscriptions/", 0, 15) ? value.toLowerCase(Locale.ROOT) : value;
    }

    @Override
    public int compareTo(ResourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
