package costwright.analyzers.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundsTest {
    @Test
    void ruleOfThreeBoundsWhatWasNeverSeen() {
        // 1 - 0.05^(1/300) = 0.00993608…
        assertThat(Exceedance.upperBound(0, 300)).isCloseTo(0.00993608, within(1e-7));
        // R: qbeta(0.95, 3 + 1, 100 - 3) = 0.07571
        assertThat(Exceedance.upperBound(3, 100)).isCloseTo(0.07571, within(1e-4));
        assertThat(Exceedance.upperBound(5, 5)).isEqualTo(1);
    }

    @Test
    void theLowerBoundMirrorsTheUpperOne() {
        // R: qbeta(0.05, 3, 100 - 3 + 1) = 0.00823
        assertThat(new Exceedance(0.03, 1, 100).lowerBound()).isCloseTo(0.00823, within(1e-4));
        // 0.05^(1/300) = 0.99006392
        assertThat(new Exceedance(1, 1, 300).lowerBound()).isCloseTo(0.99006392, within(1e-7));
        assertThat(new Exceedance(0, 1, 300).lowerBound()).isZero();
        assertThat(new Exceedance(Double.NaN, 1, 0).lowerBound()).isZero();
    }

    @Test
    void exceedancesInOneRunAreWorthFewerSamplesThanSpreadOnes() {
        int[] samples = {288, 288, 288, 288};
        Exceedance spread = Exceedance.of(new int[] {3, 3, 3, 3}, samples, 1);
        Exceedance run = Exceedance.of(new int[] {12, 0, 0, 0}, samples, 1);

        assertThat(spread.share()).isEqualTo(run.share()).isCloseTo(12 / 1152.0, within(1e-12));
        assertThat(spread.effectiveSamples()).isEqualTo(1152);
        // Var = (9² + 3·3²) / 3 = 36; deff = 36 / (288 · 0.0104167 · 0.9895833) = 12.1263; 1152 / 12.1263 = 95.0
        assertThat(run.effectiveSamples()).isCloseTo(95.0, within(0.01));
        assertThat(run.upperBound()).isGreaterThan(spread.upperBound());
    }

    @Test
    void bootstrapBoundOfAConstantIsTheConstant() {
        double[] values = new double[288];
        Arrays.fill(values, 0.25);

        assertThat(DayBlockBootstrap.DEFAULT.upperBound(values, new int[288], 1, 0.995, 0.95))
                .isCloseTo(0.25, within(1e-9));
    }

    @Test
    void bootstrapQuantileAgreesWithSortingWhenEveryBlockIsAlike() {
        // Ten days with the same 288 values: every draw has the same quantile, whichever days are drawn.
        double[] values = IntStream.range(0, 2880).mapToDouble(i -> i % 288).toArray();
        int[] days = IntStream.range(0, 2880).map(i -> i / 288).toArray();

        assertThat(DayBlockBootstrap.DEFAULT.upperBound(values, days, 10, 0.995, 0.95))
                .isCloseTo(Samples.of(values).quantile(0.995), within(1e-6));
    }

    @Test
    void bootstrapBoundLiesAboveTheQuantileWhenOneDayIsWild() {
        double[] values = IntStream.range(0, 2880)
                .mapToDouble(i -> i < 288 ? 10 + i % 10 : i % 10)
                .toArray();
        int[] days = IntStream.range(0, 2880).map(i -> i / 288).toArray();

        double point = Samples.of(values).quantile(0.90);
        double bound = DayBlockBootstrap.DEFAULT.upperBound(values, days, 10, 0.90, 0.95);
        assertThat(bound).isGreaterThan(point);
        assertThat(DayBlockBootstrap.DEFAULT.upperBound(values, days, 10, 0.90, 0.95))
                .isEqualTo(bound);
    }

    @Test
    void bootstrapDoesNotDependOnTheOrderOfSamples() {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = random.doubles(2880).toArray();
        int[] days = IntStream.range(0, 2880).map(i -> i / 288).toArray();
        double[] reversed = new double[2880];
        int[] reversedDays = new int[2880];
        for (int i = 0; i < 2880; i++) {
            reversed[i] = values[2879 - i];
            reversedDays[i] = days[2879 - i];
        }

        assertThat(DayBlockBootstrap.DEFAULT.upperBound(reversed, reversedDays, 10, 0.995, 0.95))
                .isEqualTo(DayBlockBootstrap.DEFAULT.upperBound(values, days, 10, 0.995, 0.95));
    }

    @Test
    void bootstrapBoundsStayTheSameHoweverDeepADrawMustLook() {
        int[] days = IntStream.range(0, 4032).map(i -> i / 288).toArray();
        double[] noise = new SplittableRandom(11).doubles(4032).toArray();
        // The 288 highest values are all of one day, which a third of the draws miss.
        double[] oneWildDay = IntStream.range(0, 4032)
                .mapToDouble(i -> i < 288 ? 1000 + i : i % 288)
                .toArray();

        assertThat(DayBlockBootstrap.DEFAULT.upperBound(noise, days, 14, 0.995, 0.95))
                .isEqualTo(0.997601702449997);
        assertThat(DayBlockBootstrap.DEFAULT.upperBound(oneWildDay, days, 14, 0.995, 0.05))
                .isEqualTo(286);
        assertThat(DayBlockBootstrap.DEFAULT.upperBound(oneWildDay, days, 14, 0.995, 0.95))
                .isEqualTo(1280.8449999999998);
        assertThat(DayBlockBootstrap.DEFAULT.upperBound(oneWildDay, days, 14, 0.5, 0.95))
                .isEqualTo(183);
    }

    @Test
    void trendIsTheMedianSlopeAndSignificantOnlyWhenItIsOne() {
        double[] rising = IntStream.range(0, 21).mapToDouble(i -> 2 * i + i % 2).toArray();
        double[] flat = IntStream.range(0, 21).mapToDouble(i -> i % 2).toArray();

        assertThat(Trend.of(rising).slopePerDay()).isCloseTo(2, within(1e-9));
        assertThat(Trend.of(rising).pValue()).isLessThan(0.001);
        assertThat(Trend.of(flat).pValue()).isGreaterThan(0.5);
        assertThat(Trend.of(new double[] {1, 2, 3})).isEqualTo(Trend.NONE);
        assertThat(Trend.of(new double[] {1, Double.NaN, 3, 4, 5}).slopePerDay())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void seasonsAreSeenWhereTheyAre() {
        double[] daily = IntStream.range(0, 24 * 28)
                .mapToDouble(hour -> hour % 24 < 8 ? 1 : 0)
                .toArray();
        double[] weekly = IntStream.range(0, 24 * 28)
                .mapToDouble(hour -> hour / 24 % 7 < 5 ? 1 : 0)
                .toArray();
        double[] constant = new double[24 * 28];

        assertThat(Seasonality.of(daily).daily()).isGreaterThan(0.9);
        assertThat(Seasonality.of(weekly).weekly()).isGreaterThan(0.9);
        assertThat(Seasonality.of(weekly).weeklyStrength()).isCloseTo(1, within(1e-9));
        assertThat(Seasonality.of(constant)).isEqualTo(new Seasonality(0, 0, 0));
    }
}
