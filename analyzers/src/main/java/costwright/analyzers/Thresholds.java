package costwright.analyzers;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The thresholds in force for one check: its defaults, with what the settings changed. */
public final class Thresholds {
    private final Map<String, BigDecimal> values;

    private Thresholds(Map<String, BigDecimal> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public static Thresholds defaultsOf(Descriptor descriptor) {
        Map<String, BigDecimal> values = new TreeMap<>();
        descriptor.thresholds().forEach(threshold -> values.put(threshold.name(), threshold.defaultValue()));
        return new Thresholds(values);
    }

    /** The same with one value changed; the {@link Catalogue} has checked name and range. */
    public Thresholds with(String name, BigDecimal value) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException(
                    "There is no threshold \"%s\": known are %s.".formatted(name, values.keySet()));
        }
        Map<String, BigDecimal> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new Thresholds(changed);
    }

    /** @throws IllegalArgumentException if the descriptor declares no such threshold */
    public BigDecimal get(String name) {
        BigDecimal value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "There is no threshold \"%s\": known are %s.".formatted(name, values.keySet()));
        }
        return value;
    }

    public double asDouble(String name) {
        return get(name).doubleValue();
    }

    public int asInt(String name) {
        return get(name).intValueExact();
    }

    /** For evidence: names and plain decimal strings. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, value.toPlainString()));
        return texts;
    }
}
