package costwright.schema.format;

import java.util.List;
import java.util.Map;

/**
 * What a header was recognised as.
 *
 * @param columns for each column of the format that the file has: the format's name to the file's spelling
 * @param unread the columns of the file that the dialect step does not read, in file order
 * @param missing the mandatory columns that the file lacks
 */
public record Recognition(
        WireFormat format, String version, Map<String, String> columns, List<String> unread, List<String> missing) {
    public Recognition {
        columns = Map.copyOf(columns);
        unread = List.copyOf(unread);
        missing = List.copyOf(missing);
    }
}
