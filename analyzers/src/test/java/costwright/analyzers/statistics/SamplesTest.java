package costwright.analyzers.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void interpolatesAsTypeSevenDoes() {
        // numpy.percentile([1, 2, 4, 8], [0, 25, 50, 75, 90, 100]) = 1, 1.75, 3, 5, 6.8, 8
        Samples samples = Samples.of(new double[] {8, 1, 4, 2});

        assertThat(samples.quantile(0)).isEqualTo(1);
        assertThat(samples.quantile(0.25)).isEqualTo(1.75);
        assertThat(samples.quantile(0.5)).isEqualTo(3);
        assertThat(samples.quantile(0.75)).isEqualTo(5);
        assertThat(samples.quantile(0.9)).isCloseTo(6.8, within(1e-12));
        assertThat(samples.quantile(1)).isEqualTo(8);
    }

    @Test
    void leavesOutMissingValuesInsteadOfCountingThemAsZero() {
        Samples samples = Samples.of(new double[] {Double.NaN, 3, Double.NaN, 5});

        assertThat(samples.size()).isEqualTo(2);
        assertThat(samples.mean()).isEqualTo(4);
        assertThat(samples.quantile(0)).isEqualTo(3);
    }

    @Test
    void countsStrictlyAboveABound() {
        Samples samples = Samples.of(new double[] {1, 2, 2, 3});

        assertThat(samples.countAbove(2)).isEqualTo(1);
        assertThat(samples.countAbove(1.9)).isEqualTo(3);
        assertThat(samples.shareAbove(3)).isZero();
    }

    @Test
    void refusesToSpeakWithoutSamples() {
        Samples none = Samples.of(new double[] {Double.NaN});

        assertThat(none.isEmpty()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> none.quantile(0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(new double[] {1}).quantile(1.01));
    }

    @Test
    void aConstantSeriesHasOneQuantileAndNoSpread() {
        Samples samples = Samples.of(new double[] {7, 7, 7});

        assertThat(samples.quantile(0.995)).isEqualTo(7);
        assertThat(samples.standardDeviation()).isZero();
    }
}
