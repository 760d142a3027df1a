package costwright.jobs.sample;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the bills of an estate are stored; their charges and sums are the same. */
public enum BillFormat {
    CSV_GZ("csv.gz"),
    PARQUET("parquet");

    private final String ending;

    BillFormat(String ending) {
        this.ending = ending;
    }

    /** As it is written in options, which is also the ending of the files. */
    public String word() {
        return ending;
    }

    /** @throws IllegalArgumentException listing the words there are */
    public static BillFormat ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.ending.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"%s\" is none of %s."
                        .formatted(
                                word,
                                Arrays.stream(values()).map(BillFormat::word).collect(Collectors.joining(", ")))));
    }

    /** Beside {@code gzip}, with this ending instead of its own. */
    Path beside(Path gzip) {
        String name = String.valueOf(gzip.getFileName());
        return gzip.resolveSibling(name.substring(0, name.length() - CSV_GZ.ending.length()) + ending);
    }
}
