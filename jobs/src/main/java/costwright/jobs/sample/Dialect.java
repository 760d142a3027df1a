package costwright.jobs.sample;

import java.util.Arrays;
import java.util.Locale;

/** Ways in which real FOCUS files differ from the plain form; they may be combined. */
public enum Dialect {
    /** Nulls written as the word NULL, unquoted, in half of the columns. */
    NULL_WORDS,
    /** Small amounts with an exponent, such as 35.2E-7. */
    EXPONENTS,
    /** Columns in another order, and some that no version of FOCUS has. */
    SHUFFLED,
    /** A UTF-8 byte order mark. */
    BOM,
    /** Lines that end in CR LF. */
    CRLF,
    /** Times with a blank instead of T and without Z. */
    SPACED_TIMES;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such dialect; the message lists those there are */
    public static Dialect ofWord(String word) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Dialect \"%s\" is none of %s."
                        .formatted(
                                word, Arrays.stream(values()).map(Dialect::word).toList())));
    }
}
