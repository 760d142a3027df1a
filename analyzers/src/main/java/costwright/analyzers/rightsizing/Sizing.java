package costwright.analyzers.rightsizing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the engine says of one machine.
 *
 * @param present the type that it has now, with its price
 * @param options feasible types first, cheapest first, then the cheaper ones that were rejected, with the reason
 * @param recommended one of the options; empty when the machine should stay as it is
 * @param reason why it should stay, or why it should move, in a sentence without the full stop
 * @param need what it needs; empty when there was too little data to say
 */
public record Sizing(
        Verdict verdict,
        Candidate present,
        List<SizedOption> options,
        Optional<SizedOption> recommended,
        String reason,
        Optional<NeedEstimate> need) {
    public Sizing {
        options = List.copyOf(options);
    }

    /** AWS's findings, and two for what AWS leaves out. */
    public enum Verdict {
        OVER_PROVISIONED,
        UNDER_PROVISIONED,
        OPTIMIZED,
        INSUFFICIENT_DATA;

        /** The word in outputs, such as {@code over_provisioned}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
