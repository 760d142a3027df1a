package costwright.jobs.pull.prometheus;

import java.util.Arrays;

/** The points of one series of an answer, in order of time. */
final class SamplePoints {
    private long[] times = new long[288];
    private double[] values = new double[288];
    private int size;

    void add(long epochSecond, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        times[size] = epochSecond;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long time(int index) {
        return times[index];
    }

    double value(int index) {
        return values[index];
    }
}
