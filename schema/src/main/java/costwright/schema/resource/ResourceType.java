package costwright.schema.resource;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of resource that checks know; everything else is {@link #OTHER} and is only counted. */
public enum ResourceType {
    VM,
    DISK,
    SNAPSHOT,
    IP,
    LOAD_BALANCER,
    NAT_GATEWAY,
    DATABASE,
    AUTOSCALING_GROUP,
    BUCKET,
    CONTAINER,
    OTHER;

    /** The word in inventory files, such as {@code load_balancer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that word; {@link #OTHER} for words that no check knows. */
    public static ResourceType ofWord(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(OTHER);
    }
}
