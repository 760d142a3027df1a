package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LadderTest {
    private static final Instant REVIEW = Instant.parse("2026-01-31T00:00:00Z");
    private static final Offer PLAN = Lines.compute("csp", Map.of("vm", "0.7"));

    private static Owned ending(int days) {
        return new Owned(
                PLAN, new Holding("csp", BigDecimal.ONE, null, REVIEW.plus(Duration.ofDays(days)), null, true));
    }

    @Test
    void splitsAPurchaseIntoMonthlyTranchesThatAddUp() {
        List<Ladder.Tranche> tranches = Ladder.tranches(List.of(Owned.of(PLAN, new BigDecimal("1.00000"))), REVIEW, 3);
        assertThat(tranches)
                .extracting(Ladder.Tranche::quantity)
                .containsExactly(new BigDecimal("0.33334"), new BigDecimal("0.33333"), new BigDecimal("0.33333"));
        assertThat(tranches)
                .extracting(Ladder.Tranche::at)
                .containsExactly(REVIEW, Instant.parse("2026-02-28T00:00:00Z"), Instant.parse("2026-03-31T00:00:00Z"));
        assertThat(tranches.get(0).expires()).isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
    }

    @Test
    void buysReservationsWholeAndEarly() {
        Offer reserved = Lines.reservation("ri", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.6", null, "vm");
        assertThat(Ladder.tranches(List.of(Owned.of(reserved, BigDecimal.valueOf(2))), REVIEW, 3))
                .extracting(Ladder.Tranche::quantity)
                .containsExactly(BigDecimal.ONE, BigDecimal.ONE);
    }

    @Test
    void announcesExpiriesByTheShortestNotice() {
        assertThat(Ladder.calendar(List.of(ending(91), ending(90), ending(31), ending(30), ending(-1)), REVIEW))
                .extracting(Ladder.Expiry::withinDays)
                .containsExactly(30, 60, 90);
    }

    @Test
    void plansAnewWhatEndsBeforeTheNextReview() {
        assertThat(Ladder.lasting(List.of(ending(60), ending(61)), REVIEW, 60)).containsExactly(ending(61));
        assertThat(Ladder.lasting(List.of(ending(60)), REVIEW, 0)).hasSize(1);
    }
}
