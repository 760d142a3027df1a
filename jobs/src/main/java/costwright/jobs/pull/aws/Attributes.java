package costwright.jobs.pull.aws;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the attributes of a resource and leaves out what the API does not say. */
final class Attributes {
    private final Map<String, String> values = new LinkedHashMap<>();

    Attributes put(String name, @Nullable Object value) {
        if (value instanceof Instant instant) {
            values.put(name, instant.toString());
        } else if (value != null && !value.toString().isBlank()) {
            values.put(name, value.toString());
        }
        return this;
    }

    Map<String, String> map() {
        return values;
    }
}
