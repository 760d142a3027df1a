package costwright.scheduler.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import costwright.schema.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the settings, read key by key. What is wrong is collected and a default taken in its place, so that
 * reading goes on; the keys that were asked for are the known ones.
 */
final class Section {
    private final String path;
    private final ObjectNode node;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(String path, ObjectNode node, List<Problem> problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    /** A text; numbers and truth values are taken as they are written. */
    String text(String key, String otherwise) {
        JsonNode value = value(key);
        if (value.isNull()) {
            return otherwise;
        }
        if (!value.isValueNode()) {
            refuse(key, null, "must be a single value");
            return otherwise;
        }
        return value.asText().strip();
    }

    /** A text that must be there. */
    String mandatoryText(String key, String example) {
        String text = text(key, "");
        if (text.isEmpty()) {
            refuse(key, null, "is missing; give one, such as " + example);
        }
        return text;
    }

    /** A text that {@code reading} takes; its IllegalArgumentException says what is wrong. */
    <T> T read(String key, String otherwise, Function<String, T> reading) {
        String text = text(key, otherwise);
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            refuse(key, text, String.valueOf(e.getMessage()));
            return reading.apply(otherwise);
        }
    }

    int wholeNumber(String key, int otherwise, int minimum, int maximum) {
        return read(key, String.valueOf(otherwise), text -> {
            int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
            if (number < minimum || number > maximum) {
                throw new IllegalArgumentException("must be a whole number from " + minimum + " to " + maximum);
            }
            return number;
        });
    }

    /** A decimal within bounds; null where it is refused. */
    @Nullable
    BigDecimal decimal(String key, BigDecimal minimum, BigDecimal maximum, String unit) {
        String text = text(key, "");
        String range = "must be a number from %s to %s%s"
                .formatted(minimum.toPlainString(), maximum.toPlainString(), unit.isEmpty() ? "" : " " + unit);
        if (!text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")) {
            refuse(key, text, range);
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        if (number.compareTo(minimum) < 0 || number.compareTo(maximum) > 0) {
            refuse(key, text, range);
            return null;
        }
        return number;
    }

    /** A list of texts; a single text is split at commas, the form that environment variables have. */
    List<String> texts(String key, String pattern, String example) {
        JsonNode value = value(key);
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> texts.add(element.asText().strip()));
        } else if (value.isValueNode() && !value.isNull()) {
            for (String part : value.asText().split(",", -1)) {
                texts.add(part.strip());
            }
            texts.removeIf(String::isEmpty);
        } else if (!value.isNull()) {
            refuse(key, null, "must be a list, such as [" + example + "]");
        }
        for (String text : List.copyOf(texts)) {
            if (!text.matches(pattern)) {
                refuse(key, text, "does not look like " + example);
                texts.remove(text);
            }
        }
        return List.copyOf(texts);
    }

    /** A mapping below this one; an empty one where it is absent. */
    Section section(String key) {
        JsonNode value = value(key);
        if (!value.isNull() && !value.isObject()) {
            refuse(key, value.isValueNode() ? value.asText() : null, "must be a mapping of keys to values");
        }
        return new Section(pathOf(key), value.isObject() ? (ObjectNode) value : node.objectNode(), problems);
    }

    /** The mappings of a list. */
    List<Section> sections(String key) {
        JsonNode value = value(key);
        List<Section> sections = new ArrayList<>();
        if (!value.isNull() && !value.isArray()) {
            refuse(key, null, "must be a list");
            return sections;
        }
        for (int i = 0; i < value.size(); i++) {
            String name = key + "[" + i + "]";
            if (value.get(i).isObject()) {
                sections.add(new Section(pathOf(name), (ObjectNode) value.get(i), problems));
            } else {
                refuse(name, null, "must be a mapping of keys to values");
            }
        }
        return sections;
    }

    /** The keys that are there, in file order. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Refuses a key with the nearest of {@code known}. */
    void refuseUnknown(String key, String what, Collection<String> known) {
        asked.add(key);
        String hint = Nearest.hint(key, known);
        refuse(
                key,
                null,
                "is no known " + what + "." + (hint.isEmpty() ? " Known are " + String.join(", ", known) + "." : hint));
    }

    void refuse(String key, @Nullable String value, String advice) {
        problems.add(new Problem(pathOf(key), null, null, value == null ? null : withoutSecrets(value), advice));
    }

    /** A value that is refused is shown, but never a password in it. */
    private static String withoutSecrets(String value) {
        return value.replaceAll("(?i)(password=)[^&;]*", "$1…").replaceAll("//[^/@]*@", "//…@");
    }

    /** Refuses every key that nobody has asked for. */
    void refuseOthers() {
        List<String> known = List.copyOf(asked);
        keys().stream().filter(key -> !known.contains(key)).forEach(key -> refuseUnknown(key, "key", known));
    }

    private JsonNode value(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        return value == null ? NullNode.getInstance() : value;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
