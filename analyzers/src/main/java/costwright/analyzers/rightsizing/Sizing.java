package costwright.analyzers.rightsizing;

import java.util.ArrayList;
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
 * @param precedent how it relates to what was proposed before, as a sentence without the full stop; empty where that was the
 *     same or nothing
 */
public record Sizing(
        Verdict verdict,
        Candidate present,
        List<SizedOption> options,
        Optional<SizedOption> recommended,
        String reason,
        Optional<NeedEstimate> need,
        Optional<String> precedent) {
    public Sizing {
        options = List.copyOf(options);
    }

    /** A sizing of a machine of which nothing else was said before. */
    public Sizing(
            Verdict verdict,
            Candidate present,
            List<SizedOption> options,
            Optional<SizedOption> recommended,
            String reason,
            Optional<NeedEstimate> need) {
        this(verdict, present, options, recommended, reason, need, Optional.empty());
    }

    /** What was proposed before instead of this choice; the present type where it was to stay. */
    Sizing keeping(SizedOption before, String day, String why) {
        String name = before.candidate().type().name();
        boolean stays = before.candidate().equals(present);
        String sentence = (stays ? "Left as it is, as on %s: %s" : "Kept as proposed on %s: %s").formatted(day, why);
        List<SizedOption> all = new ArrayList<>(options);
        all.removeIf(option -> option.candidate().equals(before.candidate()));
        all.add(0, before);
        Verdict kept = stays
                ? Verdict.OPTIMIZED
                : before.monthlySavings().isNegative() ? Verdict.UNDER_PROVISIONED : Verdict.OVER_PROVISIONED;
        return new Sizing(
                kept,
                present,
                all,
                stays ? Optional.empty() : Optional.of(before),
                stays
                        ? "left as it is, as on %s: %s".formatted(day, why)
                        : "%s was proposed on %s and is kept: %s".formatted(name, day, why),
                need,
                Optional.of(sentence));
    }

    /** This choice, and why it replaces what was said before. */
    Sizing replacing(String before, String day, String why) {
        return new Sizing(
                verdict,
                present,
                options,
                recommended,
                reason,
                need,
                Optional.of("Replaces what was said on %s (%s): %s".formatted(day, before, why)));
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
