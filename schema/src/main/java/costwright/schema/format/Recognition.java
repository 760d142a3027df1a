package costwright.schema.format;

import java.util.List;
import java.util.Map;

/**
 * What a header was recognised as.
 *
 * @param columns for each column of the format that the file has: the format's name to the file's spelling
 * @param families for each column that is gathered from several: the format's name to the file's spellings
 * @param unread the columns of the file that the dialect step does not read, in file order
 * @param repeated columns of the file that the dialect step would read, were there not another of the same name
 * @param missing the mandatory columns that the file lacks
 */
public record Recognition(
        WireFormat format,
        String version,
        Map<String, String> columns,
        Map<String, List<String>> families,
        List<String> unread,
        List<String> repeated,
        List<String> missing) {
    public Recognition {
        columns = Map.copyOf(columns);
        families = Map.copyOf(families);
        unread = List.copyOf(unread);
        repeated = List.copyOf(repeated);
        missing = List.copyOf(missing);
    }
}
