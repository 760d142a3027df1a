package costwright.jobs.engine;

import costwright.schema.CostwrightException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Loads the SQL texts that lie beside this package. */
final class SqlText {
    private static final String ONLY = "-- only: ";

    private SqlText() {}

    /** The text of {@code name.sql}. */
    static String named(String name) {
        try (InputStream stream = SqlText.class.getResourceAsStream(name + ".sql")) {
            if (stream == null) {
                throw CostwrightException.defect(
                        "The SQL text %s.sql is missing from the program.".formatted(name), null);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CostwrightException.defect("The SQL text %s.sql cannot be read.".formatted(name), e);
        }
    }

    /** The text of {@code name.sql} without the lines that end with {@code -- only: word}, but for those of {@code words}. */
    static String named(String name, Set<String> words) {
        return named(name)
                .lines()
                .filter(line -> {
                    int mark = line.indexOf(ONLY);
                    return mark < 0 || words.contains(line.substring(mark + ONLY.length()));
                })
                .collect(Collectors.joining("\n"));
    }

    /** A string literal. */
    static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A column name. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
