package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.money.Money;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worked examples of refund, exchange and trade-in: AZ-3, AZ-4 and AZ-5. */
class ReservationReturnTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 10);

    @Test
    void takesACancelledCommitmentFromThePoolFor365Days() {
        // 36 payments of 100 $, cancelled after 12: 24 × 100 = 2,400; 50,000 − 2,400 = 47,600.
        Money cancelled = ReservationReturn.of(Money.of("100", "USD"), 36 - 12).remaining();

        assertThat(cancelled).isEqualTo(Money.of("2400", "USD"));
        Map<LocalDate, Money> returned = Map.of(DAY, cancelled);
        assertThat(ReservationReturn.refundable(returned, DAY.minusDays(1))).isEqualTo(Money.of("50000", "USD"));
        assertThat(ReservationReturn.refundable(returned, DAY)).isEqualTo(Money.of("47600", "USD"));
        assertThat(ReservationReturn.refundable(returned, DAY.plusDays(364))).isEqualTo(Money.of("47600", "USD"));
        assertThat(ReservationReturn.refundable(returned, DAY.plusDays(365))).isEqualTo(Money.of("50000", "USD"));
    }

    @Test
    void exchangesForNoLessThanIsLeft() {
        // 36 payments of 100 $, after 18: 18 × 100.
        assertThat(ReservationReturn.of(Money.of("100", "USD"), 36 - 18).leastExchange())
                .isEqualTo(Money.of("1800", "USD"));
    }

    @Test
    void tradesInForTheHourlyCommitmentOfANewTerm() {
        // Half of 500 $ is 250 $; 250 ÷ 8,760 h = 0.028538…, on the grid of savings plans 0.02854.
        assertThat(new ReservationReturn(Money.of("250", "USD")).savingsPlanPerHour(8_760))
                .isEqualTo(Money.of("0.02854", "USD"));
    }
}
