package costwright.schema.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One dialect of billing file: how its header is told from others, and which columns its dialect step reads.
 *
 * @param dialect names the SQL text of the dialect step
 * @param title as people call it
 * @param marks columns that only this dialect has together
 * @param columns all that the dialect step may read
 * @param version tells the version from the compared forms of the header
 */
public record WireFormat(
        String dialect,
        String title,
        List<String> marks,
        List<FormatColumn> columns,
        Function<Set<String>, String> version) {
    public WireFormat {
        marks = List.copyOf(marks);
        columns = List.copyOf(columns);
    }

    /** What this dialect makes of a header; empty when the header lacks its marks. */
    Optional<Recognition> recognise(List<String> header) {
        Map<String, String> byKey = new LinkedHashMap<>();
        header.forEach(column -> byKey.putIfAbsent(FormatColumn.key(column), column));
        if (marks.stream().anyMatch(mark -> !byKey.containsKey(FormatColumn.key(mark)))) {
            return Optional.empty();
        }
        return Optional.of(read(header, byKey));
    }

    private Recognition read(List<String> header, Map<String, String> byKey) {
        Map<String, String> found = new LinkedHashMap<>();
        Map<String, List<String>> families = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (FormatColumn column : columns) {
            Optional<String> key =
                    column.keys().stream().filter(byKey::containsKey).findFirst();
            List<String> family = family(column, header);
            if (!family.isEmpty() && key.isEmpty()) {
                families.put(column.name(), family);
                family.forEach(name -> used.add(FormatColumn.key(name)));
            } else if (key.isPresent()) {
                found.put(column.name(), byKey.get(key.get()));
                used.add(key.get());
            } else if (column.need() != Need.NONE) {
                missing.add(column.name());
            }
        }
        List<String> unread = header.stream()
                .filter(column -> !used.contains(FormatColumn.key(column)))
                .collect(Collectors.toList());
        Set<String> gathered = families.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        List<String> repeated = header.stream()
                .filter(column -> used.contains(FormatColumn.key(column))
                        && !byKey.containsValue(column)
                        && !gathered.contains(column))
                .toList();
        return new Recognition(this, version.apply(byKey.keySet()), found, families, unread, repeated, missing);
    }

    /** The columns of the file that are gathered into one column. Keys of tags may differ in nothing but their case. */
    private static List<String> family(FormatColumn column, List<String> header) {
        Set<String> spellings = new HashSet<>();
        return column.familyKey()
                .map(start -> header.stream()
                        .filter(name -> FormatColumn.key(name).startsWith(start)
                                && FormatColumn.key(name).length() > start.length()
                                && spellings.add(spelling(name)))
                        .toList())
                .orElse(List.of());
    }

    /** A column as the file spells it, without the marks of names that are there again in other case. */
    public static String spelling(String column) {
        return column.replaceFirst("[*]+$", "");
    }
}
