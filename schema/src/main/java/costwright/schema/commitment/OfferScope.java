package costwright.schema.commitment;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How far a commitment reaches; the provider applies the narrower before the wider.
 *
 * <p>AWS: zonal reserved instances apply before regional ones. Azure: resource group, subscription, management group,
 * shared.
 */
public enum OfferScope {
    ZONAL(0),
    REGIONAL(1),
    RESOURCE_GROUP(2),
    SUBSCRIPTION(3),
    MANAGEMENT_GROUP(4),
    SHARED(5);

    private final int breadth;

    OfferScope(int breadth) {
        this.breadth = breadth;
    }

    /** The place in the order of application: less is narrower and goes first. */
    public int breadth() {
        return breadth;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such scope; the message lists those there are */
    public static OfferScope ofWord(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(OfferScope::word).collect(Collectors.joining(", "))));
    }

    /** The scope of an offer that names none: regional for reserved instances, shared for all others. */
    public static OfferScope defaultOf(OfferKind kind) {
        return kind == OfferKind.RESERVED_INSTANCE ? REGIONAL : SHARED;
    }
}
