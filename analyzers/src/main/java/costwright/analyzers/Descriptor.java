package costwright.analyzers;

import java.util.List;
import java.util.Set;

/**
 * The data card of a check, from which the catalogue, {@code costwright checks} and the method page are made.
 *
 * @param id kebab-case, for ever
 * @param question what the check asks, in one sentence
 * @param inputs what it needs to see
 * @param thresholds what decides, in the order of use
 * @param formula the saving in one line
 * @param ignores what it does not look at, so that nobody relies on it
 * @param references where the rule comes from
 * @param version raised whenever the same data could give another outcome
 */
public record Descriptor(
        String id,
        String question,
        Capability capability,
        Set<Input> inputs,
        List<Threshold> thresholds,
        String formula,
        String ignores,
        List<String> references,
        int version) {
    public Descriptor {
        inputs = Set.copyOf(inputs);
        thresholds = List.copyOf(thresholds);
        references = List.copyOf(references);
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("The id \"%s\" must be kebab-case.".formatted(id));
        }
    }

    /** The thresholds at their defaults. */
    public Thresholds defaults() {
        return Thresholds.defaultsOf(this);
    }
}
