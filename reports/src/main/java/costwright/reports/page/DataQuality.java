package costwright.reports.page;

import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import costwright.schema.time.BillingPeriod;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the report rests on, and what it could not see.
 *
 * @param notices whole sentences about data that is stale, incomplete or missing; the headline shows them
 * @param billing one line for each billing account and source
 * @param facts the other sources: inventory, utilization, prices
 * @param restatements the latest first
 * @param conformance rules of FOCUS that rows broke without being refused
 * @param checks what each check looked at
 * @param fingerprint names the data that the savings were judged on; empty when nothing was analyzed
 */
public record DataQuality(
        List<String> notices,
        List<BillingLine> billing,
        List<FactLine> facts,
        List<Restatement> restatements,
        List<Conformance> conformance,
        List<Judgement> checks,
        String fingerprint) {
    public DataQuality {
        notices = List.copyOf(notices);
        billing = List.copyOf(billing);
        facts = List.copyOf(facts);
        restatements = List.copyOf(restatements);
        conformance = List.copyOf(conformance);
        checks = List.copyOf(checks);
    }

    /**
     * @param format such as {@code FOCUS 1.2}
     * @param billedFrom the first day with charges
     * @param billedThrough the last day with charges
     * @param rows charge rows of the bill
     */
    public record BillingLine(
            String source,
            String provider,
            String billingAccount,
            String currency,
            String format,
            LocalDate billedFrom,
            LocalDate billedThrough,
            long rows) {}

    /**
     * @param rows how many resources, samples or prices are known
     * @param latest the day of the newest one; null when there is none
     */
    public record FactLine(
            String source, String what, long rows, @Nullable LocalDate latest, String remark) {}

    /** A billing period whose numbers a later import changed. */
    public record Restatement(String billingAccount, BillingPeriod period, Money before, Money after, String remark) {}

    /**
     * @param rule what a row should have kept to
     * @param example one row that did not, or empty
     */
    public record Conformance(String rule, long rows, String example) {}

    /**
     * What a check made of its subjects.
     *
     * @param gaps why some could not be judged
     */
    public record Judgement(String check, int lookedAt, int found, int inOrder, List<Gap> gaps) {
        public Judgement {
            gaps = List.copyOf(gaps);
            int notJudged = gaps.stream().mapToInt(Gap::count).sum();
            if (lookedAt != found + inOrder + notJudged) {
                throw new IllegalArgumentException(
                        "%s looked at %d, but %d found, %d in order and %d not judged differ."
                                .formatted(check, lookedAt, found, inOrder, notJudged));
            }
        }

        /** How many subjects it could not judge. */
        public int notJudged() {
            return gaps.stream().mapToInt(Gap::count).sum();
        }
    }

    /**
     * Subjects that a check could not judge for one reason.
     *
     * @param examples some of them with the detail that decided, ready for people
     */
    public record Gap(Silence.Reason reason, int count, List<String> examples) {
        public Gap {
            examples = List.copyOf(examples);
        }
    }
}
