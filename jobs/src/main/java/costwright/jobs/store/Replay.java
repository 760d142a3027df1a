package costwright.jobs.store;

import costwright.analyzers.backtest.rightsizing.OriginScore;
import costwright.analyzers.backtest.rightsizing.RuleScore;
import java.time.Instant;
import java.util.List;

/**
 * How right-sizing did at earlier dates.
 *
 * @param first the start of the samples
 * @param end the end of the samples that were looked at
 * @param origins the dates at which rules were asked; empty when there was too little history for any
 * @param testDays how long they were watched
 * @param machines how many machines have samples and a known type
 * @param asked how many of them were replayed
 * @param cases machines at origins that were scored
 * @param censored cases that were left out because their true demand is not known
 * @param scores one for each rule, ours first; empty when there was no case
 * @param byOrigin how ours did beside AWS's default at each origin; empty where an earlier version kept the replay
 */
public record Replay(
        Instant first,
        Instant end,
        List<Instant> origins,
        int testDays,
        int machines,
        int asked,
        int cases,
        int censored,
        List<RuleScore> scores,
        List<OriginScore> byOrigin) {
    public Replay {
        byOrigin = byOrigin == null ? List.of() : List.copyOf(byOrigin);
        origins = List.copyOf(origins);
        scores = List.copyOf(scores);
    }
}
