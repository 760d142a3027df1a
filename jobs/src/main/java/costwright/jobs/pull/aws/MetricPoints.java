package costwright.jobs.pull.aws;

import java.util.Arrays;

/** The points of one query as they arrive over several pages. */
final class MetricPoints {
    private long[] starts = new long[512];
    private double[] values = new double[512];
    private int startCount;
    private int valueCount;

    void addStart(long epochSecond) {
        if (startCount == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[startCount++] = epochSecond;
    }

    void addValue(double value) {
        if (valueCount == values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[valueCount++] = value;
    }

    /** The number of points, each with its start and value. */
    int size() {
        return Math.min(startCount, valueCount);
    }

    boolean isWhole() {
        return startCount == valueCount;
    }

    /** Adds the points of a later page. */
    MetricPoints append(MetricPoints later) {
        for (int i = 0; i < later.size(); i++) {
            addStart(later.start(i));
            addValue(later.value(i));
        }
        return this;
    }

    long start(int index) {
        return starts[index];
    }

    double value(int index) {
        return values[index];
    }
}
