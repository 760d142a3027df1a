package costwright.schema.finding;

import costwright.schema.resource.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A subject that a check looked at and did not judge, or judged to be in order.
 *
 * @param subject null when the check could not look at anything
 * @param detail for people: the value that decided it
 */
public record Silence(String analyzerId, @Nullable ResourceId subject, Reason reason, String detail) {
    /** Why nothing is said. */
    public enum Reason {
        /** Looked at and fine. */
        IN_ORDER(true),
        /** Too few samples, or too short a history. */
        DATA_INCOMPLETE(false),
        /** A price that the saving needs is not known. */
        PRICE_UNKNOWN(false),
        /** The inventory does not say what the check must know. */
        ATTRIBUTE_MISSING(false),
        /** The action would save nothing. */
        NO_SAVING(true),
        /** The owner has said that it is meant to be so. */
        EXEMPT(true);

        private final boolean judged;

        Reason(boolean judged) {
            this.judged = judged;
        }

        /** Whether the subject was judged; if not, it is a gap that the report must show. */
        public boolean judged() {
            return judged;
        }
    }
}
