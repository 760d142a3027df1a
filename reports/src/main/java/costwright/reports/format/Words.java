package costwright.reports.format;

import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.RecommendationState;
import costwright.schema.finding.Silence;
import costwright.schema.resource.Provider;

/** The words of the page for the values of enumerations and for evidence. */
public final class Words {
    /** {@code Delete}, {@code Park}, {@code Resize}, {@code Commit}. */
    public String kind(ActionKind kind) {
        return switch (kind) {
            case DELETE -> "Delete";
            case PARK -> "Park";
            case RESIZE -> "Resize";
            case COMMIT -> "Commit";
        };
    }

    /** What the kind of action means, for somebody who sees the word for the first time. */
    public String meaning(ActionKind kind) {
        return switch (kind) {
            case DELETE -> "remove what nothing uses";
            case PARK -> "switch off at hours of no use";
            case RESIZE -> "change to a smaller or cheaper size";
            case COMMIT -> "pay the same usage at a committed price";
        };
    }

    public String state(RecommendationState state) {
        return switch (state) {
            case OPEN -> "open";
            case ACCEPTED -> "accepted";
            case DISMISSED -> "dismissed";
            case SNOOZED -> "snoozed";
            case APPLIED -> "applied";
            case GONE -> "no longer found";
        };
    }

    /** Why a subject could not be judged. */
    public String reason(Silence.Reason reason) {
        return switch (reason) {
            case IN_ORDER -> "in order";
            case DATA_INCOMPLETE -> "too little data";
            case PRICE_UNKNOWN -> "price unknown";
            case ATTRIBUTE_MISSING -> "the inventory does not say enough";
            case NO_SAVING -> "nothing to save";
            case EXEMPT -> "exempt";
        };
    }

    /** {@code 12.5 percent}. */
    public String fact(Evidence.Fact fact) {
        return fact.unit().isEmpty() ? fact.value() : fact.value() + " " + fact.unit();
    }

    /** How long a recommendation has been open. */
    public String age(int weeks) {
        return weeks == 0 ? "new this week" : weeks == 1 ? "open for 1 week" : "open for " + weeks + " weeks";
    }

    /** Who says it, by the name that people use. */
    public String provider(Provider provider) {
        return switch (provider) {
            case AWS -> "AWS";
            case AZURE -> "Azure";
            case OTHER -> "Another provider";
        };
    }

    /** The text, or a word for that there is none. */
    public String orElse(String text, String substitute) {
        return text.isBlank() ? substitute : text;
    }
}
