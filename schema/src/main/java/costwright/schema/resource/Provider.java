package costwright.schema.resource;

import java.util.Locale;

/** The cloud that sends the bill. {@link #OTHER} keeps bills of clouds that no check judges. */
public enum Provider {
    AWS,
    AZURE,
    OTHER;

    /** The word in files and on the command line: aws, azure or other. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word of files, or a FOCUS ProviderName such as {@code AWS} or {@code Microsoft}. */
    public static Provider of(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws") || lower.startsWith("amazon")) {
            return AWS;
        }
        if (lower.startsWith("azure") || lower.startsWith("microsoft")) {
            return AZURE;
        }
        return OTHER;
    }
}
