package costwright.analyzers.statistics;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What right-sizing asks of a series: its quantile, by sorting and by selection, and the bootstrap bound of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelsBench {
    private static final int SLOTS_PER_DAY = 288;
    private static final double SHARE = 0.995;

    /** Two weeks, the window of CPU, and a month. */
    @Param({"14", "32"})
    public int days;

    private double[] values = {};
    private int[] day = {};

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(7);
        values = new double[days * SLOTS_PER_DAY];
        day = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            double wave = 1 + 0.5 * Math.sin(2 * Math.PI * i / SLOTS_PER_DAY);
            values[i] = 4 * wave * (0.8 + 0.4 * random.nextDouble());
            day[i] = i / SLOTS_PER_DAY;
        }
    }

    @Benchmark
    public double quantileBySorting() {
        return Samples.of(values).quantile(SHARE);
    }

    @Benchmark
    public double quantileBySelection() {
        return Selection.of(values).quantile(SHARE);
    }

    /** 200 replicates. */
    @Benchmark
    public double bootstrapBound() {
        return DayBlockBootstrap.DEFAULT.upperBound(values, day, days, SHARE, 0.95);
    }
}
