package costwright.schema.commitment;

import costwright.schema.resource.Provider;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of commitment discount that can be bought, in the words of the file formats. */
public enum OfferKind {
    RESERVED_INSTANCE(Provider.AWS, true),
    EC2_INSTANCE_SAVINGS_PLAN(Provider.AWS, false),
    COMPUTE_SAVINGS_PLAN(Provider.AWS, false),
    DATABASE_SAVINGS_PLAN(Provider.AWS, false),
    SAGEMAKER_SAVINGS_PLAN(Provider.AWS, false),
    AZURE_RESERVATION(Provider.AZURE, true),
    AZURE_SAVINGS_PLAN(Provider.AZURE, false);

    private final Provider provider;
    private final boolean wholeUnits;

    OfferKind(Provider provider, boolean wholeUnits) {
        this.provider = provider;
        this.wholeUnits = wholeUnits;
    }

    public Provider provider() {
        return provider;
    }

    /** Whether it is bought in whole units (a reservation) rather than in money per hour (a savings plan). */
    public boolean inWholeUnits() {
        return wholeUnits;
    }

    /** The word of files and JSON, such as {@code compute_savings_plan}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such kind; the message lists those there are */
    public static OfferKind ofWord(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(OfferKind::word).collect(Collectors.joining(", "))));
    }
}
