package costwright.schema.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a live source that the last pull could not read, so that what the store says of it is old or absent.
 *
 * @param source the name of the source in the settings
 * @param scope the account, region, subscription or server that did not answer, such as {@code 111122223333/eu-west-1}
 * @param dataset what was asked, such as {@code inventory} or {@code utilization}
 * @param noticedAt when the pull gave up
 * @param reason why, in one sentence
 * @param advice what to do about it, in one sentence
 * @param lastGood when this part was last read; null if never
 */
public record Gap(
        String source,
        String scope,
        String dataset,
        Instant noticedAt,
        String reason,
        String advice,
        @Nullable Instant lastGood) {
    /** One line for people, such as {@code prod-aws: utilization of 1/eu-west-1 is missing: … }. */
    public String sentence() {
        return "%s: %s of %s %s: %s"
                .formatted(
                        source, dataset, scope, lastGood == null ? "was never read" : "is as of " + lastGood, reason);
    }
}
