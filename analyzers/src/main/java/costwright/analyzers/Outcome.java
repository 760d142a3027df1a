package costwright.analyzers;

import costwright.schema.finding.Finding;
import costwright.schema.finding.Silence;

/** What a check says of one subject. */
public sealed interface Outcome {
    record Found(Finding finding) implements Outcome {}

    record Silent(Silence silence) implements Outcome {}
}
