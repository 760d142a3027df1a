package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Precedents.Precedent;
import costwright.analyzers.rightsizing.Hysteresis.Decision;
import costwright.analyzers.rightsizing.Hysteresis.Question;
import costwright.schema.money.Money;
import costwright.schema.money.PriceAnswer;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.resource.Provider;
import costwright.schema.resource.ResourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HysteresisTest {
    private static final Candidate SMALL = candidate("small", "0.50");
    private static final Candidate MIDDLE = candidate("middle", "0.60");
    private static final Candidate NEARLY_MIDDLE = candidate("nearly-middle", "0.5001");
    private static final Candidate PRESENT = candidate("present", "1.00");
    private static final Candidate LARGE = candidate("large", "2.00");
    private static final List<Candidate> ALL = List.of(SMALL, NEARLY_MIDDLE, MIDDLE, PRESENT, LARGE);
    private static final long NOW = Instant.parse("2026-11-21T00:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;

    private boolean tooSmallInMonth;
    private final Hysteresis hysteresis = Hysteresis.of(new BigDecimal("0.10"));

    @Test
    void aCheaperChoiceReplacesWhatStandsWhenItSavesATenthOfThePriceMore() {
        assertThat(decide(MIDDLE, SMALL, true, -1, null, Standing.NEVER))
                .isEqualTo(new Decision(false, "small saves more"));
        assertThat(decide(MIDDLE, NEARLY_MIDDLE, true, -1, null, Standing.NEVER))
                .isEqualTo(new Decision(true, "nearly-middle saves hardly more"));
    }

    @Test
    void whatWasTakenBackIsNotProposedAgainForFourWeeks() {
        assertThat(decide(PRESENT, SMALL, true, -1, null, NOW - 28 * DAY + 1))
                .isEqualTo(new Decision(
                        true, "a cheaper proposal was taken back on 2026-10-24 and is not made again within 28 days"));
        assertThat(decide(PRESENT, SMALL, true, -1, null, NOW - 28 * DAY).kept())
                .isFalse();
    }

    @Test
    void aDearerChoiceReplacesWhatStandsOnlyWithEvidence() {
        assertThat(decide(SMALL, PRESENT, true, -1, Dimension.CPU, Standing.NEVER))
                .isEqualTo(new Decision(true, "it still meets what the machine needs"));
        assertThat(decide(SMALL, PRESENT, false, 0.01, Dimension.MEMORY, Standing.NEVER))
                .isEqualTo(new Decision(false, "memory went above all of the month before"));
        assertThat(decide(SMALL, PRESENT, false, 0.1001, null, Standing.NEVER))
                .isEqualTo(new Decision(false, "the need is 10.01 % above its capacity"));
        assertThat(decide(SMALL, PRESENT, false, 0.10, null, Standing.NEVER))
                .isEqualTo(new Decision(
                        true, "nothing went above the month before, and needs are at most 10 % above its capacity"));
    }

    @Test
    void aCheaperChoiceOfAnotherShapeReplacesWhatNoLongerFits() {
        assertThat(decide(MIDDLE, NEARLY_MIDDLE, false, 0.5, null, NOW - DAY).kept())
                .isFalse();
        assertThat(decide(MIDDLE, NEARLY_MIDDLE, false, 0.05, null, Standing.NEVER)
                        .kept())
                .isTrue();
    }

    @Test
    void whatIsTooSmallIsSaidAtOnceAndNotUnsaidWithinFourWeeks() {
        assertThat(decide(PRESENT, LARGE, true, -1, null, Standing.NEVER))
                .isEqualTo(new Decision(false, "the machine is too small"));
        assertThat(decide(LARGE, PRESENT, true, -1, null, NOW - 7 * DAY).kept()).isTrue();
        assertThat(decide(LARGE, PRESENT, true, -1, null, NOW - 28 * DAY).kept())
                .isFalse();
        tooSmallInMonth = true;
        assertThat(decide(LARGE, PRESENT, true, -1, null, NOW - 28 * DAY))
                .isEqualTo(new Decision(true, "over a month the machine is too small"));
        assertThat(decide(PRESENT, SMALL, true, -1, null, NOW - 28 * DAY).kept())
                .isFalse();
    }

    @Test
    void standsWhereTheLastAnalysisLeftIt() {
        // Newest first: to stay, after a proposal of middle, after one of small.
        Standing standing = Standing.of(List.of(said(7, null), said(14, "middle"), said(21, "small")), "present", ALL)
                .orElseThrow();

        assertThat(standing).isEqualTo(new Standing("present", NOW - 7 * DAY, NOW - 7 * DAY));
        assertThat(Standing.of(List.of(said(7, "middle"), said(14, "small")), "present", ALL))
                .contains(new Standing("middle", NOW - 7 * DAY, NOW - 7 * DAY));
        assertThat(Standing.of(List.of(said(7, "small"), said(14, "middle")), "present", ALL))
                .contains(new Standing("small", NOW - 7 * DAY, Standing.NEVER));
        // A raise is remembered through later answers, and what has no price any more stands no longer.
        assertThat(Standing.of(List.of(said(7, "middle"), said(14, "middle"), said(21, "small")), "present", ALL))
                .contains(new Standing("middle", NOW - 7 * DAY, NOW - 14 * DAY));
        // What is too small was raised when it was first said.
        assertThat(Standing.of(List.of(said(7, "large")), "present", ALL))
                .contains(new Standing("large", NOW - 7 * DAY, NOW - 7 * DAY));
        assertThat(Standing.of(List.of(said(7, "gone")), "present", ALL)).isEmpty();
        assertThat(Standing.of(List.of(), "present", ALL)).isEmpty();
    }

    private static Precedent said(int daysAgo, String type) {
        return new Precedent(
                "vm-rightsizing",
                new ResourceId("vm"),
                Instant.ofEpochSecond(NOW - daysAgo * DAY),
                Optional.ofNullable(type),
                Optional.empty());
    }

    private Decision decide(
            Candidate standing, Candidate fresh, boolean allowed, double excess, Dimension newPeak, long raisedAt) {
        return hysteresis.decide(new Question(
                PRESENT,
                standing,
                fresh,
                new Standing(standing.type().name(), NOW - 7 * DAY, raisedAt),
                allowed,
                excess,
                Optional.ofNullable(newPeak),
                tooSmallInMonth,
                NOW));
    }

    private static Candidate candidate(String name, String usdPerHour) {
        return new Candidate(
                new InstanceType(
                        Provider.AWS,
                        name,
                        name,
                        "",
                        BigDecimal.ONE,
                        BigDecimal.valueOf(1024),
                        null,
                        null,
                        null,
                        null,
                        true),
                new PriceAnswer.Known(UnitPrice.perHour(Money.of(usdPerHour, "USD")), "test", LocalDate.EPOCH));
    }
}
