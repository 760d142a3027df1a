package costwright.jobs.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A word by which spend can be grouped.
 *
 * @param kind what it is
 * @param tagKey the key of {@code tag:KEY}; empty for the other kinds
 */
public record SpendDimension(Kind kind, String tagKey) {
    /** The kinds; months are billing periods, weeks are ISO weeks of the charge day, days are charge days. */
    public enum Kind {
        MONTH,
        WEEK,
        DAY,
        PROVIDER,
        BILLING_ACCOUNT,
        SUB_ACCOUNT,
        SERVICE,
        REGION,
        CHARGE_CATEGORY,
        RESOURCE,
        TAG;

        /** The word of the command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the exact totals of slices tell it apart. */
        boolean isExact() {
            return this != WEEK && this != DAY && this != RESOURCE && this != TAG;
        }
    }

    /** The words that {@link #parse} understands, with {@code tag:KEY} for the last. */
    public static List<String> words() {
        return Arrays.stream(Kind.values())
                .map(kind -> kind == Kind.TAG ? "tag:KEY" : kind.word())
                .toList();
    }

    /** @throws IllegalArgumentException if the word is no dimension */
    public static SpendDimension parse(String word) {
        if (word.startsWith("tag:") && word.length() > 4) {
            return new SpendDimension(Kind.TAG, word.substring(4));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.TAG && kind.word().equals(word))
                .findFirst()
                .map(kind -> new SpendDimension(kind, ""))
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is none of %s.".formatted(word, String.join(", ", words()))));
    }

    /** The name of the field or column that holds its values. */
    public String name() {
        return kind == Kind.TAG ? "tag:" + tagKey : kind.word();
    }
}
