package costwright.jobs.engine;

import java.util.List;

/**
 * The columns of a file.
 *
 * @param storage how the file is stored
 * @param names in file order
 * @param types as the engine calls them; for text files VARCHAR, or what the reader shall make of the texts
 */
public record TableHeader(Storage storage, List<String> names, List<String> types) {
    /** How a file is stored, told by its first bytes and never by its name. */
    public enum Storage {
        CSV,
        CSV_GZIP,
        CSV_ZSTD,
        PARQUET
    }

    public TableHeader {
        names = List.copyOf(names);
        types = List.copyOf(types);
    }
}
