package costwright.analyzers.commitment.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineReservationTest {
    /** The cheapest purchases in hindsight by trying all of them, for at most three units over few steps. */
    private static double hindsight(int[] demand, double fee, double alpha, int period) {
        int most = IntStream.of(demand).max().orElse(0);
        return cheapest(demand, new int[demand.length], 0, most, fee, alpha, period);
    }

    private static double cheapest(
            int[] demand, int[] bought, int step, int most, double fee, double alpha, int period) {
        if (step == demand.length) {
            return OnlineReservation.cost(demand, bought, 1, fee, alpha, period);
        }
        double best = Double.MAX_VALUE;
        for (int units = 0; units <= most; units++) {
            bought[step] = units;
            best = Math.min(best, cheapest(demand, bought, step + 1, most, fee, alpha, period));
        }
        bought[step] = 0;
        return best;
    }

    /** Demand 1, 2, 2, 1, period 3, fee 1.5: jointly 3.0, which level by level would cost 4.0. */
    @Test
    void pricesTheRollingExample() {
        int[] demand = {1, 2, 2, 1};
        assertThat(hindsight(demand, 1.5, 0, 3)).isEqualTo(3.0);
        assertThat(OnlineReservation.cost(demand, new int[] {1, 1, 0, 0}, 1, 1.5, 0, 3))
                .isEqualTo(3.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5})
    void neverCostsMoreThanTwoMinusAlphaTimesHindsight(double alpha) {
        Random random = new Random(3);
        for (int instance = 0; instance < 40; instance++) {
            int[] demand = random.ints(6, 0, 3).toArray();
            double fee = 0.5 + 2 * random.nextDouble();
            int[] bought = OnlineReservation.purchases(demand, 1, fee, alpha, 4);
            double online = OnlineReservation.cost(demand, bought, 1, fee, alpha, 4);
            assertThat(online).isLessThanOrEqualTo((2 - alpha) * hindsight(demand, fee, alpha, 4) + 1e-9);
        }
    }
}
