package costwright.analyzers.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final double[] SHARES = {0, 0.001, 0.25, 0.5, 0.9, 0.995, 0.9999, 1};

    @Test
    void findsTheQuantilesOfNumPy() {
        // numpy.percentile([1, 2, 4, 8], [25, 50, 75, 100]) = 1.75, 3, 5, 8
        Selection selection = Selection.of(new double[] {8, Double.NaN, 1, 4, 2});

        assertThat(selection.size()).isEqualTo(4);
        assertThat(selection.quantile(0.5)).isEqualTo(3);
        assertThat(selection.quantile(0.25)).isEqualTo(1.75);
        assertThat(selection.quantile(0.75)).isEqualTo(5);
        assertThat(selection.quantile(1)).isEqualTo(8);
        assertThat(selection.maximum()).isEqualTo(8);
    }

    @Test
    void givesTheSameBitsAsSorting() {
        SplittableRandom random = new SplittableRandom(5);
        for (int size = 1; size < 400; size += 7) {
            // Few different values, so that many are equal.
            double[] values = random.doubles(size)
                    .map(value -> Math.round(value * 40) / 7.0)
                    .toArray();
            Samples sorted = Samples.of(values);
            Selection selection = Selection.of(values);
            for (double share : SHARES) {
                assertThat(selection.quantile(share))
                        .as("P%s of %d", share * 100, size)
                        .isEqualTo(sorted.quantile(share));
            }
            assertThat(selection.maximum()).isEqualTo(sorted.maximum());
        }
    }

    @Test
    void leavesTheValuesOfTheCallerInTheirOrder() {
        double[] values = IntStream.range(0, 50).mapToDouble(i -> 50 - i).toArray();

        assertThat(Selection.of(values).quantile(0.5)).isEqualTo(25.5);
        assertThat(values).startsWith(50, 49, 48).endsWith(3, 2, 1);
    }

    @Test
    void refusesToSpeakWithoutSamples() {
        Selection none = Selection.of(new double[] {Double.NaN});

        assertThat(none.size()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> none.quantile(0.5));
        assertThatIllegalStateException().isThrownBy(none::maximum);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.of(new double[] {1}).quantile(-0.01));
    }
}
