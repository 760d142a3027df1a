package costwright.jobs.sample;

import costwright.schema.resource.Provider;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The providers' own exports in which an estate can be told beside FOCUS. */
public enum ExportKind {
    /** AWS Cost and Usage Report as it was before data exports: CSV.gz, names with slashes, a column for each tag. */
    CUR_LEGACY("cur-legacy", Provider.AWS),
    /** AWS CUR 2.0 with split cost allocation: CSV.gz or Parquet, tags and product in maps. */
    CUR_2("cur-2.0", Provider.AWS),
    /** Cost details of an Azure Enterprise Agreement: an actual and an amortized export, plain CSV. */
    AZURE_EA("azure-ea", Provider.AZURE),
    /** The same of a Microsoft Customer Agreement: CSV.gz. */
    AZURE_MCA("azure-mca", Provider.AZURE);

    private final String word;
    private final Provider provider;

    ExportKind(String word, Provider provider) {
        this.word = word;
        this.provider = provider;
    }

    /** As it is written in options, which is also the folder of the export. */
    public String word() {
        return word;
    }

    /** Whose bills it tells. */
    public Provider provider() {
        return provider;
    }

    /** @throws IllegalArgumentException listing the words there are */
    public static ExportKind ofWord(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"%s\" is none of %s."
                        .formatted(
                                word,
                                Arrays.stream(values()).map(ExportKind::word).collect(Collectors.joining(", ")))));
    }
}
