package costwright.jobs.analyze;

import costwright.analyzers.Catalogue;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Thresholds;
import costwright.schema.CostwrightException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The thresholds of each check: its defaults with what the settings changed. */
public final class ThresholdsInForce implements Function<Descriptor, Thresholds> {
    private final Map<String, Thresholds> changed;

    private ThresholdsInForce(Map<String, Thresholds> changed) {
        this.changed = changed;
    }

    /** All at their defaults. */
    public static ThresholdsInForce defaults() {
        return new ThresholdsInForce(Map.of());
    }

    /**
     * @param settings the changed values by check id and threshold name
     * @throws CostwrightException SETTINGS if there is no such check or threshold
     */
    public static ThresholdsInForce of(Catalogue catalogue, Map<String, Map<String, BigDecimal>> settings) {
        Map<String, Thresholds> changed = new TreeMap<>();
        settings.forEach((id, values) -> changed.put(id, of(descriptor(catalogue, id), values)));
        return new ThresholdsInForce(changed);
    }

    private static Descriptor descriptor(Catalogue catalogue, String id) {
        return catalogue
                .find(id)
                .orElseThrow(() -> CostwrightException.settings(
                        "thresholds.%s: there is no such check. See \"costwright checks\" for the ids.".formatted(id)))
                .descriptor();
    }

    private static Thresholds of(Descriptor descriptor, Map<String, BigDecimal> values) {
        Thresholds thresholds = descriptor.defaults();
        for (Map.Entry<String, BigDecimal> value : new TreeMap<>(values).entrySet()) {
            try {
                thresholds = thresholds.with(value.getKey(), value.getValue());
            } catch (IllegalArgumentException e) {
                throw CostwrightException.settings("thresholds.%s: %s".formatted(descriptor.id(), e.getMessage()))
                        .causedBy(e);
            }
        }
        return thresholds;
    }

    /** The checks whose thresholds differ from the defaults, by id. */
    public Map<String, Thresholds> changed() {
        return new TreeMap<>(changed);
    }

    @Override
    public Thresholds apply(Descriptor descriptor) {
        return changed.getOrDefault(descriptor.id(), descriptor.defaults());
    }
}
