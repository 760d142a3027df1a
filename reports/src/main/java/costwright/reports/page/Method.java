package costwright.reports.page;

import java.util.List;

/**
 * The data card of a check, for the appendix.
 *
 * @param capability the part of the catalogue that it belongs to, such as {@code waste}
 * @param inputs what it needs to see, in words
 */
public record Method(
        String id,
        int version,
        String question,
        String capability,
        List<String> inputs,
        List<Limit> thresholds,
        String formula,
        String ignores,
        List<String> references) {
    public Method {
        inputs = List.copyOf(inputs);
        thresholds = List.copyOf(thresholds);
        references = List.copyOf(references);
    }

    /**
     * A threshold.
     *
     * @param value the one in force
     * @param defaultValue the one of the program
     */
    public record Limit(String name, String unit, String value, String defaultValue, String why) {
        public boolean changed() {
            return !value.equals(defaultValue);
        }
    }
}
