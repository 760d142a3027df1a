package costwright.jobs.utilization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedDayTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givesBackEveryBit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(1, 400);
        int[] seconds = random.ints(0, 86_400).distinct().limit(size).sorted().toArray();
        double[] average = IntStream.range(0, size)
                .mapToDouble(i -> random.nextInt(5) == 0 ? Double.NaN : value(random))
                .toArray();
        double[] maximum = IntStream.range(0, size)
                .mapToDouble(i -> random.nextInt(10_000) / 100.0)
                .toArray();

        DaySamples back = PackedDay.unpack(PackedDay.pack(new DaySamples(seconds, average, maximum), 300), 300);

        assertThat(back.secondOfDay()).isEqualTo(seconds);
        assertThat(bits(back.average())).isEqualTo(bits(average));
        assertThat(bits(back.maximum())).isEqualTo(bits(maximum));
    }

    private static double value(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextDouble();
            case 1 -> random.nextInt(1000) / 10.0;
            case 2 -> 1e300 * random.nextDouble();
            case 3 -> 0.0;
            default -> random.nextInt(100);
        };
    }

    @Test
    void packsARegularDayOfPercentagesIntoAboutTwoBytesPerSample() {
        SplittableRandom random = new SplittableRandom(9);
        int[] seconds = IntStream.range(0, 288).map(i -> i * 300).toArray();
        double[] average = IntStream.range(0, 288)
                .mapToDouble(i -> (1000 + random.nextInt(300)) / 100.0)
                .toArray();
        double[] none = new double[288];
        Arrays.fill(none, Double.NaN);

        assertThat(PackedDay.pack(new DaySamples(seconds, average, none), 300).length)
                .isLessThan(2 * 288);
    }

    @Test
    void keepsAConstantDayInAFewBytes() {
        int[] seconds = IntStream.range(0, 288).map(i -> i * 300).toArray();
        double[] average = new double[288];
        Arrays.fill(average, 12.5);

        assertThat(PackedDay.pack(new DaySamples(seconds, average, average), 300).length)
                .isLessThan(40);
    }

    @Test
    void aLaterSampleOfTheSameStartCounts() {
        DaySamples day =
                DaySamples.of(new int[] {600, 0, 600, 300}, new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4}, 4);

        assertThat(day.secondOfDay()).containsExactly(0, 300, 600);
        assertThat(day.average()).containsExactly(2, 4, 3);
        DaySamples merged = day.with(new DaySamples(new int[] {300, 900}, new double[] {7, 8}, new double[] {7, 8}));
        assertThat(merged.secondOfDay()).containsExactly(0, 300, 600, 900);
        assertThat(merged.average()).containsExactly(2, 7, 3, 8);
    }

    @Test
    void refusesBytesThatAreNoDay() {
        assertThatIllegalArgumentException().isThrownBy(() -> PackedDay.unpack(new byte[] {1, 2, 3}, 300));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
