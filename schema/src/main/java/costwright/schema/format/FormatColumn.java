package costwright.schema.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column that the dialect step reads.
 *
 * @param name as the SQL of the dialect step calls it
 * @param aliases other spellings, most wanted first; case, spaces and the marks between words never matter.
 *     One that ends in * stands for all columns that begin so, as old reports give each tag a column
 */
public record FormatColumn(String name, ColumnKind kind, Need need, List<String> aliases) {
    public FormatColumn {
        aliases = List.copyOf(aliases);
    }

    static FormatColumn mandatory(String name, ColumnKind kind, String... aliases) {
        return new FormatColumn(name, kind, Need.VALUE, List.of(aliases));
    }

    static FormatColumn column(String name, ColumnKind kind, String... aliases) {
        return new FormatColumn(name, kind, Need.COLUMN, List.of(aliases));
    }

    static FormatColumn optional(String name, ColumnKind kind, String... aliases) {
        return new FormatColumn(name, kind, Need.NONE, List.of(aliases));
    }

    /** All spellings in the form in which headers are compared, the name itself first. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add(key(name));
        aliases.stream().filter(alias -> !alias.endsWith("*")).forEach(alias -> keys.add(key(alias)));
        return keys;
    }

    /** How the columns begin that are gathered into this one, in compared form; empty when none are. */
    Optional<String> familyKey() {
        return aliases.stream()
                .filter(alias -> alias.endsWith("*"))
                .map(FormatColumn::key)
                .findFirst();
    }

    /** Letters and digits in lower case, so that {@code lineItem/UsageType} and {@code line_item_usage_type} are one. */
    static String key(String header) {
        return header.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    /** Whether a row is rejected when the column holds a text that cannot be read as its kind. */
    public boolean mustBeReadable() {
        return need == Need.VALUE || kind == ColumnKind.MONEY;
    }
}
