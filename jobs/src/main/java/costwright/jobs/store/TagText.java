package costwright.jobs.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Reads tags as bills write them: a JSON object, or what stands in one, without its braces, as Azure writes it. */
public final class TagText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TagText() {}

    /** Keys without surrounding blanks; a tag without a value is {@code true}; text that is no JSON has no tags. */
    public static Map<String, String> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return Map.of();
        }
        try {
            JsonNode node = JSON.readTree(trimmed.startsWith("{") ? trimmed : "{" + trimmed + "}");
            Map<String, String> tags = new TreeMap<>();
            node.properties().forEach(tag -> {
                if (!tag.getValue().isNull()) {
                    tags.putIfAbsent(tag.getKey().strip(), tag.getValue().asText());
                }
            });
            return Collections.unmodifiableMap(tags);
        } catch (JsonProcessingException e) {
            // Counted as a breach of the format when the bill was imported; here it only means that nothing is known.
            return Map.of();
        }
    }
}
